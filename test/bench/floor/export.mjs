import Cursor from 'pg-cursor';
import { time } from './rows.mjs';

const AT_A_TIME = 1_000;
const CHUNK = 65_536;
const REFERENCES = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
  '\n': '&#10;',
  '\t': '&#9;',
};
const escape = (text) => text.replace(/[&<>"\r\n\t]/g, (character) => REFERENCES[character]);
const CHILD = { fail: 'failure', error: 'error', skip: 'skipped' };

const HEAD = `
  SELECT s.id, s.name, count(*) AS tests, count(*) FILTER (WHERE result = 'fail') AS failures,
         count(*) FILTER (WHERE result = 'error') AS errors, count(*) FILTER (WHERE result = 'skip') AS skipped,
         trim_scale(coalesce(sum(t.duration), 0))::text AS duration
    FROM tests t JOIN suites s ON s.id = t.suite WHERE t.job = $1 GROUP BY s.id ORDER BY s.id`;

const TESTS = `
  SELECT t.suite, c.suite_name, c.name, t.result, t.message, trim_scale(t.duration)::text AS duration, t.logged
    FROM tests t JOIN test_cases c ON c.id = t.test_case WHERE t.job = $1 ORDER BY t.suite, t.id`;

/** A JUnit report from a cursor, one transaction, equal to the server's for the lab's rows. */
export async function exportJunit(pool, job, response) {
  const client = await pool.connect();
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const { rows: jobs } = await client.query('SELECT name, start_time FROM jobs WHERE id = $1', [job]);
    const { rows: suites } = await client.query(HEAD, [job]);
    response.setHeader('content-type', 'application/xml; charset=utf-8');
    await write(response, client.query(new Cursor(TESTS, [job])), jobs[0], suites);
    response.end();
  } finally {
    await client.query('COMMIT');
    client.release();
  }
}

async function write(response, cursor, job, suites) {
  const sum = (key) => suites.reduce((total, suite) => total + suite[key], 0);
  const counts = ({ tests, failures, errors, skipped }) =>
    `tests="${tests}" failures="${failures}" errors="${errors}" skipped="${skipped}"`;
  const all = {
    tests: sum('tests'),
    failures: sum('failures'),
    errors: sum('errors'),
    skipped: sum('skipped'),
  };
  const start = job.start_time === null ? '' : ` timestamp="${time(job.start_time)}"`;
  let text = '<?xml version="1.0" encoding="UTF-8"?>\n';
  text += `<testsuites name="${escape(job.name)}" ${counts(all)}${start}>\n`;
  let open = null;
  for (;;) {
    const rows = await cursor.read(AT_A_TIME);
    for (const row of rows) {
      if (row.suite !== open) {
        if (open !== null) text += '  </testsuite>\n';
        const suite = suites.find(({ id }) => id === row.suite);
        text += `  <testsuite name="${escape(suite.name)}" ${counts(suite)} time="${suite.duration}">\n`;
        open = row.suite;
      }
      text += testcase(row);
      if (text.length < CHUNK) continue;
      if (!response.write(text)) await new Promise((resolve) => response.once('drain', resolve));
      text = '';
    }
    if (rows.length < AT_A_TIME) break;
  }
  response.write(`${text}${open === null ? '' : '  </testsuite>\n'}</testsuites>\n`);
}

function testcase({ suite_name, name, result, message, duration, logged }) {
  const start =
    `    <testcase classname="${escape(suite_name)}" name="${escape(name)}"` +
    ` time="${duration}" timestamp="${time(logged)}"`;
  const child = CHILD[result];
  if (child === undefined) return `${start}/>\n`;
  return `${start}>\n      <${child}${message === null ? '' : ` message="${escape(message)}"`}/>\n    </testcase>\n`;
}
