import { createHash } from 'node:crypto';
import { startApp, TestApp } from '../../support/app';

let app: TestApp;
let staff: { id: number; token: string };
beforeAll(async () => {
  app = await startApp();
  staff = await app.user('steve', { is_staff: true });
});
afterAll(() => app.close());

const limited = async (scopes: string[], by = staff.token): Promise<string> =>
  (await app.make('tokens/', { scopes }, by)).token;

/** What each scope may do: read, push results, administer the lab. */
const DEEDS: [what: string, method: string, path: string, json: unknown][] = [
  ['read', 'GET', 'jobs/', undefined],
  ['read', 'HEAD', 'jobs/', undefined],
  ['push', 'POST', 'jobs/', { name: 'x' }],
  ['push', 'POST', 'groups/', { name: 'g' }],
  ['admin', 'POST', 'devicetypes/', { name: 'x' }],
  ['admin', 'PATCH', 'devicetypes/x/', { description: 'y' }],
  ['admin', 'DELETE', 'devicetypes/x/', undefined],
  ['admin', 'POST', 'tags/', { name: 'x' }],
];

test.each([
  [['read'], ['read']],
  [['push'], ['read', 'push']],
  [
    ['read', 'push'],
    ['read', 'push'],
  ],
  [['admin'], ['read', 'push', 'admin']],
])('a token of staff with %j does %j and nothing else', async (scopes, allowed) => {
  const token = await limited(scopes);
  for (const [needs, method, path, json] of DEEDS) {
    if (path === 'groups/' && allowed.includes('push')) (json as { name: string }).name += 'x';
    const { status, body } = await app.ask(path, { method, json, token });
    const done = status < 300;
    expect([method, path, done]).toEqual([method, path, allowed.includes(needs)]);
    if (!done)
      expect([status, body.detail]).toEqual([403, 'You do not have permission to perform this action.']);
  }
});

test('every writing route refuses a token that only reads, before it looks at anything', async () => {
  const token = await limited(['read']);
  for (const [method, path] of [
    ['POST', 'ingest/'],
    ['POST', 'jobs/1/cancel/'],
    ['POST', 'jobs/1/finish/'],
    ['POST', 'attachments/'],
    ['POST', 'jobs/1/suites/'],
    ['PUT', 'jobs/999999/'],
    ['PATCH', 'jobs/999999/'],
    ['DELETE', 'tokens/1/'],
    ['POST', 'tokens/'],
  ]) {
    const answer = await app.ask(path as string, { method, token });
    expect([path, answer.status, answer.body.hint]).toEqual([
      path,
      403,
      'This token lacks the scope "push".',
    ]);
  }
});

test('a superuser’s token that may only push makes no users and no groups of them', async () => {
  const token = (await app.make('tokens/', { scopes: ['push'] })).token;
  for (const [path, json] of [
    ['users/', { username: 'eve', is_superuser: true }],
    ['usergroups/', { name: 'eves' }],
    ['jobstatuses/', { name: 'x' }],
    ['devicetypes/', { name: 'z' }],
  ] as const)
    expect([path, (await app.ask(path, { json, token })).status]).toEqual([path, 403]);
});

test('a token cannot make a mightier one, and hands on what it has when nothing is said', async () => {
  const push = await limited(['push']);
  for (const scopes of [['admin'], ['read', 'admin'], ['read', 'push', 'admin']])
    expect((await app.ask('tokens/', { json: { scopes }, token: push })).status).toBe(403);
  const made = await app.make('tokens/', {}, push);
  expect(made.scopes).toEqual(['read', 'push']);
  expect((await app.ask('devicetypes/', { json: { name: 'w' }, token: made.token })).status).toBe(403);
  const fixed = await app.ask(`tokens/${made.id}/`, {
    method: 'PATCH',
    json: { scopes: ['admin'] },
    token: staff.token,
  });
  expect(fixed.body.scopes).toEqual(['read', 'push']);
});

test.each([[[]], [['write']], ['read'], [{ read: true }], [[['read']]], [[null]], [null]])(
  'the scopes %j are refused',
  async (scopes) => {
    const answer = await app.ask('tokens/', { json: { scopes } });
    expect([answer.status, Object.keys(answer.body)]).toEqual([400, ['scopes']]);
  },
);

