import { EntityManager } from 'typeorm';
import { copyRows } from '../database/copy';
import { ReportedTest } from '../resources/tests/new-test';
import { TestSink } from './file-part';
import { BATCH, HEAVY, weightOf } from './test-pipeline';

/** What a report says of a test and may say differently when it is read again, with the type of its column. */
export const SAID = [
  ['attempt', 'integer'],
  ['state', 'text'],
  ['result', 'text'],
  ['source_status', 'text'],
  ['measurement', 'numeric(30, 10)'],
  ['units', 'text'],
  ['duration', 'numeric(20, 6)'],
  ['logged', 'timestamptz'],
  ['message', 'text'],
  ['metadata', 'text'],
  ['start_log_line', 'integer'],
  ['end_log_line', 'integer'],
] as const satisfies readonly (readonly [keyof ReportedTest, string])[];

const NAMES = ['suite', 'name', ...SAID.map(([name]) => name)] as const;

/** A table for the transaction at hand, `reimported`, that tests of a report are put into in place of the job. */
export class Staging implements TestSink {
  private batch: ReportedTest[] = [];
  private weight = 0;

  private constructor(private readonly manager: EntityManager) {}

  static async begin(manager: EntityManager): Promise<Staging> {
    await manager.query(
      `CREATE TEMPORARY TABLE reimported (n bigint GENERATED ALWAYS AS IDENTITY, suite text NOT NULL, name text NOT NULL,
         ${SAID.map(([name, type]) => `${name} ${type}`).join(', ')}) ON COMMIT DROP`,
    );
    return new Staging(manager);
  }

  add(test: ReportedTest): Promise<void> | undefined {
    this.batch.push(test);
    this.weight += weightOf(test);
    return this.batch.length >= BATCH || this.weight >= HEAVY ? this.flush() : undefined;
  }

  async flush(): Promise<void> {
    const rows = this.batch.map((test) => NAMES.map((name) => test[name]));
    await this.drop();
    await copyRows(this.manager, `reimported (${NAMES.join(', ')})`, rows);
  }

  drop(): Promise<void> {
    this.batch = [];
    this.weight = 0;
    return Promise.resolve();
  }

  settled(): Promise<void> {
    return Promise.resolve();
  }
}
