import { TestRecord } from '../../formats/record';
import { TestState } from '../../vocabulary/test-result';

/** A test about to be stored: checked, its suite known by number or by name. A `logged` of null is now. */
export interface NewTest extends Omit<TestRecord, 'suite' | 'attempt'> {
  job: number;
  /** The suite's number, or its name within the job. */
  suite: number | string;
  state: TestState;
  /** Null: one more than the highest there is. */
  attempt: number | null;
  /** A test set of its suite. */
  test_set?: number | null;
}

/** A test of a report, which knows its suite by name. */
export interface ReportedTest extends NewTest {
  suite: string;
  /** Counted within the report. */
  attempt: number;
}

/** A test with its suite and case found: as the table takes it. */
export interface PlacedTest extends NewTest {
  suite: number;
  test_case: number;
}
