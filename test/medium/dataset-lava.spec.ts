import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { openToken } from '../../src/auth/token-seal';
import { loadDataset } from '../../src/dataset/load';
import { LoadReport } from '../../src/dataset/report';
import { logLineText, LogLine } from '../../src/formats/lava-log';
import { Databases, value } from '../fixtures/dataset/databases';

const lava = () => JSON.parse(readFileSync(join(__dirname, '../e2e/lava-rest/cases.json'), 'utf8'));
const databases = new Databases();
afterAll(() => databases.drop());

describe('the LAVA form', () => {
  let db: DataSource;
  let report: LoadReport;

  beforeAll(async () => {
    db = await databases.empty();
    report = await loadDataset(db, lava());
  });

  it('reports numbers by the keys of the file, growing in its order', () => {
    expect(report.ids.job).toMatchObject({ smoke: 1, running: 2, canceling: 13 });
    expect(report.ids.suite).toMatchObject({ 'smoke/lava': 1, 'smoke/0_smoke': 2 });
    expect(report.ids.test).toMatchObject({ job: 1, login: 3, 'p-job': 10 });
    expect(report.ids.tag).toEqual({ usb: 1, 'big-ram': 2, lonely: 3 });
    expect(report.ids.user).toMatchObject({ 'lava-health': 1, ana: 3 });
    expect(report.ids.group).toEqual({ 'lab-a': 1, 'lab-b': 2 });
  });

  it('stores visibility, memberships, several tokens and metadata', async () => {
    expect(await db.query('SELECT id FROM jobs WHERE restricted ORDER BY id')).toEqual(
      [5, 6, 7, 8, 12].map((id) => ({ id })),
    );
    expect(
      await value(db, `SELECT count(*) FROM tokens t JOIN users u ON u.id = t.user WHERE username = 'ana'`),
    ).toBe(2);
    expect(await value(db, `SELECT count(*) FROM user_group_members`)).toBe(4);
    expect(await value(db, `SELECT metadata FROM jobs WHERE id = 1`)).toEqual(
      lava().fixture.jobs[0].metadata,
    );
    expect(await value(db, `SELECT password FROM users WHERE username = 'lava-health'`)).toBeNull();
  });

  it('stores the lines of a log', async () => {
    expect(
      await db.query('SELECT job, line, time, level, message, source FROM log_lines ORDER BY id LIMIT 2'),
    ).toEqual([
      {
        job: 1,
        line: 0,
        time: '2026-03-01 08:05:00.000001+00',
        level: 'info',
        message: 'start: validate',
        source: null,
      },
      {
        job: 1,
        line: 1,
        time: '2026-03-01 08:05:01.000001+00',
        level: 'target',
        message: 'login: ok',
        source: null,
      },
    ]);
  });

  it('gives back any log byte for byte', async () => {
    const smoke = lava().fixture.logs.smoke;
    const odd = '- {"dt": "2026-03-01T08:05:00", "lvl": "info", "msg": {"a": 1}}\n\nplain \u00e9\r\n- [\n';
    const other = await databases.empty();
    const jobs = ['a', 'b'].map((key) => ({ key, submitter: 'ana' }));
    await loadDataset(other, { users: [{ username: 'ana' }], jobs, logs: { b: odd, a: smoke } });
    const log = async (job: number): Promise<string> => {
      const rows: LogLine[] = await other.query('SELECT * FROM log_lines WHERE job = $1 ORDER BY line', [
        job,
      ]);
      return rows.map((row) => `${logLineText(row)}\n`).join('');
    };
    expect(await log(1)).toBe(smoke);
    expect(await log(2)).toBe(odd);
  });

  it('has a place for everything in it', () => {
    expect(report.warnings).toEqual([]);
  });

  it('stores what users and groups may do', async () => {
    expect(
      await value(
        db,
        `SELECT array_agg(codename ORDER BY codename) FROM user_permissions h JOIN users u ON u.id = h.user
           JOIN permissions p ON p.id = h.permission WHERE username = 'half'`,
      ),
    ).toEqual(['change_device', 'change_worker']);
    const granted = (table: string, object: string) =>
      db.query(
        `SELECT t.id, t.${object} AS object, g.name, p.codename FROM ${table} t
           JOIN user_groups g ON g.id = t.group JOIN permissions p ON p.id = t.permission ORDER BY t.id`,
      );
    expect(await granted('device_type_permissions', 'device_type')).toEqual([
      { id: 1, object: 'vault-board', name: 'lab-a', codename: 'view_devicetype' },
    ]);
    expect(await granted('device_permissions', 'device')).toEqual([
      { id: 1, object: 'locked01', name: 'lab-b', codename: 'view_device' },
      { id: 2, object: 'qemu02', name: 'lab-b', codename: 'change_device' },
    ]);
    expect(await granted('worker_permissions', 'worker')).toEqual([
      { id: 1, object: 'vault.lab', name: 'lab-a', codename: 'view_worker' },
    ]);
    expect(report.ids).toMatchObject({ gdt: { gdt1: 1 }, gd: { gd1: 1, gd2: 2 } });
    expect(await db.query('SELECT id, "user", name, token FROM artifact_tokens ORDER BY id')).toEqual([
      { id: 1, user: 3, name: 'gitlab', token: 'g-111' },
      { id: 2, user: 3, name: 'artifactory', token: 'a-222' },
      { id: 3, user: 4, name: 'gitlab', token: 'g-333' },
    ]);
  });

  it('locks the first token of a user with the password, so that a login gives it again', async () => {
    const sealed = await db.query(
      `SELECT username, prefix, sealed FROM tokens t JOIN users u ON u.id = t.user ORDER BY t.id`,
    );
    const known = sealed.filter((row: { sealed: Buffer | null }) => row.sealed !== null);
    expect(known).toHaveLength(7);
    const { users } = lava().fixture;
    const ana = users.findIndex(({ username }: { username: string }) => username === 'ana');
    const [first, second] = sealed.filter((row: { username: string }) => row.username === 'ana');
    expect(await openToken(first.sealed, users[ana].password)).toBe('tok-ana-0001');
    expect(second.sealed).toBeNull();
  });

  it('stores documents, tokens of workers, aliases of nothing', async () => {
    const { files, workers } = lava().fixture;
    const text = (column: string, table: string, key: string) =>
      value(db, `SELECT ${column} FROM ${table} WHERE ${key}`);
    expect(await text('dictionary', 'devices', `hostname = 'qemu01'`)).toBe(files.device_dictionary.qemu01);
    expect(await text('template', 'device_types', `name = 'qemu'`)).toBe(files.device_type_template.qemu);
    expect(await text('health_check', 'device_types', `name = 'qemu'`)).toBe(
      files.device_type_health_check.qemu,
    );
    expect(await text('config', 'workers', `hostname = 'rack1.lab'`)).toBe(files.worker_config['rack1.lab']);
    expect(await text('env', 'workers', `hostname = 'rack1.lab'`)).toBe(files.worker_env['rack1.lab']);
    expect(await text('token', 'workers', `hostname = 'attic.lab'`)).toBe(workers[2].token);
    expect(await text('device_type', 'aliases', `name = 'orphan'`)).toBeNull();
    expect(await text('last_health_report_job', 'devices', `hostname = 'hikey01'`)).toBe(report.ids.job?.hc);
  });

  it('stores nodes of multinode jobs, why jobs failed, and sets of tests', async () => {
    expect(
      await db.query('SELECT id, sub_id, target_group FROM jobs WHERE sub_id IS NOT NULL ORDER BY id'),
    ).toEqual([
      { id: 10, sub_id: '10.0', target_group: 'grp-7f' },
      { id: 11, sub_id: '10.1', target_group: 'grp-7f' },
    ]);
    expect(
      await db.query(
        `SELECT j.id, failure_comment, t.name FROM job_failure_tags l JOIN jobs j ON j.id = l.job
           JOIN failure_tags t ON t.id = l.failure_tag`,
      ),
    ).toEqual([{ id: 3, failure_comment: 'lost the network', name: 'infra-net' }]);
    expect(
      await db.query(
        `SELECT t.id, s.name, s.suite, start_log_line, end_log_line FROM tests t JOIN test_sets s ON s.id = t.test_set
          ORDER BY t.id`,
      ),
    ).toEqual([
      { id: 4, name: 'fs', suite: 2, start_log_line: 2, end_log_line: 4 },
      { id: 5, name: 'fs', suite: 2, start_log_line: null, end_log_line: null },
    ]);
    const { original_definition } = lava().fixture.jobs[0];
    expect(await value(db, 'SELECT original_definition FROM jobs WHERE id = 1')).toBe(original_definition);
    expect(await value(db, 'SELECT multinode_definition FROM jobs WHERE id = 11')).toMatch(/^# pair/);
  });

  it('takes defaults for what is missing', async () => {
    const other = await databases.empty();
    await loadDataset(other, {
      users: [{ username: 'ana' }],
      device_types: [{ name: 'qemu' }],
      devices: [{ hostname: 'q1', device_type: 'qemu' }],
      workers: [{ hostname: 'w' }],
      jobs: [{ key: 'a', submitter: 'ana' }],
      suites: [{ job: 'a', name: 's', tests: [{ name: 't', result: 'pass' }] }],
    });
    expect(await value(other, 'SELECT health FROM devices')).toBe('Maintenance');
    expect(await value(other, 'SELECT token FROM workers')).toMatch(/^[0-9A-Za-z]{32}$/);
    const [job] = await other.query('SELECT priority, state, original_definition, sub_id FROM jobs');
    expect(job).toEqual({ priority: 50, state: 'Submitted', original_definition: '', sub_id: null });
    expect(await value(other, "SELECT logged > now() - interval '1 hour' FROM tests")).toBe(true);
  });

  it('updates what is there already', async () => {
    const again = await loadDataset(db, lava());
    expect(again.warnings).toEqual([]);
    expect(again.ids).toMatchObject({ gdt: { gdt1: 1 }, gd: { gd1: 1, gd2: 2 }, job: { smoke: 14 } });
    expect(await value(db, 'SELECT count(*) FROM artifact_tokens')).toBe(3);
    expect(await value(db, 'SELECT count(*) FROM tokens WHERE sealed IS NOT NULL')).toBe(7);
    expect(await value(db, 'SELECT sub_id FROM jobs WHERE id = 24')).toBe('23.1');
    expect(await value(db, `SELECT last_health_report_job FROM devices WHERE hostname = 'hikey01'`)).toBe(17);
  });
});
