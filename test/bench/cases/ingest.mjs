import { createReadStream, createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { copy, copyText } from '../copy.mjs';
import * as names from '../lab.mjs';
import { send } from '../load.mjs';
import { watched } from '../memory.mjs';
import { TOKEN } from '../processes.mjs';
import { alternate, best } from '../rounds.mjs';

/** Of COPY's rows a second. */
const TARGET = 1 / 3;
const CHILD = { fail: 'failure', error: 'error', skip: 'skipped' };

/** A database that is used again has met what other runs have sent. */
const RUN = Date.now().toString(36);

/** Whole reports: one whose test cases the server has met before, and one that is all new. */
export function ingestCases(lab) {
  const said = `JUnit ingest of ${lab.large.toLocaleString('en')} tests`;
  return [
    { name: `${said}, known names`, suite: names.largeSuiteName },
    { name: `${said}, new names`, suite: (at, round) => `new-${RUN}-${round}.group-${at}` },
  ].map(({ name, suite }) => ({ name, run: (bench) => measure(bench, lab, name, suite) }));
}

async function measure({ options, server, folder, client }, lab, name, suite) {
  const growths = [];
  const push = async (round) => {
    const path = join(folder, `report-${round}.xml`);
    await pipeline(Readable.from(report(lab, (at) => suite(at, round))), createWriteStream(path));
    const start = performance.now();
    const { growth } = await watched(server.pid, () =>
      pushFile(server.origin, path, `${name} ${RUN} ${round}`),
    );
    growths.push(growth);
    return timed(start, lab.large);
  };
  // A COPY knows the numbers of suites and cases beforehand; tests, indexes, triggers and keys are the same.
  const plain = async () => {
    const { job, suites } = await makeJob(client, lab);
    const rows = names.largeTestRows(lab, job, (at) => suites[at], names.random(3), new Date().toISOString());
    const chunks = [...copyText(rows)];
    const start = performance.now();
    await copy(client, names.TEST_COLUMNS, chunks);
    return timed(start, lab.large);
  };
  const [ours, theirs] = await alternate(options.rounds, push, plain);
  return {
    name,
    unit: 'rows/s',
    ours: best(ours),
    floor: best(theirs),
    target: TARGET,
    memory: Math.max(...growths),
    rounds: [ours, theirs],
  };
}

function timed(start, rows) {
  const milliseconds = performance.now() - start;
  return { rate: (rows / milliseconds) * 1000, median: milliseconds, p99: null, requests: 1 };
}

async function pushFile(origin, path, job) {
  const { size } = await stat(path);
  const headers = {
    authorization: `Token ${TOKEN}`,
    'content-type': 'application/xml',
    'content-length': size,
  };
  const query = new URLSearchParams({ name: job });
  const body = createReadStream(path);
  const receipt = JSON.parse(
    await send(origin, { method: 'POST', path: `/api/v1/ingest/?${query}`, headers, body }, { keep: true }),
  );
  if (receipt.duplicate || receipt.rejected > 0)
    throw new Error(`A receipt to wonder at: ${JSON.stringify(receipt)}`);
}

function* report(lab, suite) {
  const next = names.random(3);
  const inSuite = lab.large / names.LARGE_SUITES;
  yield '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n';
  for (let at = 0; at < names.LARGE_SUITES; at += 1) {
    let text = `<testsuite name="${suite(at)}" tests="${inSuite}">\n`;
    for (let row = 0; row < inSuite; row += 1) text += testcase(names.testName(at * inSuite + row), next);
    yield `${text}</testsuite>\n`;
  }
  yield '</testsuites>\n';
}

function testcase(name, next) {
  const { result, message } = names.verdict(next());
  const time = (next() * 10).toFixed(3);
  const child = CHILD[result];
  const start = `<testcase name="${name}" time="${time}"`;
  if (child === undefined) return `${start}/>\n`;
  const text = message.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
  return `${start}><${child} message="${text}"/></testcase>\n`;
}

async function makeJob(client, { largeJob }) {
  const { rows } = await client.query(
    `INSERT INTO jobs (name, state, submitter) SELECT 'copy', 'Finished', submitter FROM jobs WHERE id = $1 RETURNING id`,
    [largeJob],
  );
  const job = rows[0].id;
  const { rows: suites } = await client.query(
    'INSERT INTO suites (job, name) SELECT $1, $2 || n FROM generate_series(1, $3) n RETURNING id',
    [job, 'suite-', names.LARGE_SUITES],
  );
  return { job: Number(job), suites: suites.map(({ id }) => Number(id)) };
}

/** The connection by which the database is filled and COPY is measured. */
export async function connect(databaseUrl) {
  const client = new pg.Client({ connectionString: databaseUrl, options: '-c timezone=UTC' });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}
