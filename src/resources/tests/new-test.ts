import { TestResult, TestState } from '../../vocabulary/test-result';

/** A test about to be stored: checked, its suite known by number or by name. */
export interface NewTest {
  job: number;
  /** The suite's number, or its name within the job. */
  suite: number | string;
  name: string;
  state: TestState;
  result: TestResult | null;
  source_status: string | null;
  measurement: string | null;
  units: string;
  duration: string | null;
  /** Null is now. */
  logged: string | null;
  message: string | null;
  metadata: string | null;
  attempt: number;
  start_log_line: number | null;
  end_log_line: number | null;
}

/** A test with its suite and case found: as the table takes it. */
export interface PlacedTest extends NewTest {
  suite: number;
  test_case: number;
}
