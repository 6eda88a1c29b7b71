import { cutName, cutText } from './capped-text';
import { NameRegister } from './name-register';
import { Position, ReadLimits, ReportEvent, ReportFacts, TestRecord } from './record';
import { RepairCount } from './text-sanitizer';

/** How many warnings of one kind are told one by one; the rest is told as a number. */
const TOLD = 100;

/** Where a reader puts what it finds until the generator hands it on. Gives every test a name of its own. */
export class EventQueue {
  private events: ReportEvent[] = [];
  private readonly names = new NameRegister();
  private readonly warned = new Map<string, { count: number; last: Position }>();
  private told = false;

  constructor(private readonly limits: ReadLimits) {}

  /** Takes what has gathered since the last time. */
  drain(): ReportEvent[] {
    const events = this.events;
    if (events.length > 0) this.events = [];
    return events;
  }

  /** A test under its final name: capped, and told apart from an earlier one of the same name. */
  test(test: TestRecord, at: Position): void {
    this.named(test, at);
    this.events.push({ type: 'test', test, at });
  }

  /** Several tries of one test: they share the name, so it is claimed once. */
  tries(tries: TestRecord[], at: Position): void {
    const [first, ...later] = tries;
    if (first === undefined) return;
    this.test(first, at);
    for (const test of later) {
      test.suite = first.suite;
      test.name = first.name;
      this.fit(test, at);
      this.events.push({ type: 'test', test, at });
    }
  }

  declared(tests: number, at: Position): void {
    this.events.push({ type: 'declared', tests, at });
  }

  facts(facts: ReportFacts): void {
    this.events.push({ type: 'facts', facts });
  }

  /** Told one by one a hundred times a code, then only counted. */
  warn(code: string, message: string, at: Position): void {
    const seen = this.warned.get(code) ?? { count: 0, last: at };
    seen.count += 1;
    seen.last = at;
    this.warned.set(code, seen);
    if (seen.count <= TOLD) this.push(code, message, at, false);
  }

  /** A record that will be missing; always told, because a receipt accounts for every one. */
  reject(code: string, message: string, at: Position): void {
    this.push(code, message, at, true);
  }

  /** Says at the end what was only counted. */
  close(repairs: RepairCount): void {
    if (repairs.count > 0) this.events.push({ type: 'repaired', count: repairs.count, at: repairs.first });
    for (const [code, { count, last }] of this.warned) {
      if (count > TOLD) this.push(code, `and ${count - TOLD} more like this`, last, false);
    }
  }

  private push(code: string, message: string, at: Position, rejected: boolean): void {
    this.events.push({ type: 'warning', code, message, at, ...(rejected ? { rejected: true } : {}) });
  }

  private named(test: TestRecord, at: Position): void {
    this.fit(test, at);
    const name = this.names.claim(test.suite, test.name, test.attempt);
    if (name !== test.name) {
      this.warn(
        'repeated_name',
        `${quoted(test.name)} comes again in ${quoted(test.suite)}: kept as ${quoted(name)}`,
        at,
      );
      test.name = name;
    }
    if (!this.names.complete && !this.told) {
      this.told = true;
      this.warn('names_not_compared', 'too many tests: repeated names are no longer told apart', at);
    }
  }

  /** Cuts a test to the caps; readers that hold tests back call it early. */
  fit(test: TestRecord, at: Position): void {
    const { name, text } = this.limits;
    if (test.name.length > name || test.suite.length > name) {
      this.warn('name_cut', `a name is longer than ${name} characters: its middle is left out`, at);
      test.name = cutName(test.name, name);
      test.suite = cutName(test.suite, name);
    }
    if (test.message !== null && test.message.length > text) test.message = cutText(test.message, text);
    if (test.metadata !== null && test.metadata.length > text) {
      this.warn('metadata_cut', `metadata is longer than ${text} characters: its middle is left out`, at);
      test.metadata = cutText(test.metadata, text);
    }
  }
}

/** A name as it appears in a sentence: short, and in quotes. */
export function quoted(name: string): string {
  return JSON.stringify(name.length > 80 ? `${name.slice(0, 79)}…` : name);
}
