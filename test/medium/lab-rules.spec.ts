import 'reflect-metadata';
import { DataSource } from 'typeorm';
import { jobListed } from '../../src/auth/job-visibility';
import { mayChangeDevice, mayChangeDeviceType } from '../../src/auth/lab-permissions';
import { deviceSubmittable } from '../../src/auth/lab-visibility';
import { ANONYMOUS, Viewer } from '../../src/auth/viewer';
import { newDataSource } from '../../src/database/data-source';
import { removeDeviceJobs } from '../../src/resources/devices/remove-device';
import { removeDevicesOfType } from '../../src/resources/devicetypes/remove-device-type';
import { ENTITIES } from '../../src/resources/entities';
import { removeDevicesOfGroup } from '../../src/resources/usergroups/remove-user-group';
import { removeJobsOfUser } from '../../src/resources/users/remove-user';

let dataSource: DataSource;
const SETUP = `
  INSERT INTO users (id, username, is_superuser) VALUES (1, 'root', true), (2, 'red', false), (3, 'green', false), (4, 'blank', false);
  INSERT INTO user_groups (id, name) VALUES (1, 'reds'), (2, 'greens'), (3, 'owners');
  INSERT INTO user_group_members ("user", "group") VALUES (2, 1), (3, 2);
  INSERT INTO device_types (name) VALUES ('board'), ('vault'), ('booked');
  INSERT INTO devices (hostname, device_type, physical_group) VALUES
    ('open', 'board', 3), ('locked', 'board', NULL), ('reserved', 'board', NULL), ('changed', 'board', NULL),
    ('vaulted', 'vault', NULL), ('booked-1', 'booked', NULL);`;

const viewer = (id: number, more: Partial<Viewer> = {}): Viewer => ({
  id,
  username: String(id),
  is_staff: false,
  is_superuser: id === 1,
  scopes: ['read', 'push', 'admin'],
  permissions: [],
  ...more,
});

async function grant(table: string, object: string, rows: [string, string, number][]): Promise<void> {
  for (const [key, codename, group] of rows)
    await dataSource.query(
      `INSERT INTO ${table} (${object}, "group", permission) SELECT $1, $2, id FROM permissions WHERE codename = $3`,
      [key, group, codename],
    );
}

beforeAll(async () => {
  dataSource = await newDataSource(process.env.ASSAY_TEST_DATABASE_URL ?? '', ENTITIES).initialize();
  await dataSource.query(SETUP);
  await grant('device_permissions', 'device', [
    ['locked', 'view_device', 1],
    ['reserved', 'submit_to_device', 1],
    ['changed', 'change_device', 1],
  ]);
  await grant('device_type_permissions', 'device_type', [
    ['vault', 'view_devicetype', 2],
    ['booked', 'submit_to_devicetype', 2],
    ['board', 'change_devicetype', 2],
  ]);
});
afterAll(() => dataSource.destroy());

describe('devices to submit to', () => {
  const ALL = 'booked-1 changed locked open reserved vaulted';
  test.each([
    ['a superuser', viewer(1), ALL],
    ['nobody', ANONYMOUS, ''],
    ['somebody', viewer(4), 'changed open'],
    ['who may view or submit to single devices', viewer(2), 'changed locked open reserved'],
    ['who may view or submit to a type', viewer(3), 'booked-1 changed open vaulted'],
    ['who submits everywhere', viewer(4, { permissions: ['submit_to_device'] }), ALL],
    ['who sees every device', viewer(4, { permissions: ['view_device'] }), 'changed locked open vaulted'],
  ])('of %s', async (_who, who, expected) => {
    const values: unknown[] = [];
    const sql = deviceSubmittable('"d"', who, (value) => `$${values.push(value)}`) ?? 'true';
    const rows = await dataSource.query<{ hostname: string }[]>(
      `SELECT hostname FROM devices "d" WHERE ${sql} ORDER BY 1`,
      values,
    );
    expect(rows.map(({ hostname }) => hostname).join(' ')).toBe(expected);
  });
});

describe('who may change a device', () => {
  test.each([
    ['a superuser', viewer(1), 'open', true],
    ['nobody', ANONYMOUS, 'open', false],
    ['who may change all', viewer(4, { permissions: ['change_device'] }), 'open', true],
    [
      'with a token that pushes',
      viewer(4, { permissions: ['change_device'], scopes: ['push'] }),
      'open',
      false,
    ],
    ['whose group may change it', viewer(2), 'changed', true],
    ['whose group may change its type', viewer(3), 'open', true],
    ['whose group may change its type, when another may change the device', viewer(3), 'changed', false],
    ['whose group may but view it', viewer(2), 'locked', false],
    ['of a device that is not there', viewer(3), 'none', false],
  ])('%s', async (_who, who, device, may) => {
    expect(await mayChangeDevice(dataSource.manager, who, device)).toBe(may);
  });

  test.each([
    [viewer(1), 'vault', true],
    [viewer(3), 'board', true],
    [viewer(3), 'vault', false],
    [viewer(2), 'board', false],
    [viewer(4, { permissions: ['change_devicetype'] }), 'vault', true],
    [viewer(3, { scopes: ['push'] }), 'board', false],
  ])('and its type', async (who, type, may) => {
    expect(await mayChangeDeviceType(dataSource.manager, who, type)).toBe(may);
  });
});

