import { TestResult } from '../vocabulary/test-result';
import { inChunks } from './chunks';
import { OWN, ownProperties } from './junit-own';
import { ReportHead, StoredTest, TestRecord } from './record';
import { xmlPair, xmlText } from './xml-text';

export type JunitChild = 'failure' | 'error' | 'skipped';

/** status-vocabularies §3.2, column JUnit; `unknown` is an error there, never a pass. */
const CHILD: Readonly<Record<TestResult, JunitChild | null>> = {
  pass: null,
  warn: null,
  softfail: null,
  xfail: 'skipped',
  xpass: null,
  fail: 'failure',
  error: 'error',
  timeout: 'error',
  miss: 'error',
  interrupted: 'error',
  canceled: 'skipped',
  skip: 'skipped',
  done: null,
  disabled: 'skipped',
  unknown: 'error',
};
const RESULT_OF_CHILD = { failure: 'fail', error: 'error', skipped: 'skip' } as const;
/** Characters of the first line shown in `message=`. */
const HEADLINE = 200;

/** The child element a result is written as, and so the counter it belongs to; a test not finished counts as skipped. */
export function junitChildOf(result: TestResult | null): JunitChild | null {
  return result === null ? 'skipped' : CHILD[result];
}

type Plain = Pick<TestRecord, 'result' | 'source_status' | 'message'>;

/** What `readJunit` makes of the case without our properties. */
function plainReading(test: TestRecord, child: JunitChild | null): Plain {
  if (child !== null)
    return { result: RESULT_OF_CHILD[child], source_status: child, message: test.message || null };
  if (test.result === 'softfail') return { result: 'softfail', source_status: 'softfail', message: null };
  return { result: 'pass', source_status: null, message: null };
}

/** One line goes into the attribute; of several the first does, and all are the text. Outer blanks survive only there. */
function childElement(child: JunitChild, message: string | null): string {
  if (!message) return `      <${child}/>\n`;
  const end = message.search(/[\r\n]/);
  if (end < 0 || message.trim() !== message) return `      <${child}${xmlPair('message', message)}/>\n`;
  const line = message.slice(0, Math.min(end, HEADLINE)).replace(/[\ud800-\udbff]$/, '');
  return `      <${child}${xmlPair('message', line)}>${xmlText(message)}</${child}>\n`;
}

function testcase(test: TestRecord): string {
  const child = junitChildOf(test.result);
  const properties = ownProperties(test, plainReading(test, child));
  const start =
    `    <testcase${xmlPair('classname', test.suite)}${xmlPair('name', test.name)}` +
    xmlPair('time', test.duration) +
    xmlPair('timestamp', test.logged) +
    (test.result === 'softfail' ? ' status="softfail"' : '');
  if (properties.length === 0 && child === null) return `${start}/>\n`;
  let inner = '';
  if (properties.length > 0) {
    inner += '      <properties>\n';
    for (const [key, value] of properties)
      inner += `        <property name="${OWN}${key}"${xmlPair('value', value)}/>\n`;
    inner += '      </properties>\n';
  }
  if (child !== null) inner += childElement(child, test.message);
  return `${start}>\n${inner}    </testcase>\n`;
}

function total(head: ReportHead, key: 'failures' | 'errors' | 'skipped'): number {
  return head.suites.reduce((sum, suite) => sum + suite[key], 0);
}

function suiteStart(name: string, suites: Map<string, ReportHead['suites'][number]>): string {
  const suite = suites.get(name);
  // A suite that comes back (tests not in suite order) must not be counted twice.
  suites.delete(name);
  const { tests, failures, errors, skipped, duration } = suite ?? {};
  return (
    `  <testsuite${xmlPair('name', name)}${xmlPair('tests', tests)}${xmlPair('failures', failures)}` +
    `${xmlPair('errors', errors)}${xmlPair('skipped', skipped)}${xmlPair('time', duration || null)}>\n`
  );
}

/**
 * Writes a JUnit report that `readJunit` turns back into the same records: `classname` is the suite, and what JUnit has
 * no place for are properties `assay.…` of the case. Legal XML 1.0 whatever the records hold; constant memory.
 */
export async function* writeJunit(
  head: ReportHead,
  tests: AsyncIterable<StoredTest>,
): AsyncGenerator<string> {
  const suites = new Map(head.suites.map((suite) => [suite.name, suite]));
  let open: string | null = null;
  const before =
    '<?xml version="1.0" encoding="UTF-8"?>\n' +
    `<testsuites${xmlPair('name', head.job.name)}${xmlPair('tests', head.tests)}` +
    `${xmlPair('failures', total(head, 'failures'))}${xmlPair('errors', total(head, 'errors'))}` +
    `${xmlPair('skipped', total(head, 'skipped'))}${xmlPair('timestamp', head.job.start_time)}>\n`;
  const write = (test: StoredTest): string => {
    let text = '';
    if (open !== test.suite) {
      if (open !== null) text = '  </testsuite>\n';
      text += suiteStart(test.suite, suites);
      open = test.suite;
    }
    return text + testcase(test);
  };
  yield* inChunks(before, tests, write, () => `${open === null ? '' : '  </testsuite>\n'}</testsuites>\n`);
}
