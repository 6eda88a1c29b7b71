import { cutName, cutText } from './capped-text';
import { NameRegister } from './name-register';
import { Position, ReadLimits, ReportEvent, ReportFacts, TestRecord } from './record';
import { RepairCount } from './text-sanitizer';

/** How many warnings of one kind are told one by one; the rest is told as a number. */
const TOLD = 100;

/** Where a reader puts what it finds until the generator hands it on. Caps text, and notices what comes again. */
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

  /** A test, capped. One that came before keeps its name: it is that test run again. */
  test(test: TestRecord, at: Position): void {
    this.named(test, at);
    this.events.push({ type: 'test', test, at });
  }

  /** Several numbered tries of one test. */
  tries(tries: TestRecord[], at: Position): void {
    for (const test of tries) this.test(test, at);
  }

  dialect(dialect: string): void {
    this.events.push({ type: 'dialect', dialect });
  }

  output(suite: string, stream: 'system-out' | 'system-err', text: string, at: Position): void {
    this.events.push({ type: 'output', suite, stream, text, at });
  }

  suite(suite: string, properties: Readonly<Record<string, string | string[]>>, at: Position): void {
    this.events.push({ type: 'suite', suite, properties, at });
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
    if (!this.names.add(test.suite, test.name, test.attempt)) {
      const message = `${quoted(test.name)} comes again in ${quoted(test.suite)}: kept as one more run of that test`;
      this.warn('repeated_case', message, at);
    }
    if (!this.names.complete && !this.told) {
      this.told = true;
      this.warn('names_not_compared', 'too many tests: repeated cases are no longer noticed', at);
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