describe('with jobs', () => {
  beforeEach(async () => {
    await dataSource.query(`
      INSERT INTO jobs (name, submitter, is_public, actual_device, requested_device_type, sub_id) VALUES
        ('plain', 4, true, NULL, NULL, NULL), ('node', 4, true, NULL, NULL, '1.1'), ('typed-node', 4, true, NULL, 'board', '1.0'),
        ('own', 2, false, NULL, 'board', NULL), ('locked', 4, true, 'locked', 'board', NULL), ('grouped', 4, true, NULL, 'board', NULL),
        ('waiting', 4, true, NULL, 'vault', NULL), ('vaulted', 2, true, 'vaulted', 'vault', NULL), ('open', 2, true, 'open', 'vault', NULL);
      INSERT INTO job_viewing_groups (job, "group") SELECT id, 1 FROM jobs WHERE name = 'grouped'`);
  });
  afterEach(() => dataSource.query('DELETE FROM jobs'));
  const names = async (where = 'true', values: unknown[] = []): Promise<string> => {
    const sql = `SELECT name FROM jobs "j" WHERE ${where} ORDER BY 1`;
    return (await dataSource.query<{ name: string }[]>(sql, values)).map(({ name }) => name).join(' ');
  };

  test.each([
    ['a superuser', viewer(1), 'grouped locked node open own plain typed-node vaulted waiting'],
    ['nobody', ANONYMOUS, 'open plain typed-node'],
    // Own public jobs are hidden by their groups and devices.
    ['their submitter', viewer(4), 'open plain typed-node'],
    ['a member', viewer(2), 'grouped locked open own plain typed-node'],
    ['who sees the type', viewer(3), 'open plain typed-node vaulted waiting'],
    [
      'who sees every type',
      viewer(4, { permissions: ['view_devicetype'] }),
      'open plain typed-node vaulted waiting',
    ],
  ])('the list that LAVA shows to %s is narrow', async (_who, who, expected) => {
    const values: unknown[] = [];
    const where = jobListed('"j"', who, (value) => `$${values.push(value)}`) ?? 'true';
    expect(await names(where, values)).toBe(expected);
  });

  /** What is left when something goes as it goes in LAVA; undone afterwards. */
  const without = async (
    remove: typeof removeDeviceJobs,
    key: string | number,
    table: string,
    column: string,
  ): Promise<[string, string]> => {
    const runner = dataSource.createQueryRunner();
    await runner.startTransaction();
    try {
      await remove(key, { viewer: viewer(1), manager: runner.manager });
      await runner.query(`DELETE FROM ${table} WHERE ${column} = $1`, [key]);
      const jobs = await runner.query('SELECT name FROM jobs ORDER BY 1');
      const devices = await runner.query('SELECT hostname FROM devices ORDER BY 1');
      return [
        jobs.map(({ name }: { name: string }) => name).join(' '),
        devices.map(({ hostname }: { hostname: string }) => hostname).join(' '),
      ];
    } finally {
      await runner.rollbackTransaction();
      await runner.release();
    }
  };

  test('a device takes its jobs along', async () => {
    expect(await without(removeDeviceJobs, 'locked', 'devices', 'hostname')).toEqual([
      'grouped node open own plain typed-node vaulted waiting',
      'booked-1 changed open reserved vaulted',
    ]);
  });

  test('a device type takes its devices along, their jobs, and those that wait for one', async () => {
    expect(await without(removeDevicesOfType, 'vault', 'device_types', 'name')).toEqual([
      'grouped locked node open own plain typed-node',
      'booked-1 changed locked open reserved',
    ]);
  });

  test('a user takes their jobs along', async () => {
    expect((await without(removeJobsOfUser, 2, 'users', 'id'))[0]).toBe(
      'grouped locked node plain typed-node waiting',
    );
  });

  test('a group takes its devices along, but not what it hides', async () => {
    expect(await without(removeDevicesOfGroup, 3, 'user_groups', 'id')).toEqual([
      'grouped locked node own plain typed-node vaulted waiting',
      'booked-1 changed locked reserved vaulted',
    ]);
    await expect(without(removeDevicesOfGroup, 1, 'user_groups', 'id')).rejects.toThrow('this group only');
    await expect(without(removeDevicesOfGroup, 2, 'user_groups', 'id')).rejects.toThrow('this group only');
  });
});
