import { EntityManager } from 'typeorm';
import { PlacedTest } from './new-test';

/** Whose attempts are counted together: runs of one case in one suite and test set. */
export type TestPlace = Pick<PlacedTest, 'suite' | 'test_case' | 'test_set'>;

/** The highest attempt that the column holds. */
const HIGHEST = 2_147_483_647;

/** Whoever counts attempts of these jobs waits for others who add tests to them; jobs are locked before anything else. */
export async function lockJobs(manager: EntityManager, jobs: readonly number[]): Promise<void> {
  await manager.query('SELECT 1 FROM jobs WHERE id = ANY($1::bigint[]) ORDER BY id FOR NO KEY UPDATE', [
    [...new Set(jobs)],
  ]);
}

/** Locks the job of a test that is about to be changed or removed: other attempts of it may be changed then, too. */
export async function lockJobOfTest(manager: EntityManager, test: unknown): Promise<void> {
  await manager.query(
    'SELECT 1 FROM jobs WHERE id = (SELECT job FROM tests WHERE id = $1) FOR NO KEY UPDATE',
    [test],
  );
}

/** The number of a job's latest test; null when it has none. */
export async function latestTest(manager: EntityManager, job: number): Promise<number | null> {
  const [row] = await manager.query<{ latest: number | null }[]>(
    'SELECT max(id) AS latest FROM tests WHERE job = $1',
    [job],
  );
  return row?.latest ?? null;
}

/** The highest attempt of each of these tests, in their order; 0 for a new one. @param upTo rows after this one do not count */
export async function highestAttempts(
  manager: EntityManager,
  places: readonly TestPlace[],
  upTo: number | null = null,
): Promise<number[]> {
  const rows = await manager.query<{ highest: number }[]>(
    `SELECT coalesce((SELECT max(t.attempt) FROM tests t
                       WHERE t.suite = place.suite AND t.test_case = place.test_case
                         AND t.test_set IS NOT DISTINCT FROM place.test_set AND ($4::bigint IS NULL OR t.id <= $4)), 0) AS highest
       FROM unnest($1::bigint[], $2::bigint[], $3::bigint[]) WITH ORDINALITY AS place (suite, test_case, test_set, at)
      ORDER BY at`,
    [
      places.map(({ suite }) => suite),
      places.map(({ test_case }) => test_case),
      places.map(({ test_set }) => test_set ?? null),
      upTo,
    ],
  );
  return rows.map(({ highest }) => highest);
}

/** An attempt, counted from those before it; one that is not known stays so. */
export function follow<Own extends number | null>(before: number | undefined, own: Own): Own | number {
  return before === undefined || own === null ? own : Math.min(before + own, HIGHEST);
}

/** Numbers the attempts that do not say which they are: each follows those before it, in the table and in the list. */
export async function numberAttempts(manager: EntityManager, tests: readonly PlacedTest[]): Promise<void> {
  const open = tests.filter(({ attempt }) => attempt === null);
  if (open.length === 0) return;
  const keyOf = ({ suite, test_case, test_set }: TestPlace): string =>
    `${suite} ${test_case} ${test_set ?? ''}`;
  const highest = await highestAttempts(manager, open);
  const known = new Map(open.map((test, at) => [keyOf(test), highest[at] as number]));
  for (const test of tests) {
    const before = known.get(keyOf(test)) ?? 0;
    test.attempt ??= follow(before, 1);
    known.set(keyOf(test), Math.max(before, test.attempt));
  }
}
