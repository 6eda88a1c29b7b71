import { PoolClient } from 'pg';
import { Cell } from './copy-text';
import { copyRows } from './table-writer';

const STAGE = 'dataset_cases';

/**
 * The test case of each (suite name, test name), made where there is none yet, in the order of first appearance.
 * One round trip however many there are.
 */
export async function testCases(
  client: PoolClient,
  names: readonly (readonly [suite: string, test: string])[],
): Promise<number[]> {
  const places = new Map<string, number>();
  const distinct: Cell[][] = [];
  const placed = names.map(([suite, test]) => {
    // A length in front, so that no pair can look like another.
    const key = `${suite.length}:${suite}${test}`;
    let place = places.get(key);
    if (place === undefined) {
      place = distinct.length;
      places.set(key, place);
      distinct.push([place, suite, test]);
    }
    return place;
  });
  await client.query(`CREATE TEMP TABLE ${STAGE} (place integer, suite_name text, name text) ON COMMIT DROP`);
  await copyRows(client, STAGE, ['place', 'suite_name', 'name'], distinct);
  const same = `test_case_digest(c.suite_name, c.name) = test_case_digest(s.suite_name, s.name)`;
  await client.query(
    `INSERT INTO test_cases (suite_name, name)
       SELECT suite_name, name FROM ${STAGE} s
        WHERE NOT EXISTS (SELECT 1 FROM test_cases c WHERE ${same}) ORDER BY place`,
  );
  const { rows } = await client.query<{ place: number; id: number }>(
    `SELECT s.place, c.id FROM ${STAGE} s JOIN test_cases c ON ${same}`,
  );
  await client.query(`DROP TABLE ${STAGE}`);
  const ids: number[] = [];
  for (const row of rows) ids[row.place] = row.id;
  return placed.map((place) => ids[place] as number);
}
