import { isTestResult } from '../vocabulary/test-result';
import { resultOfWord } from '../vocabulary/test-words';
import { decimalText } from './decimal';
import { durationText } from './duration-text';
import { instantText } from './instant-text';
import { newRecord } from './new-record';
import { TestRecord } from './record';
import { COLUMN_ALIASES, TEST_COLUMNS } from './test-columns';
import { storableJson } from './storable-json';
import { storableText } from './text-sanitizer';

/** Suite of a test that names none. */
export const DEFAULT_SUITE = 'tests';

export interface Remark {
  code: string;
  message: string;
  field?: string;
}

/** A test read from an object, with what was odd about it; or why it cannot be one. */
export type ParsedTest =
  { ok: true; test: TestRecord; remarks: Remark[]; repaired: number } | { ok: false; remark: Remark };

const KNOWN: ReadonlySet<string> = new Set<string>([...TEST_COLUMNS, ...Object.keys(COLUMN_ALIASES)]);
const WHOLE = /^\d{1,15}$/;

type Fields = Readonly<Record<string, unknown>>;

/** Reads fields one by one and gathers remarks; text comes out storable. */
class FieldReader {
  readonly remarks: Remark[] = [];
  repaired = 0;

  constructor(private readonly fields: Fields) {}

  value(field: string): unknown {
    if (Object.hasOwn(this.fields, field)) return this.fields[field];
    for (const alias in COLUMN_ALIASES) {
      if (COLUMN_ALIASES[alias] === field && Object.hasOwn(this.fields, alias)) return this.fields[alias];
    }
    return undefined;
  }

  has(field: string): boolean {
    return this.value(field) !== undefined;
  }

  /** Text as it is, numbers and booleans as JSON spells them, anything deeper as JSON; null when absent. */
  text(field: string): string | null {
    const value = this.value(field);
    if (value === null || value === undefined) return null;
    const { text, repaired } = storableText(typeof value === 'string' ? value : this.json(field, value));
    this.repaired += repaired;
    return text;
  }

  private json(field: string, value: unknown): string {
    try {
      const { text, repaired } = storableJson(value);
      this.repaired += repaired;
      return text;
    } catch {
      // Nested so deep that not even the engine can write it.
      this.refuse(field, 'too deep');
      return '';
    }
  }

  /** Text through a reader of its kind; what it refuses is left out, with a remark. */
  read(field: string, reader: (text: string) => string | null): string | null {
    const text = this.text(field);
    if (text === null || text.trim() === '') return null;
    const read = reader(text);
    if (read === null) this.refuse(field, text);
    return read;
  }

  /** A whole number of at least `least`, as number or digits. */
  whole(field: string, least: number): number | null {
    const text = this.text(field);
    if (text === null || text === '') return null;
    if (WHOLE.test(text) && Number(text) >= least) return Number(text);
    this.refuse(field, text);
    return null;
  }

  private refuse(field: string, text: string): void {
    const message = `${field} ${JSON.stringify(text.slice(0, 80))} is not usable and left out`;
    this.remarks.push({ code: `bad_${field}`, message, field });
  }
}

/**
 * One test from an object with the fields of a `TestRecord` (a line of NDJSON, an item of YAML, a row of CSV, a JSON
 * body). `name` is required; a `result` that is absent or null is a test that has not finished; a word that is not
 * canonical is translated where it is known (`PASSED`), else `unknown`, and kept in `source_status`. A time that names no
 * zone is one of `zone`, UTC unless told. Never throws.
 */
export function parseTestObject(value: unknown, zone?: string): ParsedTest {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    return { ok: false, remark: { code: 'not_an_object', message: 'a test must be an object with a name' } };
  }
  const reader = new FieldReader(value as Fields);
  const name = reader.text('name');
  if (name === null || name === '') {
    return { ok: false, remark: { code: 'missing_name', message: 'a test must have a name', field: 'name' } };
  }
  const test = newRecord(reader.text('suite') || DEFAULT_SUITE, name, null);
  readResult(test, reader);
  test.measurement = reader.read('measurement', decimalText);
  test.units = reader.text('units') ?? '';
  test.duration = reader.read('duration', durationText);
  test.logged = reader.read('logged', (text) => instantText(text, zone));
  test.message = reader.text('message');
  test.metadata = reader.text('metadata');
  test.attempt = reader.whole('attempt', 1) ?? 1;
  test.start_log_line = reader.whole('start_log_line', 0);
  test.end_log_line = reader.whole('end_log_line', 0);
  for (const field in value) {
    if (!KNOWN.has(field)) {
      const message = `the field ${JSON.stringify(field.slice(0, 80))} is not known and left out`;
      reader.remarks.push({ code: 'unknown_field', message, field: field.slice(0, 80) });
    }
  }
  return { ok: true, test, remarks: reader.remarks, repaired: reader.repaired };
}

function readResult(test: TestRecord, reader: FieldReader): void {
  const word = reader.text('result');
  const told = reader.text('source_status');
  test.source_status = told;
  if (word === null || word === '') return;
  test.result = isTestResult(word) ? word : resultOfWord('generic', word);
  if (isTestResult(word)) {
    if (!reader.has('source_status')) test.source_status = word;
    return;
  }
  test.source_status = told ?? word;
  if (test.result === 'unknown') {
    const message = `the result ${JSON.stringify(word.slice(0, 80))} is not known: kept as unknown`;
    reader.remarks.push({ code: 'unknown_result', message, field: 'result' });
  }
}
