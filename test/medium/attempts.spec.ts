import 'reflect-metadata';
import { DataSource } from 'typeorm';
import { newDataSource } from '../../src/database/data-source';
import { ENTITIES } from '../../src/resources/entities';
import { TEST_RESULTS, TestResult, WORST_FIRST } from '../../src/vocabulary/test-result';

interface Attempt {
  id: number;
  suite: number;
  test_case: number;
  test_set: number | null;
  attempt: number;
  result: TestResult | null;
  decides: boolean;
  flaky: boolean;
}

const GOOD: readonly (TestResult | null)[] = ['pass', 'warn', 'softfail', 'xfail', 'xpass'];
const BAD: readonly (TestResult | null)[] = ['fail', 'error', 'timeout', 'miss', 'interrupted'];
const COUNTED = ['total', ...TEST_RESULTS].map((word) => `tests_${word}`).join(', ');

/** mulberry32: the same seed does the same things. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** docs/data-model.md, in other words than the migration's. */
function judge(rows: readonly Attempt[]): Map<number, Pick<Attempt, 'decides' | 'flaky'>> {
  const tests = new Map<string, Attempt[]>();
  for (const row of rows) {
    const test = [row.suite, row.test_case, row.test_set].join();
    tests.set(test, [...(tests.get(test) ?? []), row]);
  }
  const verdicts = new Map<number, Pick<Attempt, 'decides' | 'flaky'>>();
  for (const attempts of tests.values()) {
    const finished = attempts.filter(({ result }) => result !== null);
    const known = finished.length > 0 ? finished : attempts;
    const last = Math.max(...known.map(({ attempt }) => attempt));
    const rank = (row: Attempt): number => (row.result === null ? 99 : WORST_FIRST.indexOf(row.result));
    const [first] = known
      .filter(({ attempt }) => attempt === last)
      .toSorted((a, b) => rank(a) - rank(b) || b.id - a.id);
    const failed = attempts.some(({ result }) => BAD.includes(result));
    for (const row of attempts)
      verdicts.set(row.id, {
        decides: row === first,
        flaky: row === first && failed && GOOD.includes(row.result),
      });
  }
  return verdicts;
}

