import { startApp, TestApp } from '../../support/app';

let app: TestApp;
let alice: string;
beforeAll(async () => {
  app = await startApp();
  alice = (await app.user('alice')).token;
});
afterAll(() => app.close());

const MISSING = { detail: 'Authentication credentials were not provided.' };
const REJECTED = { detail: 'Invalid token.' };

test.each([
  ['PUT', 'devices/', 'GET, POST, HEAD, OPTIONS'],
  ['PATCH', 'devices/', 'GET, POST, HEAD, OPTIONS'],
  ['DELETE', 'jobs', 'GET, POST, HEAD, OPTIONS'],
  ['POST', 'jobs/1/', 'GET, PUT, PATCH, DELETE, HEAD, OPTIONS'],
  ['POST', 'ingests/', 'GET, HEAD, OPTIONS'],
  ['POST', 'jobs/1/junit/', 'GET, HEAD, OPTIONS'],
])('%s %s: credentials come before the method', async (method, path, allow) => {
  const anonymous = await app.ask(path, { method, token: null });
  expect([anonymous.status, anonymous.body, anonymous.headers.get('www-authenticate')]).toEqual([
    401,
    MISSING,
    'Token',
  ]);
  expect(anonymous.headers.get('allow')).toBe(allow);
  const bad = await app.ask(path, { method, token: 'nope' });
  expect([bad.status, bad.body]).toEqual([401, REJECTED]);
  const known = await app.ask(path, { method, token: alice });
  expect([known.status, known.body, known.headers.get('allow')]).toEqual([
    405,
    { detail: `Method "${method}" not allowed.` },
    allow,
  ]);
});

test('a path that is none is 404, whoever asks', async () => {
  for (const token of [null, 'nope', alice])
    expect((await app.ask('nothing/', { method: 'PUT', token })).status).toBe(404);
});

test('bad credentials come before the row, the body and the values', async () => {
  for (const [method, path] of [
    ['GET', 'jobs/'],
    ['OPTIONS', 'jobs/'],
    ['OPTIONS', 'jobs/1/cancel/'],
    ['GET', 'jobs/2000000000/'],
    ['GET', 'jobs/?page=0'],
    ['POST', 'jobs/'],
    ['PUT', 'jobs/1/'],
  ] as const) {
    const answer = await app.ask(path, {
      method,
      token: 'nope',
      headers: { 'Content-Type': 'text/plain' },
    });
    expect([method, path, answer.status, answer.body]).toEqual([method, path, 401, REJECTED]);
  }
});

test('the row and its owner come before the body, in actions, too', async () => {
  const { id } = await app.make('jobs/', {});
  for (const [path, token, status] of [
    [`jobs/${id}/finish/`, alice, 403],
    ['jobs/2000000000/finish/', alice, 404],
    [`jobs/${id}/finish/`, undefined, 415],
    [`jobs/${id}/`, alice, 405],
  ] as const) {
    const answer = await app.ask(path, { body: 'x', headers: { 'Content-Type': 'text/plain' }, token });
    expect([path, token, answer.status]).toEqual([path, token, status]);
  }
  const finish = (json: unknown) => app.ask(`jobs/${id}/finish/`, { json });
  expect((await finish([])).body).toEqual({
    non_field_errors: ['Invalid data. Expected a dictionary, but got list.'],
  });
  expect((await finish({})).status).toBe(200);
});

test('the exchange checks its fields as any other body is checked', async () => {
  for (const [json, body] of [
    [{ username: ['alice'], password: 5 }, { username: ['Not a valid string.'] }],
    [{ username: ' ', password: ' ' }, { username: ['This field may not be blank.'] }],
    [
      { password: null },
      { username: ['This field is required.'], password: ['This field may not be null.'] },
    ],
  ])
    expect((await app.ask('token/', { json, token: null })).body).toEqual(body);
});

test('a bad credential spoils the exchange of a password, too; a good one or none does not', async () => {
  const json = { username: 'alice', password: 'alice-secret' };
  const bad = await app.ask('token/', { json, token: 'nope' });
  expect([bad.status, bad.body]).toEqual([401, REJECTED]);
  for (const token of [null, alice]) expect((await app.ask('token/', { json, token })).status).toBe(200);
});

test('the exchange knows no other method, and says so to everybody', async () => {
  for (const method of ['GET', 'PUT', 'PATCH', 'DELETE']) {
    const answer = await app.ask('token/', { method, token: null });
    expect([answer.status, answer.body, answer.headers.get('allow')]).toEqual([
      405,
      { detail: `Method "${method}" not allowed.` },
      'POST, OPTIONS',
    ]);
    expect((await app.ask('token/', { method, token: 'nope' })).status).toBe(401);
  }
});

test.each([
  [[], 'Invalid data. Expected a dictionary, but got list.'],
  ['x', 'Invalid data. Expected a dictionary, but got str.'],
  [null, 'No data provided'],
])('the exchange takes no body like %j', async (json, message) => {
  const answer = await app.ask('token/', { json, token: null });
  expect([answer.status, answer.body]).toEqual([400, { non_field_errors: [message] }]);
});
