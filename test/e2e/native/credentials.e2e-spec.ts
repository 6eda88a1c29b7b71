import { ADMIN_TOKEN, startApp, TestApp } from '../../support/app';

let app: TestApp;
let alice: { id: number; token: string };
beforeAll(async () => {
  app = await startApp();
  alice = await app.user('alice', { password: 'pässword: with colon' });
  alice.token = (await app.make('tokens/', { user: 'alice' })).token;
  await app.make('jobs/', { name: 'hers', submitter: 'alice', is_public: false });
});
afterAll(() => app.close());

const basic = (user: string, secret: string): string =>
  `Basic ${Buffer.from(`${user}:${secret}`).toString('base64')}`;
/** How many of alice's hidden jobs these credentials see: 1 is alice, 0 nobody. */
const asWhom = (Authorization: string) =>
  app.ask('jobs/?name=hers', { headers: { Authorization }, token: null });

test.each([
  ['Token', () => `Token ${alice.token}`],
  ['token in any case, apart by any blanks', () => `tOKeN   ${alice.token}  `],
  ['Bearer', () => `Bearer ${alice.token}`],
  ['Basic with the password', () => basic('alice', 'pässword: with colon')],
  ['Basic with a token', () => basic('alice', alice.token)],
])('%s tells who is asking', async (_way, header) => {
  const answer = await asWhom(header());
  expect([answer.status, answer.body.count]).toEqual([200, 1]);
});

const WRONG: [string, () => string, string][] = [
  ['a word alone', () => 'Token', 'Invalid token header. No credentials provided.'],
  ['Bearer alone', () => 'Bearer  ', 'Invalid token header. No credentials provided.'],
  [
    'a token in two',
    () => `Token ${alice.token.slice(0, 9)} ${alice.token.slice(9)}`,
    'Invalid token header. Token string should not contain spaces.',
  ],
  ['an unknown token', () => 'Token assay_unknown', 'Invalid token.'],
  ['a token and a letter', () => `Token ${alice.token}x`, 'Invalid token.'],
  ['the prefix of a token', () => `Token ${alice.token.slice(0, 12)}`, 'Invalid token.'],
  ['the token of a hash', () => `Token ${'0'.repeat(64)}`, 'Invalid token.'],
  ['a token with a quote', () => "Token ';--", 'Invalid token.'],
  ['a very long token', () => `Token ${'x'.repeat(7000)}`, 'Invalid token.'],
  [
    'Basic without a colon',
    () => `Basic ${Buffer.from('alice').toString('base64')}`,
    'Invalid basic header. Credentials not correctly base64 encoded.',
  ],
  [
    'Basic that is no base64',
    () => 'Basic ????',
    'Invalid basic header. Credentials not correctly base64 encoded.',
  ],
  [
    'Basic with U+0000',
    () => basic('alice\0', 'x'),
    'Invalid basic header. Credentials not correctly base64 encoded.',
  ],
  ['a wrong password', () => basic('alice', 'password'), 'Invalid username/password.'],
  ['a password with U+0000', () => basic('alice', 'a\0b'), 'Invalid username/password.'],
  ['an unknown name', () => basic('nobody', 'x'), 'Invalid username/password.'],
  ['the token of somebody else', () => basic('admin', alice.token), 'Invalid username/password.'],
  ['an empty name and password', () => basic('', ''), 'Invalid username/password.'],
];

test.each(WRONG)('%s is refused everywhere, even where reading is public', async (_what, header, detail) => {
  for (const [method, path] of [
    ['GET', 'jobs/'],
    ['GET', 'jobs/1/'],
    ['HEAD', 'jobs/'],
    ['POST', 'jobs/'],
  ]) {
    const answer = await app.ask(path as string, {
      method,
      headers: { Authorization: header() },
      token: null,
    });
    expect([method, path, answer.status, answer.headers.get('www-authenticate')]).toEqual([
      method,
      path,
      401,
      'Token',
    ]);
    if (method !== 'HEAD') expect(answer.body).toEqual({ detail });
  }
});

test('nobody reads public data and writes nothing', async () => {
  expect((await app.ask('jobs/', { token: null })).status).toBe(200);
  for (const [method, path] of [
    ['POST', 'jobs/'],
    ['POST', 'ingest/'],
    ['POST', 'tokens/'],
    ['PATCH', 'jobs/1/'],
    ['DELETE', 'jobs/1/'],
  ]) {
    const answer = await app.ask(path as string, { method, token: null });
    expect([path, answer.status, answer.headers.get('www-authenticate'), answer.body]).toEqual([
      path,
      401,
      'Token',
      { detail: 'Authentication credentials were not provided.' },
    ]);
  }
});

