import { startApp, TestApp } from '../../support/app';
import { wrongCounters } from './wrong-counters';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterEach(async () => expect(await wrongCounters(app)).toEqual([]));
afterAll(() => app.close());

const ndjson = (path: string, lines: readonly unknown[], end = '\n') =>
  app.ask(path, {
    body: lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n') + end,
    headers: { 'Content-Type': 'application/x-ndjson' },
  });
const newJob = async (fields: object = {}): Promise<number> => (await app.make('jobs/', fields)).id;
const counters = async (job: number) => (await app.ask(`jobs/${job}/`)).body;
const RESULTS = ['pass', 'fail', 'skip', 'error', null];
const rows = (count: number) =>
  Array.from({ length: count }, (_, at) => ({
    suite: `s${at % 7}`,
    name: `t${at}`,
    result: RESULTS[at % 5],
  }));

test('tests arrive one by one, with a suite by number and by name', async () => {
  const job = await newJob();
  const suite = (await app.make('suites/', { job, name: 'boot' })).id;
  for (const [at, said] of [suite, String(suite), 'boot', ' boot '].entries())
    expect(
      (await app.make(`jobs/${job}/tests/`, { suite: said, name: `t${at}`, result: 'pass' })).suite,
    ).toBe(suite);
  expect((await app.make('tests/', { suite, name: 'x' })).job).toBe(job);
  const fresh = await app.make('tests/', { job, suite: 'net', name: 'ping', result: 'fail' });
  expect((await app.ask(`suites/${fresh.suite}/`)).body).toMatchObject({ job, name: 'net', tests_fail: 1 });
  expect(await counters(job)).toMatchObject({ tests_total: 6, tests_pass: 4, tests_fail: 1 });
});

test('a thousand tests arrive as an array and come back in their order', async () => {
  const job = await newJob();
  const made = await app.ask(`jobs/${job}/tests/`, { json: rows(1000) });
  expect([made.status, made.body.length]).toEqual([201, 1000]);
  expect(made.body.map((row: { name: string }) => row.name)).toEqual(rows(1000).map(({ name }) => name));
  expect(await counters(job)).toMatchObject({ tests_total: 1000, tests_pass: 200, tests_skip: 200 });
  expect((await app.ask(`jobs/${job}/suites/`)).body.count).toBe(7);
});

test('five thousand tests arrive as NDJSON, with empty lines and any ends of lines', async () => {
  const job = await newJob();
  const lines: unknown[] = rows(5000);
  lines.splice(100, 0, '', '  ', '\r');
  const answer = await ndjson(`jobs/${job}/tests/`, lines, '');
  expect([answer.status, answer.body]).toEqual([201, { stored: 5000 }]);
  expect(await counters(job)).toMatchObject({ tests_total: 5000, tests_error: 1000 });
});

test.each([
  ['a line that is cut', '{"suite":"s","name":"t', 'body'],
  ['a line that is no object', '["s"]', 'non_field_errors'],
  ['a missing name', '{"suite":"s"}', 'name'],
  ['a wrong result', '{"suite":"s","name":"t","result":"passed"}', 'result'],
  ['a suite that is not there', '{"suite":987654,"name":"t"}', 'suite'],
  ['a suite without a name', '{"suite":" ","name":"t"}', 'suite'],
  ['bytes that are not UTF-8', '\u0000', 'body'],
])('with %s among 5,000 nothing is stored and the line is named', async (what, bad) => {
  const job = await newJob();
  const lines = rows(5000).map((row) => JSON.stringify(row));
  lines[3456] = bad;
  const bytes = Buffer.from(lines.join('\n'));
  if (what.includes('UTF-8')) bytes[bytes.indexOf(0)] = 0xff;
  const answer = await app.ask(`jobs/${job}/tests/`, {
    body: new Uint8Array(bytes),
    headers: { 'Content-Type': 'application/x-ndjson' },
  });
  expect([answer.status, answer.text]).toEqual([400, expect.stringMatching(/3457/)]);
  expect(await counters(job)).toMatchObject({ tests_total: 0 });
  expect((await app.ask(`jobs/${job}/suites/`)).body.count).toBe(0);
});

