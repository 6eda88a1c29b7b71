import { checkField } from '../../collections/check-field';
import { WriteRules } from '../../collections/resource';
import { FieldErrors } from '../../errors/domain-error';
import { Key, Values } from '../../store/values';
import { SuiteDirectory } from '../suites/suite.directory';
import { suites as suiteStatement } from '../suites/suites.resource';
import { lockJobOfTest, lockJobs } from './attempts';
import { NewTest } from './new-test';
import { otherSuite, TestWriter } from './test.writer';

/** A test with a verdict has finished; one without is waiting. */
function settleState(values: Values, fallback?: string): void {
  if (values.result !== undefined && values.result !== null) values.state ??= 'finished';
  values.state ??= fallback;
}

function newTest(values: Values): NewTest {
  return {
    job: values.job as number,
    suite: values.suite as number | string,
    name: values.name as string,
    test_set: (values.test_set ?? null) as number | null,
    state: values.state as NewTest['state'],
    result: (values.result ?? null) as NewTest['result'],
    source_status: (values.source_status ?? null) as string | null,
    measurement: (values.measurement ?? null) as string | null,
    units: (values.units ?? '') as string,
    duration: (values.duration ?? null) as string | null,
    logged: (values.logged ?? null) as string | null,
    message: (values.message ?? null) as string | null,
    metadata: (values.metadata ?? null) as string | null,
    attempt: (values.attempt ?? null) as number | null,
    start_log_line: (values.start_log_line ?? null) as number | null,
    end_log_line: (values.end_log_line ?? null) as number | null,
  };
}

/** A suite that is said by name may have to be made: its name must be one that a suite can have. */
function settleSuite(row: Values): FieldErrors {
  const field = suiteStatement.fields.name;
  if (typeof row.suite !== 'string' || !field) return {};
  const checked = checkField(field, row.suite);
  if ('message' in checked) return { suite: [checked.message] };
  row.suite = checked.value;
  return {};
}

export const testRules: WriteRules = {
  /** The job may be left out where the suite says it; a suite by name is the job's. */
  async beforeStore(rows, { manager }) {
    const numbers = rows
      .filter((row) => row.job === undefined || row.job === null)
      .map((row) => row.suite)
      .filter((suite): suite is number => typeof suite === 'number');
    const suites = await new SuiteDirectory(manager).byNumber(numbers);
    return rows.map((row) => {
      row.job ??= typeof row.suite === 'number' ? suites.get(row.suite)?.job : undefined;
      if (row.job === undefined) return { job: ['This field is required.'] };
      settleState(row, 'pending');
      return settleSuite(row);
    });
  },
  async beforeChange(values, key, { manager }) {
    settleState(values);
    await lockJobOfTest(manager, key);
    if (values.test_set === undefined || values.test_set === null) return;
    const [same] = await manager.query<unknown[]>(
      'SELECT 1 FROM tests t JOIN test_sets s ON s.suite = t.suite WHERE t.id = $1 AND s.id = $2',
      [key, values.test_set],
    );
    if (!same) throw otherSuite();
  },
  beforeRemove(key, { manager }) {
    return lockJobOfTest(manager, key);
  },
  async insert(rows, { manager }): Promise<Key[]> {
    await lockJobs(
      manager,
      rows.map(({ job }) => job as number),
    );
    return new TestWriter(manager).insert(rows.map(newTest));
  },
};
