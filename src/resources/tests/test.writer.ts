import { EntityManager } from 'typeorm';
import { copyRows } from '../../database/copy';
import { BadInput } from '../../errors/domain-error';
import { SuiteDirectory, SuitePlace } from '../suites/suite.directory';
import { CaseName, TestCaseDictionary } from '../testcases/test-case.dictionary';
import { follow, highestAttempts, latestTest, numberAttempts, TestPlace } from './attempts';
import { NewTest, PlacedTest, ReportedTest } from './new-test';

const COLUMNS = [
  ['job', 'bigint'],
  ['suite', 'bigint'],
  ['test_case', 'bigint'],
  ['state', 'text'],
  ['result', 'text'],
  ['source_status', 'text'],
  ['measurement', 'numeric'],
  ['units', 'text'],
  ['duration', 'numeric'],
  ['logged', 'timestamptz'],
  ['message', 'text'],
  ['metadata', 'text'],
  ['attempt', 'integer'],
  ['start_log_line', 'integer'],
  ['end_log_line', 'integer'],
] as const satisfies readonly (readonly [keyof PlacedTest, string])[];
const NAMES = COLUMNS.map(([name]) => name).join(', ');
/** Reports know no test sets. */
const ALL_COLUMNS = [...COLUMNS, ['test_set', 'bigint']] as const;
const ALL_NAMES = ALL_COLUMNS.map(([name]) => name).join(', ');

export const otherSuite = (): BadInput =>
  new BadInput('The test set belongs to another suite.', {
    fields: { test_set: ['This test set belongs to another suite.'] },
  });

/**
 * The one way by which tests are stored, whoever sends them: suites and cases are found or made, then the rows go in
 * as sets. Made for one transaction; the database keeps the counters.
 */
export class TestWriter {
  private readonly suites: SuiteDirectory;
  private readonly cases: TestCaseDictionary;
  private lookingUp: Promise<unknown> = Promise.resolve();
  /** Tests up to this one were there before what is stored now: their attempts are continued. */
  private continued: number | null = null;

  constructor(private readonly manager: EntityManager) {
    this.suites = new SuiteDirectory(manager);
    this.cases = new TestCaseDictionary(manager.connection);
  }

  /**
   * From here on a test that the job has by now is run again: its attempts are counted from the highest there is. For a report
   * that comes into a job with tests; the job must be locked (`lockJobs`).
   */
  async continueAttempts(job: number): Promise<void> {
    this.continued = await latestTest(this.manager, job);
  }

  /** The same without what it has seen: suites that it made may have gone, with a savepoint. */
  afresh(): TestWriter {
    const writer = new TestWriter(this.manager);
    writer.continued = this.continued;
    return writer;
  }

  /** Stores tests and gives their numbers, in order. @throws BadInput a suite does not belong to its test's job */
  async insert(tests: readonly NewTest[]): Promise<number[]> {
    const placed = await this.place(tests);
    const earlier = await this.earlier(placed);
    placed.forEach((test, at) => (test.attempt = follow(earlier?.[at], test.attempt)));
    await numberAttempts(this.manager, placed);
    const rows = await this.manager.query<{ id: number }[]>(
      `INSERT INTO tests (${ALL_NAMES})
         SELECT ${ALL_COLUMNS.map(([name]) => (name === 'logged' ? 'coalesce(logged, now())' : name)).join(', ')}
           FROM unnest(${ALL_COLUMNS.map(([, type], at) => `$${at + 1}::${type}[]`).join(', ')})
           WITH ORDINALITY AS new (${ALL_NAMES}, at) ORDER BY at
       RETURNING id`,
      ALL_COLUMNS.map(([name]) => placed.map((test) => test[name])),
    );
    return rows.map(({ id }) => id);
  }

  /**
   * Stores tests of a report as fast as PostgreSQL takes them; their numbers are not known afterwards. The cases are
   * looked up on another connection, while `before`, which has this one, is still at work.
   */
  async copy(tests: readonly ReportedTest[], now: string, before: Promise<void>): Promise<void> {
    const cases = await this.lookUp(tests);
    await before;
    const suites = await this.suites.named(tests.map(({ job, suite }) => ({ job, name: suite })));
    const earlier = await this.earlier(
      tests.map((_, at) => ({ suite: suites[at]?.id as number, test_case: cases[at] as number })),
    );
    await copyRows(this.manager, `tests (${NAMES})`, copied(tests, suites, cases, earlier, now));
  }

  /** How many attempts each of these tests had before this report, where it continues some. */
  private async earlier(places: readonly TestPlace[]): Promise<number[] | null> {
    return this.continued === null ? null : highestAttempts(this.manager, places, this.continued);
  }

  /** One batch after the other: the dictionary forgets what it knows when it knows too much. */
  private lookUp(tests: readonly ReportedTest[]): Promise<number[]> {
    const names = (): CaseName[] => tests.map(({ suite, name }) => ({ suite_name: suite, name }));
    const numbers = this.lookingUp.then(() => this.cases.numbers(names()));
    this.lookingUp = numbers.catch(() => undefined);
    return numbers;
  }

  private async place(tests: readonly NewTest[]): Promise<PlacedTest[]> {
    const numbered = await this.suites.byNumber(
      tests.map(({ suite }) => suite).filter((suite): suite is number => typeof suite === 'number'),
    );
    const byName = tests.filter(({ suite }) => typeof suite === 'string');
    const named = await this.suites.named(byName.map(({ job, suite }) => ({ job, name: suite as string })));
    let next = 0;
    const suites = tests.map((test) => {
      const suite = typeof test.suite === 'number' ? numbered.get(test.suite) : named[next++];
      if (!suite || suite.job !== test.job)
        throw new BadInput('The suite belongs to another job.', { field: 'suite' });
      return suite;
    });
    const cases = await this.cases.numbers(
      tests.map(({ name }, at) => ({ suite_name: suites[at]?.name ?? '', name })),
    );
    await this.checkSets(tests, suites);
    return tests.map((test, at) => ({
      ...test,
      suite: suites[at]?.id as number,
      test_case: cases[at] as number,
    }));
  }

  /** @throws BadInput a test set is not one of the test's suite */
  private async checkSets(tests: readonly NewTest[], suites: readonly SuitePlace[]): Promise<void> {
    const sets = new Set(tests.map((test) => test.test_set).filter((set) => typeof set === 'number'));
    if (sets.size === 0) return;
    const rows = await this.manager.query<{ id: number; suite: number }[]>(
      'SELECT id, suite FROM test_sets WHERE id = ANY ($1::bigint[])',
      [[...sets]],
    );
    const suiteOf = new Map(rows.map(({ id, suite }) => [id, suite]));
    const wrong = tests.some(
      ({ test_set: set }, at) => typeof set === 'number' && suiteOf.get(set) !== suites[at]?.id,
    );
    if (wrong) throw otherSuite();
  }
}

/** Rows in the order of COLUMNS, made one at a time. */
function* copied(
  tests: readonly ReportedTest[],
  suites: readonly SuitePlace[],
  cases: readonly number[],
  earlier: readonly number[] | null,
  now: string,
): Generator<unknown[]> {
  for (const [at, test] of tests.entries()) {
    yield COLUMNS.map(([name]) => {
      if (name === 'suite') return suites[at]?.id;
      if (name === 'test_case') return cases[at];
      if (name === 'attempt') return follow(earlier?.[at], test.attempt);
      return name === 'logged' ? (test.logged ?? now) : test[name];
    });
  }
}