test('a secret is shown once and stored as a hash only', async () => {
  const made = await app.make('tokens/', { name: 'ci' }, staff.token);
  expect(made.token).toMatch(/^assay_[\w-]{32}$/);
  expect(made.prefix).toBe(made.token.slice(0, 12));
  for (const path of ['tokens/', `tokens/${made.id}/`, `tokens/?name=ci`, `users/${staff.id}/`])
    for (const token of [staff.token, undefined])
      expect((await app.ask(path, { token })).text).not.toContain(made.token.slice(12));
  const rows = await app.dataSource.query('SELECT t::text AS text, hash FROM tokens t WHERE id = $1', [
    made.id,
  ]);
  expect(rows[0].hash).toEqual(createHash('sha256').update(made.token).digest());
  expect(rows[0].text).not.toContain(made.token.slice(12));
});

test('passwords are stored as argon2id and shown nowhere', async () => {
  const eve = await app.user('eve', { password: 'eves very own' }).catch(() => undefined);
  expect(eve).toBeDefined();
  const [row] = await app.dataSource.query(`SELECT password FROM users WHERE username = 'eve'`);
  expect(row.password).toMatch(/^\$argon2id\$/);
  const { text, body } = await app.ask('users/?username=eve');
  expect(text).not.toContain('argon2');
  expect('password' in body.results[0]).toBe(false);
  for (const query of [
    'password=x',
    'password__startswith=$argon2',
    'password__isnull=false',
    'ordering=password',
  ])
    expect((await app.ask(`users/?${query}`)).headers.get('x-ignored-parameters') ?? query).toMatch(
      /password|^ordering$/,
    );
  const probe = await app.ask('jobs/?submitter__password__startswith=$argon2');
  expect(probe.headers.get('x-ignored-parameters')).toMatch(/submitter__password/);
});

test('when a token was last used is known', async () => {
  const made = await app.make('tokens/', { name: 'used' }, staff.token);
  expect(made.last_used).toBeNull();
  await app.ask('jobs/', { token: made.token });
  const used = (await app.ask(`tokens/${made.id}/`, { token: staff.token })).body.last_used;
  expect(Math.abs(Date.parse(used) - Date.now())).toBeLessThan(60_000);
  await app.ask(`tokens/${made.id}/`, { method: 'PATCH', json: { last_used: null }, token: staff.token });
  expect((await app.ask(`tokens/${made.id}/`, { token: staff.token })).body.last_used).toBe(used);
});

test('everybody sees their own tokens, superusers all, nobody none', async () => {
  const bob = await app.user('bob');
  const own = (await app.ask('tokens/', { token: bob.token })).body.results;
  expect(own.map(({ user }: { user: number }) => user)).toEqual([bob.id]);
  const [of] = (await app.ask('tokens/', { token: staff.token })).body.results;
  for (const method of ['GET', 'PATCH', 'DELETE'])
    expect((await app.ask(`tokens/${of.id}/`, { method, token: bob.token })).status).toBe(404);
  expect((await app.ask('tokens/', { token: null })).body.count).toBe(0);
  expect((await app.ask('tokens/')).body.count).toBeGreaterThan(5);
});

describe('with ASSAY_REQUIRE_LOGIN', () => {
  let closed: TestApp;
  beforeAll(async () => {
    closed = await startApp({ ASSAY_REQUIRE_LOGIN: 'true' });
  });
  afterAll(() => closed.close());

  test('nobody reads anything, but may still get a token and ask for health', async () => {
    for (const path of [
      '',
      'jobs/',
      'jobs/1/',
      'users/',
      'jobs/1/junit/',
      'devices/x/jobs/',
      'attachments/1/content/',
    ])
      for (const method of ['GET', 'HEAD'])
        expect([path, method, (await closed.ask(path, { method, token: null })).status]).toEqual([
          path,
          method,
          401,
        ]);
    const json = { username: 'admin', password: 'admin-secret' };
    expect((await closed.ask('token/', { json, token: null })).status).toBe(200);
    for (const path of ['/healthz', '/readyz'])
      expect([path, (await closed.ask(path, { token: null })).status]).toEqual([path, 200]);
    expect((await closed.ask('jobs/')).status).toBe(200);
  });
});
