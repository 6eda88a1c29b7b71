import { Column } from 'typeorm';

const Count = () => Column({ type: 'integer', default: 0 });

/**
 * How many tests there are, in all and by result; pending ones are in the total only. Database triggers keep these
 * columns in the transaction that changes the tests (docs/decisions/0003), so they are never written by hand.
 */
export abstract class CountedRow {
  @Count() tests_total!: number;
  @Count() tests_pass!: number;
  @Count() tests_warn!: number;
  @Count() tests_softfail!: number;
  @Count() tests_xfail!: number;
  @Count() tests_xpass!: number;
  @Count() tests_fail!: number;
  @Count() tests_error!: number;
  @Count() tests_timeout!: number;
  @Count() tests_miss!: number;
  @Count() tests_interrupted!: number;
  @Count() tests_canceled!: number;
  @Count() tests_skip!: number;
  @Count() tests_done!: number;
  @Count() tests_disabled!: number;
  @Count() tests_unknown!: number;
}
