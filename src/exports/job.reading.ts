import { DataSource, QueryRunner } from 'typeorm';
import { fetchBatches } from '../database/sql-cursor';
import { TEST_RESULTS, TestResult } from '../vocabulary/test-result';
import { testsByNumber } from './tests-by-number';
import { Window } from './window';

/** A test as it is stored, with the name of its suite. */
export interface TestRow {
  id: number;
  job: number;
  suite: string;
  name: string;
  result: TestResult | null;
  measurement: string | null;
  units: string;
  duration: string | null;
  logged: string;
  metadata: string | null;
  start_log_line: number | null;
  end_log_line: number | null;
}

/** A line of a job's log as it is stored. */
export interface LogRow {
  time: string | null;
  level: string;
  message: string;
  source: string | null;
}

export interface SuiteRow {
  id: number;
  name: string;
  /** Tests by result; those without one stand under "". */
  counts: ReadonlyMap<TestResult | '', number>;
}

/** Which attempts of tests: all, or the one of each test that decides, which are those that are counted. */
export interface ReadingOf {
  attempts: 'all' | 'deciding';
}

/** Which tests, by their numbers. */
export interface TestsWanted {
  suite?: number;
  window?: Window;
}

const TESTS = `SELECT t.id, t.job, t.suite, c.name, t.result, t.measurement, t.units, t.duration, t.logged,
    t.metadata, t.start_log_line, t.end_log_line
  FROM tests t JOIN test_cases c ON c.id = t.test_case`;

/**
 * What a job has, read in one snapshot on one connection, in constant memory: for protocols that write reports of their own. Who may
 * see the job is for the caller to check.
 */
export class JobReading {
  private closed = false;

  private constructor(
    private readonly runner: QueryRunner,
    readonly job: number,
    private readonly release: () => void,
    private readonly deciding: boolean,
  ) {}

  /** @param release called when the connection is given back */
  static async open(
    dataSource: DataSource,
    job: number,
    release: () => void,
    { attempts }: ReadingOf,
  ): Promise<JobReading> {
    const reading = new JobReading(dataSource.createQueryRunner(), job, release, attempts === 'deciding');
    try {
      await reading.runner.startTransaction('REPEATABLE READ');
      // All rows are wanted, not the first few soon.
      await reading.runner.query('SET LOCAL statement_timeout = 0');
      await reading.runner.query('SET LOCAL cursor_tuple_fraction = 1');
      return reading;
    } catch (error) {
      await reading.close();
      throw error;
    }
  }

  async end(): Promise<string | null> {
    const [job] = (await this.runner.query('SELECT end_time FROM jobs WHERE id = $1', [this.job])) as {
      end_time: string | null;
    }[];
    return job?.end_time ?? null;
  }

  /** All suites by number, those without tests, too. */
  async suites(): Promise<SuiteRow[]> {
    const counters = TEST_RESULTS.map((result) => `tests_${result}`).join(', ');
    const rows = (await this.runner.query(
      `SELECT id, name, tests_total, ${counters} FROM suites WHERE job = $1 ORDER BY id`,
      [this.job],
    )) as Record<string, unknown>[];
    return rows.map((row) => {
      const counts = new Map<TestResult | '', number>(
        TEST_RESULTS.map((result) => [result, row[`tests_${result}`] as number]),
      );
      const judged = [...counts.values()].reduce((sum, count) => sum + count, 0);
      counts.set('', (row.tests_total as number) - judged);
      return { id: row.id as number, name: row.name as string, counts };
    });
  }

  /** By their numbers. Nothing else can be read before they have all come. */
  async *tests({ suite, window }: TestsWanted = {}): AsyncGenerator<TestRow[]> {
    yield* testsByNumber(
      this.runner,
      { job: this.job, deciding: this.deciding, suite, window },
      await this.suiteNames(),
    );
  }

  /** Suite after suite; between two batches other things may be read. */
  testsBySuite(): AsyncGenerator<TestRow[]> {
    return this.rows(`${TESTS} WHERE ${this.own()} ORDER BY t.suite, t.id`, [this.job]);
  }

  /** One alone, be it an attempt that does not decide; undefined when it is none of this job. */
  async test(id: number): Promise<TestRow | undefined> {
    for await (const [row] of this.rows(`${TESTS} WHERE t.job = $1 AND t.id = $2`, [this.job, id]))
      return row;
    return undefined;
  }

  private own(): string {
    return `t.job = $1${this.deciding ? ' AND t.decides' : ''}`;
  }

  private async *rows(text: string, values: unknown[]): AsyncGenerator<TestRow[]> {
    const names = await this.suiteNames();
    type Raw = Omit<TestRow, 'suite'> & { suite: number | string };
    for await (const rows of fetchBatches<Raw>(this.runner, text, values)) {
      for (const row of rows) row.suite = names.get(row.suite as number) ?? '';
      yield rows as TestRow[];
    }
  }

  private async suiteNames(): Promise<Map<number, string>> {
    return new Map((await this.suites()).map(({ id, name }) => [id, name]));
  }

  /** The tests whose metadata may say how long they took, or that know it themselves. */
  async *timed(): AsyncGenerator<Pick<TestRow, 'suite' | 'metadata' | 'duration'>[]> {
    const names = await this.suiteNames();
    const text = `SELECT suite, metadata, duration FROM tests t WHERE ${this.own()}
      AND (duration IS NOT NULL OR metadata LIKE '%duration%' OR metadata LIKE '%\\\\%')`;
    type Raw = { suite: number | string; metadata: string | null; duration: string | null };
    for await (const rows of fetchBatches<Raw>(this.runner, text, [this.job])) {
      for (const row of rows) row.suite = names.get(row.suite as number) ?? '';
      yield rows as Pick<TestRow, 'suite' | 'metadata' | 'duration'>[];
    }
  }

  /** How many lines the log has. */
  async lines(): Promise<number> {
    const [row] = (await this.runner.query(
      'SELECT coalesce(max(line) + 1, 0)::integer AS lines FROM log_lines WHERE job = $1',
      [this.job],
    )) as { lines: number }[];
    return row?.lines ?? 0;
  }

  /** Lines of the log, counted from 0, `end` exclusive. */
  log(start: number, end: number): AsyncGenerator<LogRow[]> {
    return fetchBatches<LogRow>(
      this.runner,
      `SELECT time, level, message, source FROM log_lines
        WHERE job = $1 AND line >= $2 AND line < $3 ORDER BY line`,
      [this.job, start, end],
    );
  }

  /** Several ranges of the log after each other; each line tells which range it is of. */
  ranges(ranges: readonly { start: number; end: number }[]): AsyncGenerator<(LogRow & { range: number })[]> {
    return fetchBatches<LogRow & { range: number }>(
      this.runner,
      `SELECT (w.at - 1)::integer AS range, l.time, l.level, l.message, l.source
         FROM unnest($2::integer[], $3::integer[]) WITH ORDINALITY w(first, last, at)
         JOIN log_lines l ON l.job = $1 AND l.line >= w.first AND l.line < w.last
        ORDER BY w.at, l.line`,
      [this.job, ranges.map(({ start }) => start), ranges.map(({ end }) => end)],
    );
  }

  /** Gives the connection back; may be called again. */
  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    if (this.runner.isTransactionActive) await this.runner.rollbackTransaction().catch(() => undefined);
    await this.runner.release().finally(this.release);
  }
}
