import { startApp, TestApp } from '../../support/app';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
  await app.user('alice');
});
afterAll(() => app.close());

test('who makes a row that they may not see afterwards gets its key', async () => {
  const staff = await app.user('steve', { is_staff: true });
  const hidden = { name: 'hidden', submitter: 'alice', is_public: false };
  const one = await app.ask('jobs/', { json: hidden, token: staff.token });
  expect([one.status, one.body]).toEqual([201, { id: expect.any(Number) }]);
  expect((await app.ask(`jobs/${one.body.id}/`)).body.name).toBe('hidden');
  const many = await app.ask('jobs/', { json: [hidden, { name: 'seen' }], token: staff.token });
  expect(many.status).toBe(201);
  expect(many.body[0]).toEqual({ id: expect.any(Number) });
  expect(many.body[1]).toMatchObject({ name: 'seen', is_public: true });
});

test('who hides a row from themselves by a change gets its key', async () => {
  const staff = await app.user('sarah', { is_staff: true });
  const job = await app.make('jobs/', { submitter: 'alice' });
  const answer = await app.ask(`jobs/${job.id}/`, {
    method: 'PATCH',
    json: { is_public: false },
    token: staff.token,
  });
  expect([answer.status, answer.body]).toEqual([200, { id: job.id }]);
  expect((await app.ask(`jobs/${job.id}/`, { token: staff.token })).status).toBe(404);
});

test('each token of an array is shown once, in the answer that makes it', async () => {
  const made = await app.ask('tokens/', { json: [{ name: 'one', scopes: ['read'] }, { name: 'two' }] });
  expect(made.status).toBe(201);
  for (const { id, name, token, prefix } of made.body) {
    expect(token.startsWith(prefix)).toBe(true);
    const seen = (await app.ask(`tokens/${id}/`, { token })).body;
    expect([seen.name, 'token' in seen]).toEqual([name, false]);
  }
  expect(made.body[0].token).not.toBe(made.body[1].token);
});

test('an empty array makes nothing and says so', async () => {
  const answer = await app.ask('jobs/', { json: [] });
  expect([answer.status, answer.body]).toEqual([201, []]);
});

test('rows of an array come back in their order, with growing numbers', async () => {
  const names = Array.from({ length: 300 }, (_, at) => `n${(at * 7919) % 300}`);
  const rows = (await app.make(
    'jobs/',
    names.map((name) => ({ name })),
  )) as { id: number; name: string }[];
  expect(rows.map(({ name }) => name)).toEqual(names);
  expect(rows.map(({ id }) => id)).toEqual([...rows.map(({ id }) => id)].sort((a, b) => a - b));
});
