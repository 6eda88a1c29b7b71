import { TestResult } from '../vocabulary/test-result';
import { inChunks } from './chunks';
import { ReportHead, StoredTest, TestRecord } from './record';
import { readTapLine, tapResult } from './tap-line';
import { ownBlock } from './tap-own';
import { storableText } from './text-sanitizer';

type Directive = 'SKIP' | 'TODO' | null;

/** status-vocabularies §3.2, column TAP 13. `miss` is written, not left out, or its name would be lost. */
const LINES: Readonly<Record<TestResult, { ok: boolean; directive: Directive }>> = {
  pass: { ok: true, directive: null },
  warn: { ok: true, directive: null },
  softfail: { ok: false, directive: 'TODO' },
  xfail: { ok: false, directive: 'TODO' },
  xpass: { ok: true, directive: 'TODO' },
  fail: { ok: false, directive: null },
  error: { ok: false, directive: null },
  timeout: { ok: false, directive: null },
  miss: { ok: false, directive: null },
  interrupted: { ok: false, directive: null },
  canceled: { ok: true, directive: 'SKIP' },
  skip: { ok: true, directive: 'SKIP' },
  done: { ok: true, directive: null },
  disabled: { ok: true, directive: 'SKIP' },
  unknown: { ok: false, directive: null },
};
const UNFINISHED = { ok: false, directive: 'TODO' } as const;
const LONGEST_REASON = 200;

/** One line of plain text: `#` and `\` escaped (TAP 14), line breaks shown as `␊` and `␍`. */
function tapText(text: string): string {
  return text.replace(/[#\\]/g, '\\$&').replaceAll('\n', '\u240a').replaceAll('\r', '\u240d');
}

/** A reason fits behind a directive when it is short and one line. */
function reasonOf(message: string | null): string {
  return message !== null && message.length <= LONGEST_REASON && !/[\r\n]/.test(message) ? message : '';
}

/** Whether the line alone says all that the record says, so that no diagnostic block is needed. */
function saysAll(line: string, test: TestRecord): boolean {
  const point = readTapLine(line);
  if (point.kind !== 'point') return false;
  return (
    !point.opens &&
    point.description === test.name &&
    tapResult(point) === test.result &&
    (point.ok ? 'ok' : 'not ok') + (point.directive === null ? '' : ` # ${point.directive}`) ===
      test.source_status &&
    (point.reason === '' ? point.remark : point.reason) === test.message &&
    point.duration === test.duration &&
    [test.measurement, test.logged, test.metadata, test.start_log_line, test.end_log_line].every(
      (v) => v === null,
    ) &&
    test.units === '' &&
    test.attempt === 1
  );
}

const TEXTS = ['suite', 'name', 'units', 'message', 'metadata', 'source_status'] as const;

function storable(test: TestRecord): TestRecord {
  if (TEXTS.every((key) => storableText(test[key] ?? '').repaired === 0)) return test;
  const clean = (text: string | null): string | null => (text === null ? null : storableText(text).text);
  return {
    ...test,
    suite: clean(test.suite) ?? '',
    name: clean(test.name) ?? '',
    units: clean(test.units) ?? '',
    message: clean(test.message),
    metadata: clean(test.metadata),
    source_status: clean(test.source_status),
  };
}

function testLines(received: TestRecord, number: number, heading: string): string {
  const test = storable(received);
  const { ok, directive } = test.result === null ? UNFINISHED : LINES[test.result];
  // A brace at the end would open subtests.
  const name = tapText(test.name)
    .trim()
    .replace(/(^|\s)\{$/, '$1{ }');
  const reason = directive === null ? '' : tapText(reasonOf(test.message)).trim();
  const end = directive === null ? '' : ` # ${directive}${reason === '' ? '' : ` ${reason}`}`;
  // A brace at the end would open subtests.
  const line = `${ok ? 'ok' : 'not ok'} ${number} ${name}${end}`.replace(/ \{$/, ' { }');
  if (heading === test.suite && saysAll(line, test)) return `${line}\n`;
  const point = readTapLine(line);
  const read = point.kind === 'point' ? point.description : '';
  const block = ownBlock(test, { suite: heading, name: read });
  return `${line}\n  ---\n${block.map((entry) => `  ${entry}\n`).join('')}  ...\n`;
}

/**
 * Writes TAP 13 laid out as LAVA does: version, plan, a heading before the first test of each suite. What a test line
 * cannot say stands in a diagnostic block, from which `readTap` restores the record exactly.
 */
export async function* writeTap(head: ReportHead, tests: AsyncIterable<StoredTest>): AsyncGenerator<string> {
  let number = 0;
  let suite: string | null = null;
  let heading = '';
  const write = (test: StoredTest): string => {
    let text = '';
    if (test.suite !== suite) {
      suite = test.suite;
      const shown = tapText(storableText(suite).text).trim();
      heading = shown.replace(/\\([#\\])/g, '$1');
      text = `# TAP results for ${shown}\n`;
    }
    number += 1;
    return text + testLines(test, number, heading);
  };
  yield* inChunks(`TAP version 13\n1..${head.tests}\n`, tests, write, () => '');
}
