import { AccountsService } from '../../../src/auth/accounts.service';
import { TokenScope } from '../../../src/auth/token-scope';
import { startApp, TestApp } from '../../support/app';

const DEFINITION = `
job_name: secret
device_type: board
visibility: public
timeouts: { job: { minutes: 1 } }
actions: []
`;

let app: TestApp;
let job: number;
beforeAll(async () => {
  app = await startApp();
  await app.make('devicetypes/', { name: 'board' });
  await app.make('workers/', { hostname: 'rack' });
  await app.make('devices/', { hostname: 'board-1', device_type: 'board', worker_host: 'rack' });
  const answer = await app.ask('/api/v0.2/jobs/', { json: { definition: DEFINITION } });
  job = (answer.body as { job_ids: number[] }).job_ids[0] as number;
});
afterAll(() => app.close());

/** A token of the superuser's that allows no more than this. */
async function tokenFor(scope: TokenScope): Promise<string> {
  const [{ id }] = (await app.dataSource.query('SELECT id FROM users WHERE is_superuser')) as [
    { id: number },
  ];
  return (await app.app.get(AccountsService).createToken(id, { scopes: [scope] })).secret;
}

it('gives each submitted job a secret of its own, which the native API does not show', async () => {
  const second = await app.ask(`/api/v0.2/jobs/${job}/resubmit/`, { method: 'POST' });
  const secrets = await Promise.all(
    [job, second.body.job_ids[0]].map(async (id) => (await app.ask(`/api/v0.2/jobs/${id}/`)).body.token),
  );
  for (const secret of secrets) expect(secret).toMatch(/^[0-9a-z]{32}$/);
  expect(new Set(secrets).size).toBe(2);
  const native = await app.ask(`jobs/${job}/`);
  expect(native.body).not.toHaveProperty('token');
  expect((await app.ask('jobs/?token=x', { headers: { Prefer: 'handling=strict' } })).status).toBe(400);
});

it.each(['read', 'push'] as const)(
  'shows no secrets to a token of a superuser that may %s',
  async (scope) => {
    const token = await tokenFor(scope);
    for (const path of ['jobs/', `jobs/${job}/`, 'workers/', 'workers/rack/']) {
      const answer = await app.ask(`/api/v0.2/${path}`, { token });
      expect(answer.status).toBe(200);
      expect(answer.text).not.toContain('"token"');
      expect((await app.ask(`/api/v0.2/${path}`)).text).toContain('"token"');
    }
  },
);
