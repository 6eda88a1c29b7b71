import { startApp, TestApp } from '../../support/app';

let app: TestApp;
let alice: { id: number; token: string };
let bob: { id: number; token: string };
let staff: { id: number; token: string };
let ids: { job: number; suite: number; test: number; activity: number; log: number; data: number };

/** What hangs on the job of somebody else, by every way of saying which job it is. */
const INTRUSIONS: [what: string, path: () => string, body: () => unknown][] = [
  ['a suite', () => 'suites/', () => ({ job: ids.job, name: 'mine' })],
  ['a suite by the path', () => `jobs/${ids.job}/suites/`, () => ({ name: 'mine' })],
  ['a test by job and suite', () => 'tests/', () => ({ job: ids.job, suite: ids.suite, name: 'mine' })],
  ['a test by job and a new suite', () => 'tests/', () => ({ job: ids.job, suite: 'new', name: 'mine' })],
  ['a test by its suite alone', () => 'tests/', () => ({ suite: ids.suite, name: 'mine' })],
  ['tests as an array by their suite alone', () => 'tests/', () => [{ suite: ids.suite, name: 'mine' }]],
  ['a test by the path of the job', () => `jobs/${ids.job}/tests/`, () => ({ suite: 's', name: 'mine' })],
  [
    'a test by the path of the suite',
    () => `jobs/${ids.job}/suites/${ids.suite}/tests/`,
    () => ({ name: 'mine' }),
  ],
  ['an activity', () => 'activities/', () => ({ job: ids.job, activity: 'mine' })],
  [
    'an activity of a test',
    () => `jobs/${ids.job}/tests/${ids.test}/activities/`,
    () => ({ activity: 'mine' }),
  ],
  ['a log line', () => `jobs/${ids.job}/logs/`, () => ({ message: 'mine' })],
  ['test data', () => 'testdata/', () => ({ test: ids.test, key: 'mine' })],
  ['test data by the path', () => `jobs/${ids.job}/tests/${ids.test}/data/`, () => ({ key: 'mine' })],
];

const ROWS: [collection: string, key: () => number][] = [
  ['jobs', () => ids.job],
  ['suites', () => ids.suite],
  ['tests', () => ids.test],
  ['activities', () => ids.activity],
  ['logs', () => ids.log],
  ['testdata', () => ids.data],
];

beforeAll(async () => {
  app = await startApp();
  alice = await app.user('alice');
  bob = await app.user('bob');
  staff = await app.user('steve', { is_staff: true });
  const job = (await app.make('jobs/', { name: 'hers' }, alice.token)).id;
  const suite = (await app.make('suites/', { job, name: 's' }, alice.token)).id;
  const test = (await app.make('tests/', { suite, name: 't', result: 'pass' }, alice.token)).id;
  const activity = (await app.make('activities/', { job, activity: 'began' }, alice.token)).id;
  const log = (await app.make('logs/', { job, message: 'hello' }, alice.token)).id;
  const data = (await app.make('testdata/', { test, key: 'k' }, alice.token)).id;
  ids = { job, suite, test, activity, log, data };
});
afterAll(() => app.close());

test.each(INTRUSIONS)('nobody adds %s to the public job of somebody else', async (_what, path, body) => {
  const answer = await app.ask(path(), { json: body(), token: bob.token });
  expect([answer.status, answer.text]).toEqual([403, expect.stringContaining('permission')]);
});

test('nor as NDJSON', async () => {
  const answer = await app.ask('tests/', {
    body: `{"suite":${ids.suite},"name":"mine"}\n`,
    headers: { 'Content-Type': 'application/x-ndjson' },
    token: bob.token,
  });
  expect(answer.status).toBe(403);
});

test('nor a file, nor a whole report', async () => {
  const form = new FormData();
  form.append('file', new Blob(['x']), 'a.txt');
  expect((await app.ask(`jobs/${ids.job}/attachments/`, { body: form, token: bob.token })).status).toBe(403);
  const report = '<testsuite name="s"><testcase name="a"/></testsuite>';
  expect((await app.ask(`ingest/?job=${ids.job}`, { body: report, token: bob.token })).status).toBe(403);
});

test('a refused addition leaves nothing behind', async () => {
  expect((await app.ask(`jobs/${ids.job}/tests/?count=exact`)).body.count).toBe(1);
  expect((await app.ask(`jobs/${ids.job}/suites/`)).body.count).toBe(1);
  expect((await app.ask(`jobs/${ids.job}/attachments/`)).body.count).toBe(0);
});

test.each(ROWS)('nobody changes or removes a row of %s of somebody else', async (collection, key) => {
  for (const method of ['PUT', 'PATCH', 'DELETE']) {
    const answer = await app.ask(`${collection}/${key()}/`, { method, json: {}, token: bob.token });
    expect([method, answer.status]).toEqual([method, 403]);
  }
});

test.each(ROWS)('staff may change a row of %s of anybody', async (collection, key) => {
  const answer = await app.ask(`${collection}/${key()}/`, { method: 'PATCH', json: {}, token: staff.token });
  expect(answer.status).toBe(200);
});

test.each(['cancel', 'finish'])('nobody may %s the job of somebody else', async (action) => {
  const answer = await app.ask(`jobs/${ids.job}/${action}/`, { method: 'POST', token: bob.token });
  expect(answer.status).toBe(403);
});

test('nobody but staff submits in the name of another', async () => {
  const body = { name: 'forged', submitter: 'alice' };
  const refused = await app.ask('jobs/', { json: body, token: bob.token });
  expect([refused.status, refused.body.hint]).toEqual([
    403,
    'You make rows in your own name: leave "submitter" out.',
  ]);
  expect((await app.ask('jobs/', { json: body, token: staff.token })).body.submitter).toBe(alice.id);
});

test('a submitter cannot be changed afterwards', async () => {
  const answer = await app.ask(`jobs/${ids.job}/`, {
    method: 'PATCH',
    json: { submitter: 'bob' },
    token: alice.token,
  });
  expect(answer.body.submitter).toBe(alice.id);
});

test.each([
  ['a plain user', () => bob.token],
  ['staff', () => staff.token],
])('%s cannot make a token for somebody else', async (_who, token) => {
  for (const user of ['admin', 'alice', 1]) {
    const answer = await app.ask('tokens/', { json: { user }, token: token() });
    expect([user, answer.status]).toEqual([user, 403]);
  }
});

test('a superuser makes and removes tokens of others, but not with a token that may only push', async () => {
  const push = (await app.make('tokens/', { name: 'push', scopes: ['push'] })).token;
  expect((await app.ask('tokens/', { json: { user: 'alice' }, token: push })).status).toBe(403);
  const made = await app.make('tokens/', { user: 'alice', name: 'by admin' });
  expect(made.user).toBe(alice.id);
  expect((await app.ask(`tokens/${made.id}/`, { method: 'DELETE', token: push })).status).toBe(403);
  expect((await app.ask(`tokens/${made.id}/`, { method: 'DELETE' })).status).toBe(204);
});