test('the suite of another job is refused, whoever owns both', async () => {
  const [mine, other] = [await newJob(), await newJob()];
  const suite = (await app.make('suites/', { job: other, name: 's' })).id;
  for (const [path, json] of [
    ['tests/', { job: mine, suite, name: 't' }],
    [`jobs/${mine}/tests/`, { suite, name: 't' }],
    [`jobs/${mine}/tests/`, { job: other, suite, name: 't' }],
  ] as const) {
    const answer = await app.ask(path, { json });
    expect([answer.status, answer.body]).toEqual([400, { suite: ['The suite belongs to another job.'] }]);
  }
  expect((await app.ask(`jobs/${mine}/suites/${suite}/tests/`, { json: { name: 't' } })).status).toBe(404);
  expect([(await counters(mine)).tests_total, (await counters(other)).tests_total]).toEqual([0, 0]);
});

test('an activity or a file of a test belongs to the job of that test', async () => {
  const [mine, other] = [await newJob(), await newJob()];
  const test = (await app.make('tests/', { job: other, suite: 's', name: 't' })).id;
  const refused = { test: ['This test belongs to another job.'] };
  const wrong = await app.ask('activities/', { json: { job: mine, test, activity: 'a' } });
  expect([wrong.status, wrong.body]).toEqual([400, refused]);
  expect((await app.ask(`jobs/${mine}/tests/${test}/activities/`, { json: { activity: 'a' } })).status).toBe(
    404,
  );
  const stream = await ndjson(`jobs/${mine}/activities/`, [{ activity: 'ok' }, { test, activity: 'a' }]);
  expect([stream.status, stream.body]).toEqual([400, { line: ['2'], ...refused }]);
  const array = await app.ask(`jobs/${mine}/activities/`, {
    json: [{ activity: 'ok' }, { test, activity: 'a' }],
  });
  expect([array.status, array.body]).toEqual([400, [{}, refused]]);
  expect((await app.ask(`jobs/${mine}/activities/`)).body.count).toBe(0);
  const made = await app.make(`jobs/${other}/tests/${test}/activities/`, { activity: 'began', status: '' });
  expect(made).toMatchObject({ job: other, test, activity: 'began', status: '' });
});

test('data, log lines and activities arrive by every way and keep their white space', async () => {
  const job = await newJob();
  const test = (await app.make('tests/', { job, suite: 's', name: 't' })).id;
  const value = '  two lines\n\twith blanks  ';
  expect((await app.make(`jobs/${job}/tests/${test}/data/`, { key: 'k', value })).value).toBe(value);
  const many = await app.make('testdata/', [
    { test, key: 'a' },
    { test, key: 'b', category: 'c' },
  ]);
  expect(many).toHaveLength(2);
  expect(
    (await ndjson(`jobs/${job}/logs/`, [{ message: value }, { message: '', level: 'debug' }])).body,
  ).toEqual({ stored: 2 });
  const lines = (await app.ask(`jobs/${job}/logs/`)).body.results;
  expect(lines.map((line: { message: string; level: string }) => [line.message, line.level])).toEqual([
    [value, 'info'],
    ['', 'debug'],
  ]);
});

test('an identity of one’s own is taken once', async () => {
  const uniqueident = 'abc/1';
  const first = await newJob({ uniqueident });
  const taken = { uniqueident: ['job with this uniqueident already exists.'] };
  const stored = { uniqueident };
  const other = { uniqueident: 'abc/2' };
  for (const [json, body] of [
    [stored, taken],
    [[stored], [taken]],
    [
      [{ name: 'x' }, stored, other],
      [{}, taken, {}],
    ],
    [
      [other, stored, other],
      [{}, taken, taken],
    ],
  ]) {
    const answer = await app.ask('jobs/', { json });
    expect([json, answer.status, answer.body]).toEqual([json, 400, body]);
  }
  for (const lines of [
    [{ name: 'x' }, {}, stored],
    [other, {}, other],
    [...Array<object>(2_500).fill({}), stored],
  ]) {
    const answer = await ndjson('jobs/', lines);
    expect([answer.status, answer.body]).toEqual([400, { line: [String(lines.length)], ...taken }]);
  }
  expect(
    (await app.ask('jobs/?uniqueident__startswith=abc')).body.results.map(({ id }: { id: number }) => id),
  ).toEqual([first]);
  const racing = await Promise.all(
    Array.from({ length: 6 }, () => app.ask('jobs/', { json: { uniqueident: 'race' } })),
  );
  expect(racing.map(({ status }) => status).sort()).toEqual([201, 400, 400, 400, 400, 400]);
});

test('names that must be unique together name their place, too', async () => {
  const job = await newJob();
  await app.make(`jobs/${job}/suites/`, { name: 'taken' });
  const taken = { non_field_errors: ['The fields job, name must make a unique set.'] };
  const suites = [{ name: 'a' }, { name: 'taken' }, { name: 'a' }];
  const array = await app.ask(`jobs/${job}/suites/`, { json: suites });
  expect([array.status, array.body]).toEqual([400, [{}, taken, taken]]);
  const stream = await ndjson(`jobs/${job}/suites/`, suites);
  expect([stream.status, stream.body]).toEqual([400, { line: ['2'], ...taken }]);
});

