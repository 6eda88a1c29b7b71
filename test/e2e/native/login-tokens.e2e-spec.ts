import { AccountsService } from '../../../src/auth/accounts.service';
import { startApp, TestApp } from '../../support/app';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const logIn = async (username: string, password: string): Promise<string> => {
  const { body } = await app.ask('token/', { json: { username, password }, token: null });
  return body.token;
};
const make = async (username: string): Promise<number> =>
  (await app.make('users/', { username, password: 'first' })).id;
const works = async (token: string): Promise<number> => (await app.ask('tokens/', { token })).status;

test('a user who logs in again gets the same token', async () => {
  await make('ann');
  const token = await logIn('ann', 'first');
  expect(token).toMatch(/^assay_/);
  expect([await logIn('ann', 'first'), await works(token)]).toEqual([token, 200]);
});

test('users who log in at the same moment get one token', async () => {
  const user = await make('ben');
  const tokens = await Promise.all([1, 2, 3, 4].map(() => logIn('ben', 'first')));
  expect(new Set(tokens).size).toBe(1);
  expect((await app.ask(`tokens/?user=${user}`)).body.count).toBe(1);
});

test('a new password gets a new token; the former one works until it is removed', async () => {
  const user = await make('cyd');
  const former = await logIn('cyd', 'first');
  await app.ask(`users/${user}/`, { method: 'PATCH', json: { password: 'second' } });
  const token = await logIn('cyd', 'second');
  expect([token === former, await works(former), await works(token)]).toEqual([false, 200, 200]);
  expect(await logIn('cyd', 'second')).toBe(token);
});

test('a token that expired or was removed is not given again', async () => {
  const user = await make('dee');
  const first = await logIn('dee', 'first');
  const [row] = (await app.ask(`tokens/?user=${user}`)).body.results;
  await app.ask(`tokens/${row.id}/`, { method: 'PATCH', json: { expires: '2020-01-01T00:00:00Z' } });
  const second = await logIn('dee', 'first');
  expect(second).not.toBe(first);
  for (const { id } of (await app.ask(`tokens/?user=${user}`)).body.results)
    await app.ask(`tokens/${id}/`, { method: 'DELETE' });
  expect(await works(second)).toBe(401);
  expect([first, second]).not.toContain(await logIn('dee', 'first'));
});

test('tokens that were made otherwise are not given for a password', async () => {
  const user = await make('eve');
  const { secret } = await app.app.get(AccountsService).createToken(user, { name: 'ci' });
  expect(await logIn('eve', 'first')).not.toBe(secret);
});

test('what is stored opens no token', async () => {
  await make('fay');
  const token = await logIn('fay', 'first');
  const [row] = await app.dataSource.query(
    `SELECT t.* FROM tokens t JOIN users u ON u.id = t."user" WHERE u.username = 'fay'`,
  );
  expect(row.sealed).toBeInstanceOf(Buffer);
  expect(JSON.stringify(row)).not.toContain(token);
  expect(row.sealed.toString('latin1')).not.toContain(token.slice(6));
  const shown = await app.ask(`tokens/${row.id}/`);
  expect('sealed' in shown.body).toBe(false);
});

test('a face may have secrets of its own kind', async () => {
  await make('gil');
  const accounts = app.app.get(AccountsService);
  const token = await accounts.loginToken('gil', 'first', { makeSecret: () => 'x'.repeat(128) });
  expect([token, await logIn('gil', 'first'), await works(token)]).toEqual([
    'x'.repeat(128),
    'x'.repeat(128),
    200,
  ]);
});
