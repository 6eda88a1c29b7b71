import { TestResult } from '../vocabulary/test-result';
import { resultOfWord } from '../vocabulary/test-words';
import { decimalText } from './decimal';
import { durationText } from './duration-text';
import { instantText } from './instant-text';
import { newRecord } from './new-record';
import { ReadLimits, TestRecord } from './record';
import { DEFAULT_SUITE } from './test-object';

type Warn = (code: string, message: string) => void;
export type KcidbObject = Readonly<Record<string, unknown>>;

/** What becomes a field of the record, or is the server's own: everything else is metadata, as it stands. */
const FIELDS: ReadonlySet<string> = new Set([
  'path',
  'status',
  'start_time',
  'duration',
  'number',
  'log_excerpt',
  '_timestamp',
]);
/** What the metadata can do without, the largest first, when it is too long. */
const DROPPED_FIRST = ['log_excerpt', 'misc', 'output_files', 'input_files', 'environment', 'comment'];
const GOOD: ReadonlySet<TestResult | null> = new Set<TestResult | null>(['pass', 'done', 'skip', null]);

const shown = (value: unknown): string => (JSON.stringify(value) ?? '').slice(0, 80);
const isObject = (value: unknown): value is KcidbObject =>
  value !== null && typeof value === 'object' && !Array.isArray(value);
const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

/**
 * Suite and name of a KCIDB path: its first segment and the rest, so that `ltp.syscalls.open01` is `syscalls.open01` in
 * `ltp`; one segment is both (kernelci §6.2, §6.4). A test without a path has only its id.
 */
export function placeOf(path: string | null, id: string): { suite: string; name: string } {
  if (path === null) return { suite: DEFAULT_SUITE, name: id };
  const dot = path.indexOf('.');
  const suite = dot < 0 ? path : path.slice(0, dot);
  return { suite: suite || DEFAULT_SUITE, name: (dot < 0 ? path : path.slice(dot + 1)) || path };
}

/** A test of a KCIDB document, version 4 or 5 (kernelci §5.2, §6.4); null when it has neither path nor id. */
export function kcidbTest(test: KcidbObject, limits: ReadLimits, warn: Warn): TestRecord | null {
  const path = textOf(test.path);
  const id = textOf(test.id);
  if (path === null && id === null) return null;
  const { suite, name } = placeOf(path, id ?? '');
  const record = newRecord(suite, name, null);
  readStatus(record, test, warn);
  const left: Record<string, unknown> = {};
  for (const key of Object.keys(test)) if (!FIELDS.has(key)) left[key] = test[key];
  readNumber(record, test.number, left, warn);
  record.duration = usable('duration', test.duration, durationText, left, warn);
  record.logged = usable('start_time', test.start_time, (text) => instantText(text, limits.zone), left, warn);
  const misc = isObject(test.misc) ? test.misc : {};
  record.message = textOf(misc.error_msg);
  if (record.message === null && !GOOD.has(record.result)) record.message = textOf(test.log_excerpt);
  else if (textOf(test.log_excerpt) !== null) left.log_excerpt = test.log_excerpt;
  record.metadata = fitted(left, limits.text, warn);
  return record;
}

/** The word itself is kept; `misc` may say more precisely than KCIDB's six words can (kernelci §6.1). */
function readStatus(record: TestRecord, { status, misc }: KcidbObject, warn: Warn): void {
  if (status === undefined || status === null) return;
  const word = typeof status === 'string' ? status : shown(status);
  record.source_status = word;
  record.result = resultOfWord('kcidb', word);
  if (record.result === 'unknown')
    warn('unknown_result', `the status ${shown(word)} is not known: kept as unknown`);
  if (!isObject(misc)) return;
  if (misc.warn === true && record.result === 'pass') record.result = 'warn';
  if (misc.soft_failure === true && (record.result === 'pass' || record.result === 'fail'))
    record.result = 'softfail';
}

function readNumber(record: TestRecord, number: unknown, left: Record<string, unknown>, warn: Warn): void {
  if (number === undefined || number === null) return;
  const { value, unit, ...others } = isObject(number) ? number : { value: number, unit: undefined };
  record.measurement = typeof value === 'number' ? decimalText(String(value)) : null;
  record.units = textOf(unit) ?? '';
  if (record.measurement === null) {
    warn('bad_measurement', `the number ${shown(number)} is not usable: it is kept in the metadata`);
    left.number = number;
  } else if (Object.keys(others).length > 0) left.number = others;
}

function usable(
  field: string,
  value: unknown,
  read: (text: string) => string | null,
  left: Record<string, unknown>,
  warn: Warn,
): string | null {
  if (value === undefined || value === null) return null;
  const text = typeof value === 'number' || typeof value === 'string' ? read(String(value)) : null;
  if (text !== null) return text;
  warn(`bad_${field}`, `the ${field} ${shown(value)} is not usable: it is kept in the metadata`);
  left[field] = value;
  return null;
}

/** JSON within the cap that is still JSON. */
function fitted(left: Record<string, unknown>, most: number, warn: Warn): string | null {
  let text = JSON.stringify(left);
  if (text === '{}') return null;
  if (text.length <= most) return text;
  warn('metadata_cut', `what a test says beside its verdict is longer than ${most} characters`);
  for (const key of DROPPED_FIRST) {
    delete left[key];
    text = JSON.stringify(left);
    if (text.length <= most) return text;
  }
  return null;
}
