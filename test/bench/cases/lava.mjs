import { drive, send } from '../load.mjs';
import { watched } from '../memory.mjs';
import { worker } from '../lab.mjs';
import { best } from '../rounds.mjs';

/**
 * What LAVA 2023.01 did on such a machine, with 50,000 jobs and 400,000 tests: the best that was seen of lists, over four
 * connections, and the time of each export. Its YAML took 1.3 GB.
 */
const LAVA = { jobs: 19, devices: 13, tests: 12, csv: 9.2, yaml: 32, junit: 7 };
/** How many times as fast. */
const TIMES = 50;
const MOST_MEMORY = 64;
const CONNECTIONS = 4;
const WARM_UP = 1;
/** Milliseconds between two pings of workers: so often something is written while others read. */
const PING = 50;

/** LAVA's routes, against LAVA: lists and exports as its clients ask for them. */
export function lavaCases(lab) {
  const { largeJob, mediumJob } = lab;
  const jobs = '/api/v0.2/jobs';
  const lists = [
    ['LAVA job list (50)', `${jobs}/`, LAVA.jobs, 50],
    ['LAVA job list (50), workers pinging', `${jobs}/`, LAVA.jobs, 50, pinging],
    ['LAVA device list (200)', '/api/v0.2/devices/?limit=200', LAVA.devices, 200],
    ['LAVA tests of the large job (100)', `${jobs}/${largeJob}/tests/?limit=100`, LAVA.tests, 100],
  ];
  const said = (tests) => tests.toLocaleString('en');
  const exports = [
    [`LAVA CSV of ${said(lab.large)} tests`, `${jobs}/${largeJob}/csv/`, LAVA.csv, 100_000, lab.large, isCsv],
    [
      `LAVA YAML of ${said(lab.large)} tests`,
      `${jobs}/${largeJob}/yaml/`,
      LAVA.yaml,
      100_000,
      lab.large,
      isYaml,
    ],
    [
      `LAVA JUnit of ${said(lab.medium)} tests`,
      `${jobs}/${mediumJob}/junit/`,
      LAVA.junit,
      10_000,
      lab.medium,
      isJunit,
    ],
  ];
  return [
    ...lists.map(([name, path, reference, rows, meanwhile]) => ({
      name,
      run: (bench) => measureList(bench, { name, path, reference, rows, meanwhile }),
    })),
    ...exports.map(([name, path, seconds, of, tests, check]) => ({
      name,
      run: (bench) => measureExport(bench, { name, path, reference: of / seconds, tests, check }),
    })),
  ];
}

async function measureList({ options, server, client }, { name, path, reference, rows, meanwhile }) {
  const { count, results } = JSON.parse(await send(server.origin, { path }, { keep: true }));
  if (results.length !== rows || count < rows)
    throw new Error(`${path} gives ${results.length} rows of ${count}.`);
  const next = () => ({ path });
  const round = (seconds) =>
    drive({ origin: server.origin, pid: server.pid, next, seconds, connections: CONNECTIONS });
  await round(WARM_UP);
  const rounds = [];
  let memory = 0;
  for (let at = 0; at < options.rounds; at += 1) {
    const stop = meanwhile?.(client);
    try {
      const { result, growth } = await watched(server.pid, () => round(options.seconds));
      rounds.push(result);
      memory = Math.max(memory, growth);
    } finally {
      await stop?.();
    }
  }
  return row({ name, unit: 'req/s', reference, memory, rounds });
}

/** Lets workers say that they are there, as they do all day: every write makes what was counted before doubtful. */
function pinging(client) {
  let at = 0;
  let last = Promise.resolve();
  const ping = () => {
    last = client.query('UPDATE workers SET last_ping = now() WHERE hostname = $1', [worker(at++)]);
    last.catch(() => undefined);
  };
  const timer = setInterval(ping, PING);
  return () => {
    clearInterval(timer);
    return last;
  };
}

async function measureExport({ options, server }, { name, path, reference, tests, check }) {
  check(await send(server.origin, { path }, { keep: true }), tests);
  const rounds = [];
  let memory = 0;
  for (let at = 0; at < options.rounds; at += 1) {
    const start = performance.now();
    const { growth } = await watched(server.pid, () => send(server.origin, { path }));
    const median = performance.now() - start;
    rounds.push({ rate: (tests / median) * 1000, median, p99: null, requests: 1 });
    memory = Math.max(memory, growth);
  }
  return row({ name, unit: 'rows/s', reference, memory, rounds });
}

const row = ({ reference, rounds, ...rest }) => ({
  ...rest,
  ours: best(rounds),
  floor: null,
  target: null,
  lava: { rate: reference, times: TIMES },
  limits: { memory: MOST_MEMORY },
  rounds: [rounds, []],
});

/** A fast answer that is a wrong one would be worth nothing. */
function expectOf(what, found, tests) {
  if (found !== tests) throw new Error(`The ${what} has ${found} tests instead of ${tests}.`);
}

const matches = (text, pattern) => text.match(pattern)?.length ?? 0;
const isCsv = (text, tests) => expectOf('CSV', matches(text, /^"\d+","ltp\.group-\d\d",/gm), tests);
const isYaml = (text, tests) =>
  expectOf(
    'YAML',
    matches(text, /^ {2}case: test_case_number_/gm) || matches(text, /^ {4}case: test_case_number_/gm),
    tests,
  );
const isJunit = (text, tests) => expectOf('JUnit report', matches(text, /<testcase name="/g), tests);