test('another scheme is no credential at all', async () => {
  for (const header of ['Digest x', `JWT ${alice.token}`, alice.token, ''])
    expect([header, (await asWhom(header)).body.count]).toEqual([header, 0]);
});

test('a token is taken from the header alone', async () => {
  for (const name of ['access_token', 'token', 'auth_token', 'api_key']) {
    expect((await app.ask(`jobs/?name=hers&${name}=${alice.token}`, { token: null })).body.count).toBe(0);
    expect((await app.ask('jobs/', { json: { [name]: ADMIN_TOKEN }, token: null })).status).toBe(401);
    const form = await app.ask('jobs/', {
      body: `${name}=${ADMIN_TOKEN}`,
      headers: { 'Content-Type': 'application/x-www-form-urlencoded', Cookie: `${name}=${ADMIN_TOKEN}` },
      token: null,
    });
    expect(form.status).toBe(401);
  }
});

test('an expired token, a removed one, and that of an inactive user are worth nothing', async () => {
  const make = async (json: object) => app.make('tokens/', { user: 'alice', ...json });
  const expired = await make({ expires: '2001-01-01T00:00:00Z' });
  expect((await asWhom(`Token ${expired.token}`)).body).toEqual({ detail: 'Invalid token.' });
  const later = await make({ expires: '2999-01-01T00:00:00Z' });
  expect((await asWhom(`Token ${later.token}`)).body.count).toBe(1);
  await app.ask(`tokens/${later.id}/`, { method: 'PATCH', json: { expires: '2001-01-01T00:00:00Z' } });
  expect((await asWhom(`Token ${later.token}`)).status).toBe(401);
  const removed = await make({});
  expect((await app.ask(`tokens/${removed.id}/`, { method: 'DELETE', token: alice.token })).status).toBe(204);
  expect((await asWhom(`Token ${removed.token}`)).status).toBe(401);

  const patch = (json: object) => app.ask(`users/${alice.id}/`, { method: 'PATCH', json });
  await patch({ is_active: false });
  for (const header of [
    `Token ${alice.token}`,
    basic('alice', alice.token),
    basic('alice', 'pässword: with colon'),
  ])
    expect((await asWhom(header)).body.detail).toMatch(/User inactive or deleted|Invalid username/);
  const login = await app.ask('token/', {
    json: { username: 'alice', password: 'pässword: with colon' },
    token: null,
  });
  expect([login.status, login.body]).toEqual([
    400,
    { non_field_errors: ['Unable to log in with provided credentials.'] },
  ]);
  await patch({ is_active: true });
  expect((await asWhom(`Token ${alice.token}`)).body.count).toBe(1);
});

test('a changed password ends the old one at once', async () => {
  await app.user('bob');
  const login = (password: string) => app.ask('token/', { json: { username: 'bob', password }, token: null });
  expect((await login('bob-secret')).status).toBe(200);
  const bob = (await app.ask('users/?username=bob')).body.results[0].id;
  await app.ask(`users/${bob}/`, { method: 'PATCH', json: { password: 'another' } });
  expect([(await login('bob-secret')).status, (await login('another')).status]).toEqual([400, 200]);
  await app.ask(`users/${bob}/`, { method: 'PATCH', json: { password: null } });
  expect((await login('another')).status).toBe(400);
});

test.each([
  [{}, { username: ['This field is required.'], password: ['This field is required.'] }],
  [
    { username: '', password: '' },
    { username: ['This field may not be blank.'], password: ['This field may not be blank.'] },
  ],
  [
    { username: null, password: true },
    { username: ['This field may not be null.'], password: ['Not a valid string.'] },
  ],
  [{ username: 'a\0', password: 'b' }, { username: ['Null characters are not allowed.'] }],
  [
    { username: 'admin', password: 'wrong' },
    { non_field_errors: ['Unable to log in with provided credentials.'] },
  ],
  [[], { non_field_errors: ['Invalid data. Expected a dictionary, but got list.'] }],
])('%j gets no token and is told why', async (json, body) => {
  const answer = await app.ask('token/', { json, token: null });
  expect([answer.status, answer.body]).toEqual([400, body]);
});

test('a form gets a token, too; other methods do not exist', async () => {
  const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
  const answer = await app.ask('token/', {
    body: 'username=admin&password=admin-secret',
    headers,
    token: null,
  });
  expect([answer.status, Object.keys(answer.body)]).toEqual([200, ['token']]);
  expect((await app.ask('jobs/?name=hers', { token: answer.body.token })).body.count).toBe(1);
  for (const method of ['GET', 'HEAD', 'PUT', 'DELETE'])
    expect([method, (await app.ask('token/', { method, token: null })).status]).toEqual([method, 405]);
});
