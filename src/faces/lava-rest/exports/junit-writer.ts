import { utcText } from '../../../formats/utc-text';
import { xmlAttribute, xmlText } from '../../../formats/xml-text';
import { Batches } from './in-batches';
import { junitChildOf, JunitSuite, secondsOf } from './junit-suites';
import { lavaResult, LavaTest } from './lava-record';
import { LogExcerpts } from './log-excerpts';
import { floatText } from '../../../formats/python-float';
import { ExcerptWriter, withExcerpts } from './with-excerpts';

/** What has to be known before the first test. */
export interface LavaJunitHead {
  /** PostgreSQL's timestamptz text or ISO 8601; null while the job runs. */
  end_time: string | null;
  /** All suites of the job, also those without tests, in the order in which their tests come. */
  suites: readonly JunitSuite[];
  /** Put before the suite's name in `classname`; empty is none. */
  classnamePrefix?: string;
}

const ILLEGAL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/u;
const EACH_ILLEGAL = new RegExp(ILLEGAL.source, 'gu');

const legal = (text: string): string => (ILLEGAL.test(text) ? text.replace(EACH_ILLEGAL, '') : text);
const attribute = (text: string): string => xmlAttribute(legal(text));
const moment = (time: string): string => `${utcText(time, 'T')}+00:00`;
const END = '\t\t</testcase>\n';

/** A test that also knows the seconds that it itself has. */
export type LavaJunitTest = LavaTest & { duration?: string | null };

/**
 * Tests as LAVA's JUnit (contract lava-rest §7.1), in the order of suite and id. Unlike LAVA an unknown result is skipped,
 * never a pass. Characters that XML cannot have are left out. Constant memory.
 */
export function writeLavaJunit(
  head: LavaJunitHead,
  tests: Batches<LavaJunitTest>,
  logs: LogExcerpts,
): AsyncGenerator<string> {
  return withExcerpts(new JunitText(head), tests, logs);
}

class JunitText implements ExcerptWriter {
  readonly before: string;
  /** How many suites have begun. */
  private begun = 0;
  private open: string | null = null;
  private classname = '';

  constructor(private readonly head: LavaJunitHead) {
    const { suites } = head;
    const sum = (key: 'failures' | 'tests' | 'time'): number =>
      suites.reduce((total, suite) => total + (suite[key] ?? 0), 0);
    this.before =
      '<?xml version="1.0" encoding="utf-8"?>\n' +
      (suites.length === 0
        ? '<testsuites/>\n'
        : `<testsuites disabled="0" errors="0" failures="${sum('failures')}" tests="${sum('tests')}" ` +
          `time="${floatText(sum('time'))}">\n`);
  }

  test(test: LavaJunitTest, hasExcerpt: boolean): string {
    const before = test.suite === this.open ? '' : this.suitesBefore(test.suite);
    const seconds = secondsOf(test) ?? 0;
    const start =
      `${before}\t\t<testcase name="${attribute(test.name)}"` +
      `${seconds === 0 ? '' : ` time="${seconds.toFixed(6)}"`} timestamp="${moment(test.logged)}" ` +
      `classname="${this.classname}"`;
    switch (junitChildOf(test.result)) {
      case null:
        return `${start}/>\n`;
      case 'skipped': {
        const unknown = lavaResult(test.result) === 'unknown';
        const words = unknown
          ? 'type="unknown" message="unknown result"'
          : 'type="skipped" message="skipped"';
        return `${start}>\n\t\t\t<skipped ${words}/>\n${END}`;
      }
      case 'failure': {
        const failure = `${start}>\n\t\t\t<failure type="failure" message="failed"`;
        return hasExcerpt ? failure : `${failure}/>\n${END}`;
      }
    }
  }

  piece(text: string, first: boolean): string {
    return (first ? '>' : '') + xmlText(legal(text));
  }

  afterExcerpt(empty: boolean): string {
    return (empty ? '/>\n' : '</failure>\n') + END;
  }

  after(): string {
    if (this.head.suites.length === 0) return '';
    return `${this.suitesBefore(null)}</testsuites>\n`;
  }

  /** Ends the suite that is open, shows those without tests, begins the one of this name; null: the rest of them. */
  private suitesBefore(name: string | null): string {
    let text = this.open === null ? '' : '\t</testsuite>\n';
    this.open = name;
    for (;;) {
      const suite = this.head.suites[this.begun];
      if (suite === undefined) break;
      this.begun += 1;
      const start = `\t<testsuite${this.attributesOf(suite)}`;
      if (suite.name === name) {
        const { classnamePrefix: prefix } = this.head;
        this.classname = attribute(prefix ? `${prefix}_${name}` : name);
        return `${text}${start}>\n`;
      }
      text += `${start}/>\n`;
    }
    if (name !== null) throw new Error('Tests came that belong to none of the suites of the head.');
    return text;
  }

  private attributesOf({ name, tests, failures, skipped, time }: JunitSuite): string {
    const { end_time: end } = this.head;
    return (
      ` disabled="0" errors="0" failures="${failures}" name="${attribute(name)}" skipped="${skipped}" ` +
      `tests="${tests}" time="${time === null ? '0' : floatText(time)}"` +
      (end === null ? '' : ` timestamp="${moment(end)}"`)
    );
  }
}
