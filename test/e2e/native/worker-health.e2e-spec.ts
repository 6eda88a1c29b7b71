import { DEVICE_HEALTHS } from '../../../src/resources/devices/device.entity';
import { startApp, TestApp } from '../../support/app';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
  await app.make('devicetypes/', { name: 'board' });
});
afterAll(() => app.close());

/** A worker with a device of each health, and one device that hangs elsewhere. */
async function rack(hostname: string, health: string): Promise<void> {
  await app.make('workers/', { hostname, health });
  await app.make('workers/', { hostname: `other-${hostname}` });
  for (const each of DEVICE_HEALTHS)
    await app.make('devices/', {
      hostname: `${hostname}-${each}`,
      device_type: 'board',
      worker_host: hostname,
      health: each,
    });
  const elsewhere = {
    hostname: `${hostname}-elsewhere`,
    device_type: 'board',
    worker_host: `other-${hostname}`,
  };
  await app.make('devices/', { ...elsewhere, health: 'Good' });
}

async function healths(hostname: string): Promise<Record<string, string>> {
  const { body } = await app.ask(`devices/?hostname__startswith=${hostname}-`);
  return Object.fromEntries(
    body.results.map((row: { hostname: string; health: string }) => [
      row.hostname.slice(hostname.length + 1),
      row.health,
    ]),
  );
}

const UNTOUCHED = {
  ...Object.fromEntries(DEVICE_HEALTHS.map((health) => [health, health])),
  elsewhere: 'Good',
};

test.each([
  ['Maintenance', 'Active', { ...UNTOUCHED, Good: 'Unknown' }],
  [
    'Active',
    'Retired',
    { ...UNTOUCHED, Good: 'Retired', Unknown: 'Retired', Looping: 'Retired', Maintenance: 'Retired' },
  ],
  ['Active', 'Maintenance', UNTOUCHED],
  ['Retired', 'Active', UNTOUCHED],
  ['Active', 'Active', UNTOUCHED],
])('a worker that goes from %s to %s tells its devices', async (from, to, expected) => {
  const hostname = `${from}-${to}`;
  await rack(hostname, from);
  await app.ask(`workers/${hostname}/`, { method: 'PATCH', json: { health: to } });
  expect(await healths(hostname)).toEqual(expected);
});

test('a change of something else leaves the devices alone', async () => {
  await rack('quiet', 'Maintenance');
  await app.ask('workers/quiet/', { method: 'PATCH', json: { description: 'x' } });
  expect(await healths('quiet')).toEqual(UNTOUCHED);
});

test('a new worker has a token of 32 letters and digits, which nobody is shown', async () => {
  const made = await app.make('workers/', { hostname: 'new' });
  await app.make('workers/', { hostname: 'own', token: 'said' });
  expect('token' in made).toBe(false);
  const rows = await app.dataSource.query(
    `SELECT token FROM workers WHERE hostname IN ('new', 'own') ORDER BY hostname`,
  );
  expect(rows).toEqual([{ token: expect.stringMatching(/^[a-z0-9]{32}$/) }, { token: 'said' }]);
  expect((await app.ask('workers/?token=said')).headers.get('x-ignored-parameters')).toContain('token');
});
