import { startApp, TestApp } from '../../support/app';

let app: TestApp;
let build: number;
beforeAll(async () => {
  app = await startApp();
  await app.make('devicetypes/', [{ name: 'board' }, { name: 'vault' }]);
  await app.make('devices/', [
    { hostname: 'd1', device_type: 'board' },
    { hostname: 'd2', device_type: 'board' },
  ]);
  await app.make('usergroups/', [{ name: 'red' }, { name: 'blue' }]);
  const group = (await app.make('groups/', { name: 'g' })).id;
  build = (await app.make('builds/', { group, name: 'b' })).id;
});
afterAll(() => app.close());

const grant = (device: string, permission = 'view_device', group = 'red') =>
  app.make('devicepermissions/', { device, group, permission });
const revoke = ({ id }: { id: number }, collection = 'devicepermissions') =>
  app.ask(`${collection}/${id}/`, { method: 'DELETE' });
const patch = (path: string, json: object) => app.ask(path, { method: 'PATCH', json });

describe('a job is hidden and shown with its device', () => {
  let job: number;
  const open = async (): Promise<[number, number]> => [
    (await app.ask(`jobs/${job}/`, { token: null })).status,
    (await app.ask(`builds/${build}/`, { token: null })).body.tests_total,
  ];
  beforeEach(async () => {
    job = (await app.make('jobs/', { name: 'j', actual_device: 'd1', requested_device_type: 'board', build }))
      .id;
    await app.make(`jobs/${job}/tests/`, { suite: 's', name: 't', result: 'pass' });
    expect(await open()).toEqual([200, 1]);
  });
  afterEach(async () => {
    await app.ask(`jobs/${job}/`, { method: 'DELETE' });
    expect((await app.ask(`builds/${build}/`)).body.tests_total).toBe(0);
  });

  test('when somebody may view the device, and no longer', async () => {
    const row = await grant('d1');
    expect(await open()).toEqual([404, 0]);
    const other = await grant('d1', 'view_device', 'blue');
    await revoke(row);
    expect(await open()).toEqual([404, 0]);
    await revoke(other);
    expect(await open()).toEqual([200, 1]);
  });

  test('not when somebody may do something else with it', async () => {
    const row = await grant('d1', 'change_device');
    expect(await open()).toEqual([200, 1]);
    const [view] = (await app.ask('permissions/?codename=view_device')).body.results;
    await patch(`devicepermissions/${row.id}/`, { permission: view.id });
    expect(await open()).toEqual([404, 0]);
    await patch(`devicepermissions/${row.id}/`, { device: 'd2' });
    expect(await open()).toEqual([200, 1]);
    await revoke(row);
  });

  test('when somebody may view its type, or it becomes of such a type', async () => {
    const row = await app.make('devicetypepermissions/', {
      device_type: 'vault',
      group: 'red',
      permission: 'view_devicetype',
    });
    expect(await open()).toEqual([200, 1]);
    await patch('devices/d1/', { device_type: 'vault' });
    expect(await open()).toEqual([404, 0]);
    await revoke(row, 'devicetypepermissions');
    expect(await open()).toEqual([200, 1]);
    await patch('devices/d1/', { device_type: 'board' });
  });

  test('when the job moves to another device, or only asks for a type', async () => {
    const row = await grant('d2');
    await patch(`jobs/${job}/`, { actual_device: 'd2' });
    expect(await open()).toEqual([404, 0]);
    await patch(`jobs/${job}/`, { actual_device: null });
    expect(await open()).toEqual([200, 1]);
    const type = await app.make('devicetypepermissions/', {
      device_type: 'board',
      group: 'red',
      permission: 'view_devicetype',
    });
    expect(await open()).toEqual([404, 0]);
    await patch(`jobs/${job}/`, { requested_device_type: null });
    expect(await open()).toEqual([200, 1]);
    await revoke(type, 'devicetypepermissions');
    await revoke(row);
  });

  test('tests that come in meanwhile are counted when it is shown again', async () => {
    const row = await grant('d1');
    await app.make(`jobs/${job}/tests/`, { suite: 's', name: 'u', result: 'pass' });
    expect(await open()).toEqual([404, 0]);
    await revoke(row);
    expect(await open()).toEqual([200, 2]);
  });

  test('the device is not removed while it hides a job, nor the group that hides it', async () => {
    const row = await grant('d1');
    expect((await app.ask('devices/d1/', { method: 'DELETE' })).status).toBe(409);
    const [{ id }] = (await app.ask('usergroups/?name=red')).body.results;
    expect((await app.ask(`usergroups/${id}/`, { method: 'DELETE' })).status).toBe(409);
    await revoke(row);
  });
});

