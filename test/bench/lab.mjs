import { definitionOf, jobMetadata, testMetadata } from './definitions.mjs';

/**
 * The lab that is measured: the same rows in every run. Names and keys are known to all parts of the benchmark,
 * so that a request and the floor's SQL mean the same rows.
 */
export const DEVICE_TYPES = 20;
export const WORKERS = 25;
export const DEVICES = 200;
export const TAGS = 30;
export const USERS = 10;
/** Suites of the large job, and of a report that is pushed. */
export const LARGE_SUITES = 20;
const SUITE_NAMES = 40;
const SUITES_OF_A_JOB = 2;
/** One in so many jobs is hidden from the public. */
const HIDDEN = 100;

const DAY = 86_400_000;
const START = Date.UTC(2026, 0, 1);
const padded = (number, width) => String(number).padStart(width, '0');

export const deviceType = (at) => `type-${padded(at % DEVICE_TYPES, 2)}`;
export const device = (at) => `board-${padded(at % DEVICES, 3)}`;
export const worker = (at) => `worker-${padded(at % WORKERS, 2)}`;
export const suiteName = (at) => `suite-${padded(at % SUITE_NAMES, 2)}`;
export const largeSuiteName = (at) => `ltp.group-${padded(at % LARGE_SUITES, 2)}`;
export const testName = (at) => `test_case_number_${padded(at, 6)}`;

