import { startApp, TestApp } from '../../support/app';

/** What each viewer sees of a lab in which something is hidden, by the names of the rows. */
interface Sees {
  types: string;
  devices: string;
  workers: string;
  aliases: string;
}

const ALL: Sees = {
  types: 'board vault',
  devices: 'lent locked open vaulted',
  workers: 'cellar rack',
  aliases: 'nothing other safe',
};
const PUBLIC: Sees = { types: 'board', devices: 'open', workers: 'rack', aliases: 'nothing other' };
const EXPECTED: Record<string, Sees> = {
  nobody: PUBLIC,
  stranger: PUBLIC,
  staff: PUBLIC,
  admin: ALL,
  // In the group that may view each of them.
  insider: ALL,
  // In a group that may change the device `lent`, submit to `vault` and change the worker `cellar`.
  changer: { ...ALL, devices: 'lent open vaulted' },
  // In a group that holds `add_…` rows only, which show nothing.
  adder: PUBLIC,
  viewsDevices: { ...PUBLIC, devices: ALL.devices },
  viewsTypes: { ...PUBLIC, types: ALL.types, aliases: ALL.aliases, devices: 'open vaulted' },
  viewsWorkers: { ...PUBLIC, workers: ALL.workers },
};

let app: TestApp;
const tokens: Record<string, string | null | undefined> = { nobody: null, admin: undefined };

beforeAll(async () => {
  app = await startApp();
  for (const name of ['insiders', 'changers', 'adders']) await app.make('usergroups/', { name });
  await app.make('usergroups/', { name: 'watchers', permissions: ['view_worker'] });
  const users: Record<string, Record<string, unknown>> = {
    stranger: {},
    staff: { is_staff: true },
    insider: { groups: ['insiders'] },
    changer: { groups: ['changers'] },
    adder: { groups: ['adders'] },
    viewsDevices: { permissions: ['view_device'] },
    viewsTypes: { permissions: ['view_devicetype'] },
    viewsWorkers: { groups: ['watchers'] },
  };
  for (const [name, fields] of Object.entries(users)) tokens[name] = (await app.user(name, fields)).token;
  await app.make('devicetypes/', [{ name: 'board' }, { name: 'vault' }]);
  await app.make('aliases/', [
    { name: 'other', device_type: 'board' },
    { name: 'safe', device_type: 'vault' },
    { name: 'nothing' },
  ]);
  await app.make('workers/', [{ hostname: 'rack' }, { hostname: 'cellar' }]);
  const tag = (await app.make('tags/', { name: 'tag' })).id;
  await app.make('devices/', [
    { hostname: 'open', device_type: 'board', worker_host: 'rack', tags: [tag], dictionary: 'of open' },
    { hostname: 'locked', device_type: 'board', worker_host: 'rack', tags: [tag], dictionary: 'of locked' },
    { hostname: 'vaulted', device_type: 'vault', worker_host: 'cellar', tags: [tag] },
    { hostname: 'lent', device_type: 'vault', worker_host: 'cellar', tags: [tag] },
  ]);
  const grant = (collection: string, rows: [object: string, group: string, permission: string][]) =>
    app.make(
      `${collection}permissions/`,
      rows.map(([object, group, permission]) => ({
        [{ devicetype: 'device_type' }[collection] ?? collection]: object,
        group,
        permission,
      })),
    );
  await grant('devicetype', [
    ['vault', 'insiders', 'view_devicetype'],
    ['vault', 'changers', 'submit_to_devicetype'],
    ['vault', 'adders', 'add_devicetype'],
    ['board', 'changers', 'change_devicetype'],
  ]);
  await grant('device', [
    ['locked', 'insiders', 'view_device'],
    ['lent', 'insiders', 'view_device'],
    ['lent', 'changers', 'change_device'],
    ['locked', 'adders', 'delete_device'],
  ]);
  await grant('worker', [
    ['cellar', 'insiders', 'view_worker'],
    ['cellar', 'changers', 'change_worker'],
    ['cellar', 'adders', 'add_worker'],
    // Rows that let nobody view hide nothing.
    ['rack', 'changers', 'change_worker'],
  ]);
}, 60_000);
afterAll(() => app.close());

const VIEWERS = Object.entries(EXPECTED);
const ask = (name: string, path: string) => app.ask(path, { token: tokens[name] });
const keys = (rows: Record<string, string>[]): string =>
  rows
    .map((row) => row.hostname ?? row.name)
    .sort()
    .join(' ');
const listed = async (name: string, path: string): Promise<[string, number]> => {
  const { body } = await ask(name, path);
  return [keys(body.results), body.count];
};
const both = (names: string): [string, number] => [names, names === '' ? 0 : names.split(' ').length];