test('a job that is stored while its device is being hidden is hidden, too', async () => {
  const [ids] = await app.dataSource.query(
    `SELECT u.id AS "user", g.id AS "group", p.id AS permission FROM users u, user_groups g, permissions p
      WHERE u.username = 'admin' AND g.name = 'red' AND p.codename = 'view_device'`,
  );
  const runner = app.dataSource.createQueryRunner();
  await runner.startTransaction();
  await runner.query(`INSERT INTO jobs (name, submitter, actual_device) VALUES ('slow', $1, 'd2')`, [
    ids.user,
  ]);
  // Whoever hides the device waits for the job.
  const hiding = grant('d2');
  await new Promise((resolve) => setTimeout(resolve, 200));
  await runner.commitTransaction();
  const row = await hiding;
  // And a job waits for whoever is hiding its device.
  await revoke(row);
  await runner.startTransaction();
  await runner.query('INSERT INTO device_permissions (device, "group", permission) VALUES ($1, $2, $3)', [
    'd2',
    ids.group,
    ids.permission,
  ]);
  const storing = app.make('jobs/', { name: 'late', actual_device: 'd2' });
  await new Promise((resolve) => setTimeout(resolve, 200));
  await runner.commitTransaction();
  await runner.release();
  await storing;
  const hidden = await app.dataSource.query(
    `SELECT name, restricted FROM jobs WHERE name IN ('slow', 'late') ORDER BY name`,
  );
  expect(hidden).toEqual([
    { name: 'late', restricted: true },
    { name: 'slow', restricted: true },
  ]);
});

describe('rows that grant something', () => {
  test('are made by superusers, with groups and permissions by name or by key', async () => {
    const { token } = await app.user('steve', { is_staff: true, permissions: ['change_device'] });
    const body = { worker: 'w', group: 'red', permission: 'view_worker' };
    await app.make('workers/', { hostname: 'w' });
    expect((await app.ask('workerpermissions/', { json: body, token })).status).toBe(403);
    const made = await app.make('workerpermissions/', body);
    const [permission] = (await app.ask('permissions/?codename=view_worker')).body.results;
    const [group] = (await app.ask('usergroups/?name=red')).body.results;
    expect(made).toEqual({ id: made.id, worker: 'w', group: group.id, permission: permission.id });
    const again = await app.ask('workerpermissions/', {
      json: { worker: 'w', group: group.id, permission: permission.id },
    });
    expect([again.status, again.body]).toEqual([
      400,
      { non_field_errors: ['The fields worker, permission, group must make a unique set.'] },
    ]);
  });

  test('know only the permissions of their model', async () => {
    const message = { permission: ['Object with codename=view_worker does not exist.'] };
    const body = { device: 'd1', group: 'red', permission: 'view_worker' };
    const made = await app.ask('devicepermissions/', { json: body });
    expect([made.status, made.body]).toEqual([400, message]);
    const many = await app.ask('devicepermissions/', {
      json: [{ ...body, permission: 'change_device' }, body],
    });
    expect([many.status, many.body]).toEqual([400, [{}, message]]);
    const row = await grant('d1', 'change_device');
    const changed = await patch(`devicepermissions/${row.id}/`, { permission: 'view_worker' });
    expect([changed.status, changed.body]).toEqual([400, message]);
    const unknown = await app.ask('devicepermissions/', { json: { ...body, permission: 'fly' } });
    expect(unknown.body).toEqual({ permission: ['Object with codename=fly does not exist.'] });
    await revoke(row);
  });
});

describe('who holds a permission of a model', () => {
  test('does just that with its rows', async () => {
    const adder = await app.user('adder', { permissions: ['add_tag'] });
    await app.make('usergroups/', { name: 'taggers', permissions: ['change_tag', 'delete_tag'] });
    const tagger = await app.user('tagger', { groups: ['taggers'] });
    const tag = await app.make('tags/', { name: 'usb' }, adder.token);
    const deeds = async (token: string): Promise<number[]> => [
      (await app.ask('tags/', { json: { name: `new${token.length}` }, token })).status,
      (await app.ask(`tags/${tag.id}/`, { method: 'PATCH', json: { description: 'x' }, token })).status,
    ];
    expect(await deeds(adder.token)).toEqual([201, 403]);
    expect(await deeds(tagger.token)).toEqual([403, 200]);
    const remove = (token: string) => app.ask(`tags/${tag.id}/`, { method: 'DELETE', token });
    expect((await remove(adder.token)).status).toBe(403);
    expect((await remove(tagger.token)).status).toBe(204);
  });

  test('does nothing with a token that merely pushes', async () => {
    const { token } = await app.user('pusher', { permissions: ['add_tag'] });
    const push = (await app.make('tokens/', { scopes: ['push'] }, token)).token;
    expect((await app.ask('tags/', { json: { name: 'pushed' }, token: push })).status).toBe(403);
    expect((await app.ask('tags/', { json: { name: 'pushed' }, token })).status).toBe(201);
  });

  test('is not found by looking for them', async () => {
    const found = await app.ask('users/?permissions__codename=add_tag', { token: null });
    expect(found.headers.get('x-ignored-parameters')).toContain('permissions__codename');
    expect('permissions' in found.body.results[0]).toBe(false);
  });
});
