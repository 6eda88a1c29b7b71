import { inChunks } from './chunks';
import { durationText } from './duration-text';
import { instantText, namesItsZone } from './instant-text';
import { OWN, ownProperties, PlainReading } from './junit-own';
import { caseParts } from './junit-parts';
import { JunitChild, junitChildOf, plainVerdict } from './junit-status';
import { ReportHead, StoredTest, TestRecord } from './record';
import { xmlPair, xmlText } from './xml-text';

export { JunitChild, junitChildOf } from './junit-status';

/** Characters of the first line shown in `message=`. */
const HEADLINE = 200;

/** One line goes into the attribute; of several the first does, and all are the text. Outer blanks survive only there. */
function childElement(child: JunitChild, type: string | null, message: string | null): string {
  const kind = xmlPair('type', type);
  if (!message) return `      <${child}${kind}/>\n`;
  const end = message.search(/[\r\n]/);
  if (end < 0 || message.trim() !== message)
    return `      <${child}${xmlPair('message', message)}${kind}/>\n`;
  const line = message.slice(0, Math.min(end, HEADLINE)).replace(/[\ud800-\udbff]$/, '');
  return `      <${child}${xmlPair('message', line)}${kind}>${xmlText(message)}</${child}>\n`;
}

/** The plain form, and properties of ours only for what would not be read back from it. */
function testcase(test: TestRecord): string {
  const child = junitChildOf(test.result);
  const parts = caseParts(test);
  const { type, attributes, system_out, system_err } = parts;
  const { status, result, source_status } = plainVerdict(test, child, type);
  const plain: PlainReading = {
    result,
    source_status,
    message: child === null ? null : test.message || null,
    metadata: parts.metadata,
    duration: test.duration === null ? null : durationText(test.duration),
    logged: test.logged !== null && namesItsZone(test.logged) ? instantText(test.logged) : null,
  };
  let start =
    `    <testcase${xmlPair('classname', parts.classname)}${xmlPair('name', parts.name)}` +
    `${xmlPair('time', plain.duration)}${xmlPair('timestamp', plain.logged)}${xmlPair('status', status)}`;
  for (const [key, value] of attributes) start += xmlPair(key, value);
  if (child === null) start += xmlPair('type', type);
  let inner = propertyElements(parts.properties, ownProperties(test, plain));
  if (child !== null) inner += childElement(child, type, test.message);
  if (system_out !== null) inner += `      <system-out>${xmlText(system_out)}</system-out>\n`;
  if (system_err !== null) inner += `      <system-err>${xmlText(system_err)}</system-err>\n`;
  return inner === '' ? `${start}/>\n` : `${start}>\n${inner}    </testcase>\n`;
}

function propertyElements(properties: [string, string][], own: [string, string][]): string {
  if (properties.length === 0 && own.length === 0) return '';
  let elements = '';
  for (const [key, value] of properties) elements += propertyElement(key, value);
  for (const [key, value] of own) elements += propertyElement(OWN + key, value);
  return `      <properties>\n${elements}      </properties>\n`;
}

function propertyElement(key: string, value: string): string {
  return `        <property${xmlPair('name', key)}${xmlPair('value', value)}/>\n`;
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
 * Writes a JUnit report that `readJunit` turns back into the same records: what came from JUnit goes where it came from,
 * `classname` is else the suite, and what JUnit has no place for are properties `assay.…` of the case. Legal XML 1.0
 * whatever the records hold; constant memory.
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
