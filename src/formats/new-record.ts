import { TestResult } from '../vocabulary/test-result';
import { TestRecord } from './record';

/** A record that says nothing yet but its name and result. */
export function newRecord(suite: string, name: string, result: TestResult | null): TestRecord {
  return {
    suite,
    name,
    result,
    source_status: null,
    measurement: null,
    units: '',
    duration: null,
    logged: null,
    message: null,
    metadata: null,
    attempt: 1,
    start_log_line: null,
    end_log_line: null,
  };
}
