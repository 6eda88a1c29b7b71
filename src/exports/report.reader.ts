import Cursor from 'pg-cursor';
import { ClientBase } from 'pg';
import { DataSource, QueryRunner } from 'typeorm';
import { NotFound } from '../errors/domain-error';
import { junitChildOf, JunitChild } from '../formats/junit-writer.codec';
import { ReportHead, StoredTest } from '../formats/record';
import { timeText } from '../query/rows';
import { TEST_RESULTS } from '../vocabulary/test-result';
import { Window } from './window';

const ROWS_AT_A_TIME = 1_000;

/** Whose tests: a job's, or those of one of its suites. */
export interface ReportOf {
  job: number;
  suite: number | null;
}

/** A report ready to be written: the head, and the tests from a cursor in the same snapshot. */
export interface OpenReport {
  head: ReportHead;
  tests: AsyncGenerator<StoredTest>;
  /** Gives the connection back. To be called when nobody reads the tests any more, or never began to. */
  close(): Promise<void>;
}

const words = (child: JunitChild): string =>
  TEST_RESULTS.filter((result) => junitChildOf(result) === child)
    .map((result) => `'${result}'`)
    .join(', ');

const chosen = `SELECT t.* FROM tests t WHERE t.job = $1 AND ($2::bigint IS NULL OR t.suite = $2)
  ORDER BY t.suite, t.id LIMIT $3 OFFSET $4`;

const SUITES = `
  SELECT s.name, count(*)::integer AS tests,
         (count(*) FILTER (WHERE t.result IN (${words('failure')})))::integer AS failures,
         (count(*) FILTER (WHERE t.result IN (${words('error')})))::integer AS errors,
         (count(*) FILTER (WHERE t.result IN (${words('skipped')}) OR t.result IS NULL))::integer AS skipped,
         trim_scale(coalesce(sum(t.duration), 0))::text AS duration
    FROM (${chosen}) t JOIN suites s ON s.id = t.suite GROUP BY s.id, s.name ORDER BY s.id`;

const TESTS = `
  SELECT t.id, t.job, s.name AS suite, c.name, t.result, t.source_status,
         trim_scale(t.measurement)::text AS measurement, t.units, trim_scale(t.duration)::text AS duration,
         t.logged, t.message, t.metadata, t.attempt, t.start_log_line, t.end_log_line
    FROM (${chosen}) t JOIN suites s ON s.id = t.suite JOIN test_cases c ON c.id = t.test_case
   ORDER BY t.suite, t.id`;

/**
 * Opens a job's tests for export, suites by number, tests by number: constant memory at any size, and counts that
 * agree with the rows, because both come from one snapshot. Who may see the job is for the caller to check.
 * @throws NotFound there is no such job
 */
export async function openReport(
  dataSource: DataSource,
  of: ReportOf,
  { limit, offset }: Window,
): Promise<OpenReport> {
  const runner = dataSource.createQueryRunner();
  try {
    await runner.startTransaction('REPEATABLE READ');
    await runner.query('SET LOCAL statement_timeout = 0');
    const head = await readHead(runner, of, [of.job, of.suite, limit, offset]);
    return {
      head,
      tests: readTests(runner, [of.job, of.suite, limit, offset]),
      close: () => close(runner),
    };
  } catch (error) {
    await close(runner);
    throw error;
  }
}

async function readHead(runner: QueryRunner, of: ReportOf, parameters: unknown[]): Promise<ReportHead> {
  const [job] = await runner.manager.query<ReportHead['job'][]>(
    'SELECT id, name, start_time, end_time FROM jobs WHERE id = $1',
    [of.job],
  );
  if (!job) throw new NotFound('Not found.');
  const suites = await runner.manager.query<ReportHead['suites']>(SUITES, parameters);
  const time = (text: string | null): string | null => text && timeText(text);
  return {
    job: { ...job, start_time: time(job.start_time), end_time: time(job.end_time) },
    suites,
    tests: suites.reduce((sum, suite) => sum + suite.tests, 0),
  };
}

async function* readTests(runner: QueryRunner, parameters: unknown[]): AsyncGenerator<StoredTest> {
  const client = (await runner.connect()) as ClientBase;
  const cursor = client.query(new Cursor<StoredTest & { logged: string }>(TESTS, parameters));
  let broken = false;
  try {
    for (;;) {
      const rows = await cursor.read(ROWS_AT_A_TIME);
      if (rows.length === 0) return;
      for (const row of rows) {
        row.logged = timeText(row.logged);
        yield row;
      }
    }
  } catch (error) {
    broken = true;
    throw error;
  } finally {
    // A reader that went away in the middle leaves the cursor open; on a broken connection nobody answers its end.
    if (!broken) await cursor.close().catch(() => undefined);
    await close(runner);
  }
}

async function close(runner: QueryRunner): Promise<void> {
  if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
  await runner.release();
}