test.each(VIEWERS)('%s finds in every list what they may see, and counts no more', async (name, sees) => {
  expect(await listed(name, 'devicetypes/')).toEqual(both(sees.types));
  expect(await listed(name, 'devices/')).toEqual(both(sees.devices));
  expect(await listed(name, 'workers/')).toEqual(both(sees.workers));
  expect(await listed(name, 'aliases/')).toEqual(both(sees.aliases));
  expect((await ask(name, 'devices/?count=capped&page_size=1')).body.count).toBe(both(sees.devices)[1]);
  const tag = (await app.ask('tags/')).body.results[0].id;
  expect(await listed(name, `tags/${tag}/devices/`)).toEqual(both(sees.devices));
});

test.each(VIEWERS)('%s reads, below hidden rows too, what they may see', async (name, sees) => {
  for (const [collection, all, seen] of [
    ['devicetypes', ALL.types, sees.types],
    ['devices', ALL.devices, sees.devices],
    ['workers', ALL.workers, sees.workers],
    ['aliases', ALL.aliases, sees.aliases],
  ] as const)
    for (const key of all.split(' ')) {
      const status = seen.split(' ').includes(key) ? 200 : 404;
      expect([key, (await ask(name, `${collection}/${key}/`)).status]).toEqual([key, status]);
    }
  const visible = sees.devices.split(' ');
  for (const [type, devices] of [
    ['vault', ['lent', 'vaulted']],
    ['board', ['locked', 'open']],
  ] as const) {
    const expected = devices.filter((device) => visible.includes(device)).join(' ');
    expect(await listed(name, `devices/?device_type__name__startswith=${type.slice(0, 3)}`)).toEqual(
      both(sees.types.includes(type) ? expected : ''),
    );
  }
});

test.each(VIEWERS)('no relation tells %s of what is hidden', async (name, sees) => {
  const vault = sees.types === ALL.types;
  const cellar = sees.workers === ALL.workers;
  const below = sees.devices.split(' ').filter((device) => device === 'vaulted' || device === 'lent').length;
  for (const [path, count] of [
    ['devices/?device_type__name=vault', vault ? below : 0],
    ['devices/?device_type__display=true&device_type__name=vault', vault ? below : 0],
    ['aliases/?device_type__name=vault', vault ? 1 : 0],
    ['devices/?worker_host__hostname=cellar', cellar ? below : 0],
  ] as const)
    expect([path, (await ask(name, path)).body.count]).toEqual([path, count]);
  for (const [query, seen] of [
    ['device_type=vault', vault],
    ['device_type__in=board,vault', vault],
    ['worker_host=cellar', cellar],
  ] as const)
    expect([query, (await ask(name, `devices/?${query}`)).status]).toEqual([query, seen ? 200 : 400]);
});

test('an order by something hidden does not tell of it', async () => {
  const seen = await ask('viewsDevices', 'devices/?ordering=device_type__core_count,hostname');
  expect(keys(seen.body.results)).toBe(ALL.devices);
});

test('the documents of the lab are read by whoever sees it', async () => {
  expect((await ask('nobody', 'devices/open/')).body.dictionary).toBe('of open');
  expect((await ask('nobody', 'devices/locked/')).status).toBe(404);
  expect('dictionary' in (await ask('nobody', 'devices/')).body.results[0]).toBe(false);
  const ignored = (await ask('nobody', 'devices/?dictionary__contains=of')).headers;
  expect(ignored.get('x-ignored-parameters')).toContain('dictionary');
});

test('what groups may do with single objects is seen by superusers only', async () => {
  for (const collection of ['devicetypepermissions', 'devicepermissions', 'workerpermissions']) {
    expect((await ask('admin', `${collection}/`)).body.count).toBe(4);
    for (const name of ['nobody', 'staff', 'insider'])
      expect((await ask(name, `${collection}/`)).body.count).toBe(0);
    const row = (await ask('admin', `${collection}/`)).body.results[0];
    expect((await ask('staff', `${collection}/${row.id}/`)).status).toBe(404);
  }
});

test('a hidden device cannot be named in a body', async () => {
  const answer = await app.ask('jobs/', { json: { actual_device: 'locked' }, token: tokens.stranger });
  expect([answer.status, answer.body]).toEqual([
    400,
    { actual_device: ['Invalid pk "locked" - object does not exist.'] },
  ]);
  const ingest = await app.ask('ingest/?device=locked', {
    body: '<testsuite name="s"><testcase name="t"/></testsuite>',
    token: tokens.stranger,
  });
  expect([ingest.status, Object.keys(ingest.body)]).toEqual([400, ['device']]);
});
