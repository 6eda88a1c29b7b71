import 'reflect-metadata';
import { DataSource } from 'typeorm';
import { newDataSource } from '../../src/database/data-source';
import { ENTITIES } from '../../src/resources/entities';
import { worstOf } from '../../src/vocabulary/job-verdict';
import { TEST_RESULTS, TestResult } from '../../src/vocabulary/test-result';

describe('the verdict of a finished job', () => {
  let dataSource: DataSource;

  beforeAll(async () => {
    dataSource = await newDataSource(process.env.ASSAY_TEST_DATABASE_URL ?? '', ENTITIES).initialize();
    await dataSource.query(`INSERT INTO users (username) VALUES ('someone')`);
    await dataSource.query(`INSERT INTO test_cases (suite_name, name) VALUES ('s', 't1'), ('s', 't2')`);
  });
  afterAll(() => dataSource.destroy());

  const verdictOf = async (results: TestResult[], job: Record<string, string> = {}): Promise<string> => {
    const values = { state: 'Finished', health: 'Complete', ...job };
    const [row] = await dataSource.query<{ id: number }[]>(
      `INSERT INTO jobs (submitter, ${Object.keys(values).join(', ')})
         SELECT id, ${Object.values(values)
           .map((value) => `'${value}'`)
           .join(', ')} FROM users RETURNING id`,
    );
    await dataSource.query(
      `WITH made AS (INSERT INTO suites (job, name) VALUES ($1, 's') RETURNING id)
       INSERT INTO tests (job, suite, test_case, result)
         SELECT $1, made.id, test_cases.id, r
           FROM made, unnest($2::text[]) WITH ORDINALITY results(r, at) JOIN test_cases ON name = 't' || at`,
      [row?.id, results],
    );
    const [found] = await dataSource.query<{ outcome: string }[]>('SELECT outcome FROM jobs WHERE id = $1', [
      row?.id,
    ]);
    return found?.outcome ?? 'null';
  };

  it.each(
    TEST_RESULTS.flatMap((first) => TEST_RESULTS.map((second): [TestResult, TestResult] => [first, second])),
  )('is the same in the database and in the vocabulary for %s and %s', async (first, second) => {
    const counters = { [first]: 1, [second]: first === second ? 2 : 1 };
    expect(await verdictOf([first, second])).toBe(worstOf(counters));
  });

  it('is the reported one, when there is one', async () => {
    expect(await verdictOf(['fail'], { reported_outcome: 'passed' })).toBe('passed');
  });

  it('is that of the tests, when the job only ran to its end', async () => {
    expect(await verdictOf(['fail'], { reported_outcome: 'completed' })).toBe('failed');
    expect(await verdictOf([], { reported_outcome: 'completed' })).toBe('completed');
  });

  it('is not known before the end', async () => {
    expect(await verdictOf(['fail'], { state: 'Running' })).toBe('null');
  });
});
