import { isTestResult } from '../vocabulary/test-result';
import { quotedScalar, scalarValue } from './json-scalar';
import { TestRecord } from './record';
import { storableText } from './text-sanitizer';

/** First line of a diagnostic block of ours: what follows is the whole record, not somebody's YAML. */
export const OWN_BLOCK = 'assay: 1';

const TEXTS = ['message', 'source_status', 'metadata', 'logged', 'duration', 'measurement'] as const;
const LINES = ['start_log_line', 'end_log_line'] as const;

/** The record as `key: value` lines, each value a JSON scalar; what is not there is null or the default. */
export function ownBlock(test: TestRecord, plain: { suite: string; name: string }): string[] {
  const lines = [OWN_BLOCK];
  if (test.suite !== plain.suite) lines.push(`suite: ${quotedScalar(test.suite)}`);
  if (test.name !== plain.name) lines.push(`name: ${quotedScalar(test.name)}`);
  if (test.result !== null) lines.push(`result: ${quotedScalar(test.result)}`);
  for (const key of TEXTS) {
    const value = test[key];
    if (value !== null) lines.push(`${key}: ${quotedScalar(value)}`);
  }
  if (test.units !== '') lines.push(`units: ${quotedScalar(test.units)}`);
  if (test.attempt !== 1) lines.push(`attempt: ${test.attempt}`);
  for (const key of LINES) {
    if (test[key] !== null) lines.push(`${key}: ${test[key]}`);
  }
  return lines;
}

/** Restores a record from a block of ours, characters replaced included; false when a line is not one we would write. */
export function applyOwnBlock(
  test: TestRecord,
  lines: readonly string[],
): { whole: boolean; repaired: number } {
  let whole = true;
  let repaired = 0;
  test.result = null;
  for (const key of TEXTS) test[key] = null;
  for (const line of lines.slice(1)) {
    const colon = line.indexOf(': ');
    const value = colon < 0 ? undefined : scalarValue(line.slice(colon + 2));
    const clean = typeof value === 'string' ? storableText(value) : { text: value, repaired: 0 };
    repaired += clean.repaired;
    if (!assign(test, line.slice(0, Math.max(0, colon)), clean.text)) whole = false;
  }
  return { whole, repaired };
}

function assign(test: TestRecord, key: string, value: unknown): boolean {
  if (typeof value === 'string') {
    if ((key === 'name' || key === 'suite') && value !== '') test[key] = value;
    else if (key === 'units') test.units = value;
    else if (key === 'result' && isTestResult(value)) test.result = value;
    else if ((TEXTS as readonly string[]).includes(key)) test[key as (typeof TEXTS)[number]] = value;
    else return false;
    return true;
  }
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) return false;
  if (key === 'attempt' && value > 0) test.attempt = value;
  else if (key === 'start_log_line' || key === 'end_log_line') test[key] = value;
  else return false;
  return true;
}
