import { copy, copyText } from './copy.mjs';
import * as lab from './lab.mjs';

/** Rows of one COPY: the triggers keep a statement's rows in memory. */
const AT_A_TIME = 100_000;
const SEQUENCES = ['tags', 'jobs', 'suites', 'test_cases'];

/** Fills an empty database with the lab; one that is full already is left alone. */
export async function fill(client, plan, say) {
  const { rows } = await client.query('SELECT count(*)::integer AS n FROM jobs');
  if (rows[0].n > 0) return say(`the database has its ${rows[0].n} jobs already`);
  const submitters = await makeUsers(client);
  await copyGroups(client, lab.labRows());
  await copyAll(client, lab.JOB_COLUMNS, lab.jobRows(plan, submitters));
  await copyAll(client, 'job_tags (job, tag)', lab.jobTagRows(plan));
  await copyAll(client, 'suites (id, job, name)', lab.suiteRows(plan));
  await copyAll(client, 'test_cases (id, suite_name, name)', lab.caseRows(plan));
  for (const table of SEQUENCES)
    await client.query(`SELECT setval(pg_get_serial_sequence('${table}', 'id'), max(id)) FROM ${table}`);
  say(`${plan.jobs} jobs are in; filling ${plan.tests} tests`);
  await copyAll(client, lab.TEST_COLUMNS, lab.testRows(plan));
  // What autovacuum would do a little later, in the middle of the measurement.
  await client.query('VACUUM (ANALYZE)');
  await client.query('CHECKPOINT');
}

/** @returns {Promise<number[]>} the keys of those who submit jobs: never the superuser who asks */
async function makeUsers(client) {
  const { rows } = await client.query(
    `INSERT INTO users (username) SELECT 'user-' || n FROM generate_series(1, $1) n RETURNING id`,
    [lab.USERS],
  );
  return rows.map(({ id }) => Number(id));
}

async function copyGroups(client, tagged) {
  const groups = new Map();
  for (const [target, row] of tagged) {
    if (!groups.has(target)) groups.set(target, []);
    groups.get(target).push(row);
  }
  for (const [target, rows] of groups) await copyAll(client, target, rows);
}

async function copyAll(client, target, rows) {
  let batch = [];
  for (const row of rows) {
    batch.push(row);
    if (batch.length < AT_A_TIME) continue;
    await copy(client, target, copyText(batch));
    batch = [];
  }
  if (batch.length > 0) await copy(client, target, copyText(batch));
}
