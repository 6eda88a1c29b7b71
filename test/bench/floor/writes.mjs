import { TEST, testRow } from './rows.mjs';

const COLUMNS = ['job', 'suite', 'name', 'result', 'message', 'duration'];
const TYPES = ['bigint', 'bigint', 'text', 'text', 'text', 'numeric'];

/** Cases that are new, then the tests, as sets, in one transaction; the rows come back as the API shows them. */
async function insertTests(pool, tests) {
  const values = COLUMNS.map((name) => tests.map((test) => test[name] ?? null));
  const sent = `unnest(${TYPES.map((type, at) => `$${at + 1}::${type}[]`).join(', ')})
    WITH ORDINALITY AS new (${COLUMNS.join(', ')}, at) JOIN suites s ON s.id = new.suite`;
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await client.query(
      `INSERT INTO test_cases (suite_name, name)
         SELECT DISTINCT s.name, new.name FROM ${sent}
          WHERE NOT EXISTS (SELECT 1 FROM test_cases c
                             WHERE test_case_digest(c.suite_name, c.name) = test_case_digest(s.name, new.name))
         ON CONFLICT DO NOTHING`,
      values,
    );
    const { rows } = await client.query(
      `WITH t AS (
         INSERT INTO tests (job, suite, test_case, result, message, duration)
           SELECT new.job, new.suite, c.id, new.result, new.message, new.duration FROM ${sent}
             JOIN test_cases c ON test_case_digest(c.suite_name, c.name) = test_case_digest(s.name, new.name)
            ORDER BY at
         RETURNING *)
       SELECT ${TEST} FROM t JOIN test_cases c ON c.id = t.test_case ORDER BY t.id`,
      values,
    );
    await client.query('COMMIT');
    return rows.map(testRow);
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
}

async function create(pool, { body }) {
  if (Array.isArray(body)) return insertTests(pool, body);
  const [row] = await insertTests(pool, [body]);
  return row;
}

/** Paths and what writes there. */
export const writers = [[/^\/api\/v1\/tests\/$/, create]];