test('a line that is not JSON is named', async () => {
  const job = await newJob();
  const body = '{"suite": "s", "name": "a"}\n{"suite": ]\n';
  const answer = await app.ask(`jobs/${job}/tests/`, {
    body,
    headers: { 'Content-Type': 'application/x-ndjson' },
  });
  expect([answer.status, answer.body]).toEqual([
    400,
    { line: ['2'], non_field_errors: ['JSON parse error - Expecting value: line 1 column 11 (char 10)'] },
  ]);
});

test('a body that is none leaves a job as it is, and a misspelt verdict does with strict handling', async () => {
  const job = await newJob({ state: 'Running' });
  const strict = { Prefer: 'handling=strict' };
  for (const action of ['cancel', 'finish']) {
    const broken = await app.ask(`jobs/${job}/${action}/`, {
      method: 'POST',
      body: '{"outcome": ',
      headers: { 'Content-Type': 'application/json' },
    });
    expect([action, broken.status]).toEqual([action, 400]);
    const misspelt = await app.ask(`jobs/${job}/${action}/`, { json: { outcom: 'failed' }, headers: strict });
    expect([action, misspelt.status, Object.keys(misspelt.body)]).toEqual([action, 400, ['outcom']]);
  }
  expect((await app.ask(`jobs/${job}/`)).body.state).toBe('Running');
  const finished = await app.ask(`jobs/${job}/finish/`, { json: { outcome: 'failed' }, headers: strict });
  expect([finished.status, finished.body.outcome]).toEqual([200, 'failed']);
});

test('a test that changes, goes, or goes with its suite, leaves right counters', async () => {
  const build = (
    await app.make('builds/', { group: (await app.make('groups/', { name: 'g' })).id, name: '1' })
  ).id;
  const job = await newJob({ build });
  const made: { id: number; suite: number }[] = await app.make(`jobs/${job}/tests/`, rows(70));
  await app.ask(`tests/${made[0]?.id}/`, { method: 'PATCH', json: { result: 'xfail' } });
  await app.ask(`tests/${made[1]?.id}/`, { method: 'PATCH', json: { result: null, state: 'running' } });
  await app.ask(`tests/${made[2]?.id}/`, { method: 'DELETE' });
  await app.ask(`suites/${made[3]?.suite}/`, { method: 'DELETE' });
  expect(await counters(job)).toMatchObject({ tests_total: 59, tests_xfail: 1 });
  expect((await app.ask(`builds/${build}/`)).body).toMatchObject({ tests_total: 59, tests_xfail: 1 });
});

test('a job lives from submission over cancellation to its end, and tells its verdict', async () => {
  const job = await newJob();
  const act = async (action: string, json?: object) =>
    app.ask(`jobs/${job}/${action}/`, json ? { json } : { method: 'POST' });
  await app.ask(`jobs/${job}/`, { method: 'PATCH', json: { state: 'Running' } });
  expect((await counters(job)).start_time).not.toBeNull();
  expect((await act('cancel')).body.state).toBe('Canceling');
  expect((await act('cancel')).body.state).toBe('Canceling');
  expect((await act('finish')).body).toMatchObject({
    state: 'Finished',
    health: 'Canceled',
    outcome: 'canceled',
  });
  expect((await act('finish')).status).toBe(200);
  expect((await act('finish', { outcome: 'passed' })).status).toBe(409);
  expect((await act('cancel')).status).toBe(409);
  expect((await act('finish', { outcome: 'wonderful' })).status).toBe(409);
  const other = await newJob({ state: 'Running' });
  const bad = await app.ask(`jobs/${other}/finish/`, { json: { outcome: 'wonderful' } });
  expect([bad.status, bad.body]).toEqual([400, { outcome: ['"wonderful" is not a valid choice.'] }]);
  await app.make(`jobs/${other}/tests/`, rows(10));
  expect((await app.ask(`jobs/${other}/finish/`, { method: 'POST' })).body.outcome).toBe('failed');
  expect((await app.ask(`jobs/${other}/passrate/`)).body).toEqual({
    passrate: 33.33,
    good: 2,
    counted: 6,
    total: 10,
  });
  expect((await app.ask(`jobs/${other}/summary/`)).body.tests).toMatchObject({
    total: 10,
    pass: 2,
    fail: 2,
    skip: 2,
  });
});