/** A small generator of numbers in [0, 1) that gives the same ones in every run (mulberry32). */
export function random(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Nine of ten tests pass; the words are those that a JUnit report leads to. */
export function verdict(number) {
  if (number < 0.88) return { result: 'pass', source_status: null, message: null };
  if (number < 0.94)
    return {
      result: 'fail',
      source_status: 'failure',
      message: `expected 0 but got ${Math.trunc(number * 1e4)}`,
    };
  if (number < 0.99)
    return { result: 'skip', source_status: 'skipped', message: 'not supported on this board' };
  return { result: 'error', source_status: 'error', message: 'Traceback: <lab> & "board" went away' };
}

/** Which jobs there are, and which of them are the large one and the medium one. */
export function plan({ jobs, tests, large, medium }) {
  const largeJob = Math.trunc(jobs / 2);
  const mediumJob = largeJob + 1;
  // Never hidden: they are asked for by number.
  const isHidden = (job) => job % HIDDEN === 7 && job !== largeJob && job !== mediumJob;
  const testsOfAJob = Math.floor((tests - large - medium) / (jobs - 2));
  return { jobs, tests, large, medium, largeJob, mediumJob, testsOfAJob, isHidden };
}

export function* labRows() {
  for (let at = 0; at < DEVICE_TYPES; at += 1)
    yield ['device_types (name, core_count)', [deviceType(at), 1 + (at % 8)]];
  for (let at = 0; at < WORKERS; at += 1)
    yield ['workers (hostname, state, health)', [worker(at), 'Online', 'Active']];
  for (let at = 0; at < TAGS; at += 1) yield ['tags (id, name)', [at + 1, `tag-${padded(at, 2)}`]];
  for (let at = 0; at < DEVICES; at += 1)
    yield [
      'devices (hostname, device_type, worker_host, state, health, description)',
      [
        device(at),
        deviceType(at),
        worker(at),
        at % 3 ? 'Idle' : 'Running',
        at % 9 ? 'Good' : 'Bad',
        'a board',
      ],
    ];
  for (let at = 0; at < DEVICES; at += 1)
    for (let tag = 0; tag < at % 4; tag += 1)
      yield ['device_tags (device, tag)', [device(at), ((at + tag * 7) % TAGS) + 1]];
}

export const JOB_COLUMNS =
  'jobs (id, name, state, health, priority, health_check, submit_time, start_time, end_time, is_public, ' +
  'submitter, requested_device_type, actual_device, worker, definition, original_definition, metadata)';

export function* jobRows({ jobs, isHidden }, submitters) {
  const next = random(1);
  for (let id = 1; id <= jobs; id += 1) {
    const submitted = START + (id / jobs) * 60 * DAY;
    const at = Math.trunc(next() * DEVICES);
    const state = next() < 0.96 ? 'Finished' : 'Submitted';
    const done = state === 'Finished';
    const health = next();
    yield [
      id,
      `boot-and-test-${id % 500}`,
      state,
      !done ? 'Unknown' : health < 0.9 ? 'Complete' : health < 0.96 ? 'Incomplete' : 'Canceled',
      50,
      id % 40 === 0,
      new Date(submitted).toISOString(),
      done ? new Date(submitted + 60_000).toISOString() : null,
      done ? new Date(submitted + 600_000).toISOString() : null,
      !isHidden(id),
      submitters[id % submitters.length],
      deviceType(at),
      done ? device(at) : null,
      done ? worker(at) : null,
      ...definitionOf(id, deviceType(at)),
      jobMetadata(id),
    ];
  }
}

export function* jobTagRows({ jobs }) {
  for (let id = 1; id <= jobs; id += 1)
    for (let tag = 0; tag < id % 4; tag += 1) yield [id, ((id + tag * 11) % TAGS) + 1];
}

/** Suites are numbered by their job: those of the large and the medium job come after all others. */
export const suiteId = (job, at) => (job - 1) * SUITES_OF_A_JOB + at + 1;
export const largeSuiteId = ({ jobs }, at) => jobs * SUITES_OF_A_JOB + at + 1;
const mediumSuiteId = (lab, at) => largeSuiteId(lab, LARGE_SUITES + at);
const isOwn = ({ largeJob, mediumJob }, job) => job === largeJob || job === mediumJob;

export function* suiteRows(lab) {
  for (let job = 1; job <= lab.jobs; job += 1)
    for (let at = 0; at < SUITES_OF_A_JOB && !isOwn(lab, job); at += 1)
      yield [suiteId(job, at), job, suiteName(job + at)];
  for (let at = 0; at < LARGE_SUITES; at += 1)
    yield [largeSuiteId(lab, at), lab.largeJob, largeSuiteName(at)];
  for (let at = 0; at < LARGE_SUITES; at += 1)
    yield [mediumSuiteId(lab, at), lab.mediumJob, largeSuiteName(at)];
}

/** Cases of the small suites first, then those of the large job. */
export const caseId = ({ testsOfAJob }, suite, at) => (suite % SUITE_NAMES) * testsOfAJob + at + 1;
export const largeCaseId = (lab, at) => SUITE_NAMES * lab.testsOfAJob + at + 1;

export function* caseRows(lab) {
  for (let suite = 0; suite < SUITE_NAMES; suite += 1)
    for (let at = 0; at < lab.testsOfAJob; at += 1)
      yield [caseId(lab, suite, at), suiteName(suite), testName(at)];
  const inSuite = lab.large / LARGE_SUITES;
  for (let at = 0; at < lab.large; at += 1)
    yield [largeCaseId(lab, at), largeSuiteName(Math.trunc(at / inSuite)), testName(at)];
}

export const TEST_COLUMNS =
  'tests (job, suite, test_case, state, result, source_status, message, measurement, units, duration, logged, ' +
  'metadata)';

function testRow(job, suite, testCase, next, logged, shown = null) {
  const { result, source_status, message } = verdict(next());
  const measured = job % 10 === 3;
  return [
    job,
    suite,
    testCase,
    'finished',
    result,
    source_status,
    message,
    measured ? (next() * 1000).toFixed(3) : null,
    measured ? 'MB/s' : '',
    (next() * 10).toFixed(3),
    logged,
    shown === null ? null : testMetadata(shown, result),
  ];
}

export function* testRows(lab) {
  const next = random(2);
  for (let job = 1; job <= lab.jobs; job += 1) {
    const began = START + (job / lab.jobs) * 60 * DAY + 120_000;
    const logged = (at) => new Date(began + at * 137).toISOString();
    if (isOwn(lab, job)) {
      yield* ownRows(lab, job, next, logged);
      continue;
    }
    for (let at = 0; at < lab.testsOfAJob; at += 1) {
      const suite = at % SUITES_OF_A_JOB;
      const testCase = caseId(lab, job + suite, at);
      yield testRow(job, suiteId(job, suite), testCase, next, logged(at), { suite, name: testName(at) });
    }
  }
}

/** The tests of the large or the medium job, suite by suite. */
function* ownRows(lab, job, next, logged) {
  const isLarge = job === lab.largeJob;
  const inSuite = lab.large / LARGE_SUITES;
  const wanted = isLarge ? inSuite : lab.medium / LARGE_SUITES;
  const suiteIdOf = isLarge ? largeSuiteId : mediumSuiteId;
  for (let suite = 0; suite < LARGE_SUITES; suite += 1)
    for (let row = 0; row < wanted; row += 1) {
      const at = suite * inSuite + row;
      const shown = { suite, name: testName(at) };
      yield testRow(job, suiteIdOf(lab, suite), largeCaseId(lab, at), next, logged(at), shown);
    }
}

/** The rows that a pushed report as large as the large job leads to, suite by suite. */
export function* largeTestRows(lab, job, suiteOf, next, logged) {
  const inSuite = lab.large / LARGE_SUITES;
  for (let at = 0; at < lab.large; at += 1)
    yield testRow(job, suiteOf(Math.trunc(at / inSuite)), largeCaseId(lab, at), next, logged);
}
