import { CappedText } from './capped-text';
import { durationText } from './duration-text';
import { instantText, namesItsZone } from './instant-text';
import { CaseExtras } from './junit-extras';
import { caseName, SuitePlace } from './junit-name';
import { applyOwn, OWN } from './junit-own';
import { isExpectation, judge, JunitVerdict, tryOf, worseChild } from './junit-verdict';
import { newRecord } from './new-record';
import { Position, ReadLimits, TestRecord } from './record';

type Warn = (code: string, message: string) => void;
type Attributes = Readonly<Record<string, string>>;

/** Runs of one case kept; Surefire's default is below ten. */
const MOST_TRIES = 100;
/** There are ten properties of ours. */
const MOST_OWN = 20;

/** `message` and the text of an element as one: the attribute is left out when the text begins with it. Empty is null. */
export function messageOf(attribute: string | undefined, body: string): string | null {
  const text = body.trim();
  if (text === '') return attribute || null;
  if (!attribute || text.startsWith(attribute.trim())) return text;
  return `${attribute}\n${text}`;
}

/** One `<testcase>` while it is being read. Holds no more text than the caps allow. */
export class JunitCase {
  readonly extras: CaseExtras;
  private child: JunitVerdict | null = null;
  private expected = false;
  private lost = 0;
  private message: CappedText | null = null;
  private readonly earlier: TestRecord[] = [];
  private readonly later: TestRecord[] = [];
  private readonly own: [string, string][] = [];

  constructor(
    readonly at: Position,
    private readonly attributes: Attributes,
    private readonly suite: SuitePlace,
    private readonly limits: ReadLimits,
    /** Which of the cases without any name this is, from 1. */
    private readonly nameless = 1,
  ) {
    this.extras = new CaseExtras(limits);
  }

  /** A `<failure>`, `<error>` or `<skipped>`; several of them are one message. */
  verdict(element: string, attributes: Attributes, body: string): void {
    this.child = worseChild(this.child, element, attributes.type);
    this.expected ||= isExpectation(element, attributes.type);
    if (attributes.type !== undefined) this.extras.type(attributes.type);
    const message = messageOf(attributes.message, body);
    if (message === null) return;
    if (this.message === null) this.message = new CappedText(this.limits.text);
    else this.message.add('\n\n');
    this.message.add(message);
  }

  /** A run that was not the last, or not the first, of this case. */
  try(element: string, attributes: Attributes, body: string): void {
    const { result, before } = tryOf(element);
    const runs = before ? this.earlier : this.later;
    if (runs.length >= MOST_TRIES) {
      this.lost += 1;
      return;
    }
    const run = newRecord('', '', result);
    run.source_status = element;
    run.message = messageOf(attributes.message, body);
    run.duration = attributes.time === undefined ? null : durationText(attributes.time);
    runs.push(run);
  }

  property(name: string, value: string, warn: Warn): void {
    if (name.startsWith(OWN) && this.own.length < MOST_OWN) this.own.push([name.slice(OWN.length), value]);
    else if (!this.extras.property(name, value))
      warn('properties_cut', 'a case has too many properties: some are left out');
  }

  /** The runs of this case in order, the last one last, numbered from 1. */
  records(warn: Warn): TestRecord[] {
    const record = this.record(warn);
    if (this.lost > 0) warn('runs_cut', `a case was run too often: ${this.lost} of its runs are left out`);
    const all = [...this.earlier, record, ...this.later];
    if (all.length === 1) return all;
    all.forEach((run, index) => {
      run.suite = record.suite;
      run.name = record.name;
      run.attempt = index + 1;
    });
    return all;
  }

  private record(warn: Warn): TestRecord {
    const { name, classname, time, duration, timestamp, status, result } = this.attributes;
    const suite = this.suite.path === '' ? classname || 'junit' : this.suite.path;
    const place = this.suite.path === '' ? { name: suite, path: suite } : this.suite;
    const named = caseName(name, classname, place);
    if (named === null) warn('missing_name', 'a test case has no name');
    // Node's runner writes a failing `todo` as skipped and failure.
    if (this.expected && this.child?.result === 'fail')
      this.child = { result: 'xfail', source_status: 'skipped' };
    const verdict = judge(this.child, [result, status], (word) =>
      warn(
        'unknown_status',
        `the status ${JSON.stringify(word.slice(0, 80))} is not known: without a failure the case passed`,
      ),
    );
    const unnamed = this.nameless > 1 ? `unnamed (${this.nameless})` : 'unnamed';
    const test = newRecord(suite, named ?? unnamed, verdict.result);
    test.source_status = verdict.source_status;
    test.message = this.message?.toString() ?? null;
    test.duration = readOr(time ?? duration, durationText, () =>
      warn('bad_time', notUsable('time', time ?? duration)),
    );
    const { zone } = this.limits;
    test.logged = readOr(
      timestamp,
      (text) => instantText(text, zone),
      () => warn('bad_timestamp', notUsable('timestamp', timestamp)),
    );
    this.extras.end(warn);
    test.metadata = this.extras.json(this.attributes, place, this.raw(test), warn);
    const { output, attachments } = this.extras;
    if (output !== null) test.output = output;
    if (attachments.length > 0) test.attachments = attachments;
    for (const [key, value] of this.own) {
      if (!applyOwn(test, key, value))
        warn('bad_property', `the property ${OWN}${key.slice(0, 80)} is not understood`);
    }
    return test;
  }

  /** What was written, where it is not usable or could be understood only by assuming a zone. */
  private raw(test: TestRecord): Record<string, string> {
    const { time, duration, timestamp } = this.attributes;
    const raw: Record<string, string> = {};
    const seconds = time ?? duration;
    if (seconds && test.duration === null) raw.raw_time = seconds.slice(0, 400);
    if (timestamp && (test.logged === null || !namesItsZone(timestamp)))
      raw.raw_timestamp = timestamp.slice(0, 400);
    return raw;
  }
}

const notUsable = (what: string, value: string | undefined): string =>
  `the ${what} ${JSON.stringify((value ?? '').slice(0, 80))} is not usable and left out`;

function readOr(
  value: string | undefined,
  read: (text: string) => string | null,
  bad: () => void,
): string | null {
  if (value === undefined || value === '') return null;
  const text = read(value);
  if (text === null) bad();
  return text;
}