describe('the attempts of a test', () => {
  let dataSource: DataSource;
  let job: number;

  beforeAll(async () => {
    dataSource = await newDataSource(process.env.ASSAY_TEST_DATABASE_URL ?? '', ENTITIES).initialize();
    await dataSource.query(`
      INSERT INTO users (username) VALUES ('someone');
      INSERT INTO test_cases (suite_name, name) SELECT 's', 't' || n FROM generate_series(1, 200) n;`);
  });
  afterAll(() => dataSource.destroy());

  beforeEach(async () => {
    const [row] = await dataSource.query<{ id: number }[]>(
      `INSERT INTO jobs (submitter, state, health) SELECT id, 'Finished', 'Complete' FROM users RETURNING id`,
    );
    job = row?.id as number;
    await dataSource.query(`INSERT INTO suites (job, name) VALUES ($1, 'one'), ($1, 'two')`, [job]);
    await dataSource.query(
      `INSERT INTO test_sets (suite, name) SELECT id, 'set' FROM suites WHERE job = $1 AND name = 'one'`,
      [job],
    );
  });

  const run = (attempts: (readonly [number, TestResult | null])[]): Promise<unknown> =>
    dataSource.query(
      `INSERT INTO tests (job, suite, test_case, attempt, result)
         SELECT $1, (SELECT id FROM suites WHERE job = $1 AND name = 'one'), (SELECT min(id) FROM test_cases), attempt, result
           FROM unnest($2::integer[], $3::text[]) WITH ORDINALITY a(attempt, result, at) ORDER BY at`,
      [job, attempts.map(([attempt]) => attempt), attempts.map(([, result]) => result)],
    );
  const rows = (): Promise<Attempt[]> =>
    dataSource.query('SELECT * FROM tests WHERE job = $1 ORDER BY id', [job]);
  const decides = async (): Promise<string[]> =>
    (await rows()).map(
      ({ attempt, result, decides: yes, flaky }) =>
        `${attempt} ${result}${yes ? ' !' : ''}${flaky ? ' ~' : ''}`,
    );
  const outcome = async (): Promise<unknown> =>
    (await dataSource.query('SELECT outcome, tests_total FROM jobs WHERE id = $1', [job]))[0];

  it('have the verdict of the last one', async () => {
    await run([
      [1, 'fail'],
      [2, 'pass'],
    ]);
    expect(await decides()).toEqual(['1 fail', '2 pass ! ~']);
    expect(await outcome()).toEqual({ outcome: 'passed', tests_total: 1 });
    await run([[3, 'error']]);
    expect(await decides()).toEqual(['1 fail', '2 pass', '3 error !']);
    expect(await outcome()).toEqual({ outcome: 'error', tests_total: 1 });
  });

  it('have the worst verdict of those with the same number, and of equals the latest', async () => {
    await run([
      [1, 'pass'],
      [1, 'fail'],
      [1, 'fail'],
      [1, 'pass'],
    ]);
    expect(await decides()).toEqual(['1 pass', '1 fail', '1 fail !', '1 pass']);
    expect(await outcome()).toEqual({ outcome: 'failed', tests_total: 1 });
  });

  it('have no new verdict before the new attempt has finished', async () => {
    await run([[1, null]]);
    expect(await decides()).toEqual(['1 null !']);
    await run([[2, null]]);
    expect(await decides()).toEqual(['1 null', '2 null !']);
    await dataSource.query(`UPDATE tests SET result = 'fail' WHERE job = $1 AND attempt = 1`, [job]);
    expect(await decides()).toEqual(['1 fail !', '2 null']);
    await dataSource.query(`UPDATE tests SET result = 'pass' WHERE job = $1 AND attempt = 2`, [job]);
    expect(await decides()).toEqual(['1 fail', '2 pass ! ~']);
  });

  it('have the earlier verdict again when the deciding one goes', async () => {
    await run([
      [1, 'fail'],
      [2, 'pass'],
    ]);
    await dataSource.query('DELETE FROM tests WHERE job = $1 AND attempt = 2', [job]);
    expect(await decides()).toEqual(['1 fail !']);
    expect(await outcome()).toEqual({ outcome: 'failed', tests_total: 1 });
    await run([[2, 'pass']]);
    await dataSource.query('DELETE FROM tests WHERE job = $1 AND attempt = 1', [job]);
    expect(await decides()).toEqual(['2 pass !']);
  });

  it('are those of one test set', async () => {
    await run([
      [1, 'fail'],
      [1, 'pass'],
    ]);
    const inSet = `UPDATE tests SET test_set = (SELECT max(id) FROM test_sets) WHERE job = $1 AND result = 'pass'`;
    await dataSource.query(inSet, [job]);
    expect(await decides()).toEqual(['1 fail !', '1 pass !']);
    expect(await outcome()).toEqual({ outcome: 'failed', tests_total: 2 });
    await dataSource.query('DELETE FROM test_sets');
    expect(await decides()).toEqual(['1 fail !', '1 pass']);
    expect(await outcome()).toEqual({ outcome: 'failed', tests_total: 1 });
  });

  it('are found in one statement of many rows and in those before it', async () => {
    const many = `INSERT INTO tests (job, suite, test_case, attempt, result)
      SELECT $1, (SELECT max(id) FROM suites WHERE job = $1), c.id, a, 'pass' FROM test_cases c, unnest($2::integer[]) a ORDER BY c.id`;
    await dataSource.query(many, [job, [1]]);
    expect(await outcome()).toEqual({ outcome: 'passed', tests_total: 200 });
    await dataSource.query(many, [job, [2, 3]]);
    expect(await outcome()).toEqual({ outcome: 'passed', tests_total: 200 });
    expect((await rows()).filter((row) => row.decides).every(({ attempt }) => attempt === 3)).toBe(true);
  });

  it('go with their job and their suite', async () => {
    await run([
      [1, 'fail'],
      [2, 'pass'],
    ]);
    await dataSource.query('DELETE FROM suites WHERE job = $1', [job]);
    expect(await outcome()).toEqual({ outcome: 'completed', tests_total: 0 });
    await dataSource.query('DELETE FROM jobs WHERE id = $1', [job]);
  });

  it('decide as the rule says, whatever is done to them', async () => {
    const next = random(42);
    const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T;
    const results = [...TEST_RESULTS, null];
    const suites = (
      await dataSource.query<{ id: number }[]>('SELECT id FROM suites WHERE job = $1 ORDER BY id', [job])
    ).map(({ id }) => id);
    const [set] = await dataSource.query<{ id: number }[]>('SELECT id FROM test_sets WHERE suite = $1', [
      suites[0],
    ]);
    const cases = (
      await dataSource.query<{ id: number }[]>('SELECT id FROM test_cases ORDER BY id LIMIT 4')
    ).map(({ id }) => id);
    const some = async (): Promise<number[]> => (await rows()).map(({ id }) => id).filter(() => next() < 0.3);
    for (let step = 0; step < 150; step += 1) {
      const deed = next();
      if (deed < 0.5) {
        const made = Array.from({ length: 1 + Math.floor(next() * 4) }, () => {
          const suite = pick(suites);
          return [
            suite,
            pick(cases),
            suite === suites[0] && next() < 0.3 ? set?.id : null,
            pick([1, 1, 2, 3]),
            pick(results),
          ];
        });
        await dataSource.query(
          `INSERT INTO tests (job, suite, test_case, test_set, attempt, result)
             SELECT $1, * FROM unnest($2::bigint[], $3::bigint[], $4::bigint[], $5::integer[], $6::text[])`,
          [job, ...[0, 1, 2, 3, 4].map((column) => made.map((row) => row[column]))],
        );
      } else if (deed < 0.7) {
        await dataSource.query('UPDATE tests SET result = $2 WHERE id = ANY ($1::bigint[])', [
          await some(),
          pick(results),
        ]);
      } else if (deed < 0.8) {
        await dataSource.query('UPDATE tests SET attempt = $2, units = $3 WHERE id = ANY ($1::bigint[])', [
          await some(),
          pick([1, 2]),
          's',
        ]);
      } else if (deed < 0.85) {
        await dataSource.query('UPDATE tests SET suite = $2, test_set = NULL WHERE id = ANY ($1::bigint[])', [
          await some(),
          pick(suites),
        ]);
      } else {
        await dataSource.query('DELETE FROM tests WHERE id = ANY ($1::bigint[])', [await some()]);
      }
      const found = await rows();
      const expected = judge(found);
      expect(found.map(({ id, decides: yes, flaky }) => ({ id, decides: yes, flaky }))).toEqual(
        found.map(({ id }) => ({ id, ...expected.get(id) })),
      );
      for (const [table, where] of [
        ['jobs', 'id = $1'],
        ['suites', 'job = $1'],
      ] as const) {
        const [counted] = await dataSource.query(
          `SELECT ${COUNTED.split(', ')
            .map((name) => `sum(${name})::integer AS ${name}`)
            .join(', ')} FROM ${table} WHERE ${where}`,
          [job],
        );
        const deciding = found.filter((row) => row.decides);
        const count = (result: TestResult): number => deciding.filter((row) => row.result === result).length;
        expect(counted).toEqual({
          tests_total: deciding.length,
          ...Object.fromEntries(TEST_RESULTS.map((result) => [`tests_${result}`, count(result)])),
        });
      }
    }
  });

  it('may come at the same time', async () => {
    await Promise.all(Array.from({ length: 12 }, (_, at) => run([[1, at === 5 ? 'fail' : 'pass']])));
    expect((await rows()).filter((row) => row.decides)).toMatchObject([{ result: 'fail' }]);
    expect(await outcome()).toEqual({ outcome: 'failed', tests_total: 1 });
  });
});
