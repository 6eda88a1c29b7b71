import { utcText } from '../../../formats/utc-text';
import { YamlMapping, YamlValue } from '../../../formats/yaml11';
import { wordOfResult } from '../../../vocabulary/result-words';
import { TEST_RESULTS, TestResult } from '../../../vocabulary/test-result';

/** A test as the database has it; numbers, moments and decimals as the driver gives them. */
export interface LavaTest {
  id: number;
  job: number;
  /** The name of its suite. */
  suite: string;
  name: string;
  result: TestResult | null;
  /** `numeric` as text. */
  measurement: string | null;
  units: string;
  /** PostgreSQL's timestamptz text, or ISO 8601. */
  logged: string;
  /** YAML or JSON text. */
  metadata: string | null;
  start_log_line: number | null;
  end_log_line: number | null;
}

export type LavaResult = 'pass' | 'fail' | 'skip' | 'unknown';

/** The exported record (contract lava-rest §7.3) without its metadata and `level`, which is read from there; text unless it says otherwise. */
export interface LavaFields {
  name: string;
  job: string;
  suite: string;
  result: LavaResult;
  /** Ten decimals, or the word `None`. */
  measurement: string;
  unit: string;
  url: string;
  id: string;
  logged: string;
  log_start_line: string;
  log_end_line: string;
}

const WORDS = new Map<TestResult | null, LavaResult>(
  [...TEST_RESULTS, null].map((result) => [
    result,
    (wordOfResult('lava', result) ?? 'unknown') as LavaResult,
  ]),
);
const DECIMALS = 10;

/** One of LAVA's four words. */
export function lavaResult(result: TestResult | null): LavaResult {
  return WORDS.get(result) ?? 'unknown';
}

/** `93.7` → `93.7000000000`: a plain decimal without exponent, digits beyond the tenth are kept. */
export function tenDecimals(text: string): string {
  const point = text.indexOf('.');
  const missing = point < 0 ? DECIMALS : DECIMALS - (text.length - point - 1);
  if (missing === 0 || !/^[+-]?[0-9.]+$/.test(text)) return text;
  return (point < 0 ? `${text}.` : text) + '0'.repeat(Math.max(0, missing));
}

/** Line 0 says nothing, as in LAVA. */
export const lineText = (line: number | null): string => (line === null || line === 0 ? '' : String(line));

export const loggedText = ({ logged }: LavaTest): string => `${utcText(logged, ' ')}+00:00`;

export function lavaFields(test: LavaTest): LavaFields {
  const id = String(test.id);
  return {
    name: test.name,
    job: String(test.job),
    suite: test.suite,
    result: lavaResult(test.result),
    measurement: test.measurement === null ? 'None' : tenDecimals(test.measurement),
    unit: test.units,
    url: `/results/testcase/${id}`,
    id,
    logged: loggedText(test),
    log_start_line: lineText(test.start_log_line),
    log_end_line: lineText(test.end_log_line),
  };
}

/** What the record has under `level`: whatever the metadata has there, nothing when it has nothing. */
export function levelOf(metadata: YamlMapping): YamlValue {
  return metadata.size === 0 ? '' : (metadata.get('level') ?? (metadata.has('level') ? null : ''));
}
