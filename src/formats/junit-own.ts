import { isTestResult, TestResult } from '../vocabulary/test-result';
import { decimalText } from './decimal';
import { TestRecord } from './record';

/** What JUnit has no place for is written as properties of the case with this prefix, and read back from them. */
export const OWN = 'assay.';
/** How a test that has not finished is written. */
export const UNFINISHED = 'unfinished';

const LINE = /^\d{1,15}$/;

/** What a reader makes of a case without our properties. */
export type PlainReading = Pick<
  TestRecord,
  'result' | 'source_status' | 'message' | 'metadata' | 'duration' | 'logged'
>;

/** The properties that restore a record exactly, given what a reader would make of the case without them. */
export function ownProperties(test: TestRecord, plain: PlainReading): [string, string][] {
  const own: [string, string][] = [];
  const absent: string[] = [];
  if (test.result !== plain.result) own.push(['result', test.result ?? UNFINISHED]);
  for (const key of ['source_status', 'message'] as const) {
    const value = test[key];
    if (value === plain[key]) continue;
    if (value === null) absent.push(key);
    else own.push([key, value]);
  }
  if (absent.length > 0) own.push(['null', absent.join(',')]);
  if (test.measurement !== null) own.push(['measurement', test.measurement]);
  if (test.units !== '') own.push(['units', test.units]);
  for (const key of ['metadata', 'duration', 'logged'] as const) {
    const value = test[key];
    if (value !== null && value !== plain[key]) own.push([key, value]);
  }
  if (test.attempt !== 1) own.push(['attempt', String(test.attempt)]);
  if (test.start_log_line !== null) own.push(['start_log_line', String(test.start_log_line)]);
  if (test.end_log_line !== null) own.push(['end_log_line', String(test.end_log_line)]);
  return own;
}

/** Puts the own properties of a case into its record; false for a name or value that is not one of ours. */
export function applyOwn(test: TestRecord, key: string, value: string): boolean {
  switch (key) {
    case 'result':
      if (!isTestResult(value) && value !== UNFINISHED) return false;
      test.result = value === UNFINISHED ? null : (value as TestResult);
      return true;
    case 'source_status':
    case 'message':
    case 'metadata':
    case 'duration':
    case 'logged':
      test[key] = value;
      return true;
    case 'null':
      if (value.includes('source_status')) test.source_status = null;
      if (value.includes('message')) test.message = null;
      return true;
    case 'units':
      test.units = value;
      return true;
    case 'measurement':
      test.measurement = decimalText(value);
      return test.measurement !== null;
    case 'attempt':
      if (!/^[1-9]\d{0,8}$/.test(value)) return false;
      test.attempt = Number(value);
      return true;
    case 'start_log_line':
    case 'end_log_line':
      if (!LINE.test(value)) return false;
      test[key] = Number(value);
      return true;
    default:
      return false;
  }
}
