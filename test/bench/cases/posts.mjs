import { deepStrictEqual } from 'node:assert/strict';
import { suiteId, testName } from '../lab.mjs';
import { drive, send } from '../load.mjs';
import { TOKEN } from '../processes.mjs';
import { alternate, best } from '../rounds.mjs';

const WARM_UP = 1;
/** Jobs that get tests: as with real harnesses, connections do not share one. */
const JOBS = 64;
const ARRAY = 1_000;
const PATH = '/api/v1/tests/';

/** Storing tests by JSON: one, and an array. */
export function postCases(lab) {
  return [
    { name: 'POST of one test', rows: 1, unit: 'req/s' },
    { name: 'POST of 1,000 tests', rows: ARRAY, unit: 'rows/s' },
  ].map(({ name, rows, unit }) => ({ name, run: (bench) => measure(bench, lab, { name, rows, unit }) }));
}

function bodies(lab, rows) {
  return Array.from({ length: JOBS }, (_, at) => {
    let job = 1 + at * 2;
    if (lab.isHidden(job) || job === lab.largeJob) job += 1;
    const tests = Array.from({ length: rows }, (_, row) => ({
      job,
      suite: suiteId(job, row % 2),
      name: testName(row % lab.testsOfAJob),
      result: row % 10 === 9 ? 'fail' : 'pass',
      message: row % 10 === 9 ? 'expected 0 but got 1' : null,
      duration: '1.250',
    }));
    return Buffer.from(JSON.stringify(rows === 1 ? tests[0] : tests));
  });
}

async function measure({ options, server, floor }, lab, { name, rows, unit }) {
  const sent = bodies(lab, rows);
  const next = (n) => {
    const body = sent[n % sent.length];
    const headers = {
      authorization: `Token ${TOKEN}`,
      'content-type': 'application/json',
      'content-length': body.length,
    };
    return { method: 'POST', path: PATH, headers, body };
  };
  await checkEqual(server.origin, floor.origin, next(0));
  const round = async ({ origin, pid }, seconds) => {
    const result = await drive({ origin, pid, next, seconds, connections: options.connections });
    return { ...result, rate: result.rate * rows };
  };
  await round(server, WARM_UP);
  await round(floor, WARM_UP);
  const [ours, theirs] = await alternate(
    options.rounds,
    () => round(server, options.seconds),
    () => round(floor, options.seconds),
  );
  return { name, unit, ours: best(ours), floor: best(theirs), target: null, rounds: [ours, theirs] };
}

async function checkEqual(server, floor, request) {
  const known = (row) => ({ ...row, id: 0, logged: '' });
  const post = async (origin) => {
    const answer = JSON.parse(await send(origin, request, { keep: true }));
    return Array.isArray(answer) ? answer.map(known) : known(answer);
  };
  deepStrictEqual(
    await post(server),
    await post(floor),
    'The server and the floor answer a POST differently.',
  );
}
