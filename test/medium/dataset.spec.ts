import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { DataSource } from 'typeorm';
import { passwordMatches } from '../../src/auth/passwords';
import { tokenHash } from '../../src/auth/token-secret';
import { loadDataset } from '../../src/dataset/load';
import { logLineText, LogLine } from '../../src/formats/lava-log';
import { LoadReport } from '../../src/dataset/report';
import { Databases, value } from '../fixtures/dataset/databases';

const FIXTURES = join(__dirname, '../fixtures/dataset');
const oracle = () => JSON.parse(gunzipSync(readFileSync(join(FIXTURES, 'oracle.json.gz'))).toString());
const lava = () => JSON.parse(readFileSync(join(__dirname, '../e2e/lava-rest/cases.json'), 'utf8'));
const databases = new Databases();
afterAll(() => databases.drop());

describe('the plain form', () => {
  let db: DataSource;
  let report: LoadReport;

  beforeAll(async () => {
    db = await databases.empty();
    await db.query(`INSERT INTO users (username, is_superuser) VALUES ('admin', true)`);
    report = await loadDataset(db, oracle());
  });

  it('keeps the numbers of the file and gives later rows the next ones', async () => {
    expect(report.warnings).toEqual([]);
    expect(report.counts).toMatchObject({
      jobs: 3000,
      suites: 2139,
      tests: 9861,
      activities: 3000,
      devices: 300,
    });
    expect(report.ids.job?.['3000']).toBe(3000);
    expect(await value(db, 'SELECT max(id) FROM tests')).toBe(9861);
    expect(await value(db, `INSERT INTO tags (name) VALUES ('next') RETURNING id`)).toBe(31);
  });

  it('updates the superuser that was there', async () => {
    expect(report.ids.user).toEqual({ admin: 1, alice: 2, Alice: 3, élodie: 4, 'bob+ci@lab_1': 5 });
    const [admin] = await db.query(`SELECT * FROM users WHERE username = 'admin'`);
    expect(await passwordMatches(admin.password, 'admin-secret')).toBe(true);
    expect(admin).toMatchObject({ id: 1, email: 'admin@example.com', is_superuser: true });
    const hash = await value<Buffer>(db, 'SELECT hash FROM tokens WHERE "user" = 1');
    expect(hash.equals(tokenHash('a'.repeat(40)))).toBe(true);
  });

  it('stores what the file says, to the microsecond and the last digit', async () => {
    const { tests, jobs } = oracle();
    const stored = await db.query(
      `SELECT t.id, c.name, t.measurement::text, t.logged = f.logged::timestamptz AS same_time,
              t.measurement IS NOT DISTINCT FROM f.measurement::numeric AS same, c.suite_name = s.name AS same_suite
         FROM json_to_recordset($1) f(id bigint, name text, measurement text, logged text)
         JOIN tests t USING (id) JOIN test_cases c ON c.id = t.test_case AND c.name = f.name JOIN suites s ON s.id = t.suite`,
      [JSON.stringify(tests)],
    );
    expect(stored).toHaveLength(tests.length);
    expect(stored.every((row: Record<string, boolean>) => row.same && row.same_time && row.same_suite)).toBe(
      true,
    );
    const texts = await db.query('SELECT id, name, description, definition FROM jobs ORDER BY id');
    expect(texts).toEqual(
      jobs.map(({ id, name, description, definition }: Record<string, unknown>) => ({
        id,
        name,
        description,
        definition,
      })),
    );
  });

  it('leaves counters and verdicts to the database', async () => {
    expect(await value(db, 'SELECT sum(tests_total)::integer FROM jobs')).toBe(9861);
    expect(await value(db, `SELECT count(*) FROM jobs WHERE outcome IS NULL AND state = 'Finished'`)).toBe(0);
  });

  it('gives new numbers to rows whose numbers are taken, and says so', async () => {
    const again = await loadDataset(db, oracle());
    expect(again.warnings).toHaveLength(4);
    expect(again.ids.user).toEqual(report.ids.user);
    expect(again.ids.tag).toEqual(report.ids.tag);
    expect(again.ids.job?.['1']).toBe(3001);
    const sql = `SELECT suite FROM tests WHERE id = ${again.ids.test?.['7'] ?? 0}`;
    expect(await value(db, sql)).toBe(again.ids.suite?.[String(oracle().tests[6].suite)]);
    expect(await value(db, 'SELECT count(*) FROM devices')).toBe(300);
  });
});

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
    expect(await value(other, 'SELECT token FROM workers')).toMatch(/^[0-9a-z]{32}$/);
    const [job] = await other.query('SELECT priority, state, original_definition, sub_id FROM jobs');
    expect(job).toEqual({ priority: 50, state: 'Submitted', original_definition: '', sub_id: null });
    expect(await value(other, "SELECT logged > now() - interval '1 hour' FROM tests")).toBe(true);
  });

  it('updates what is there already', async () => {
    const again = await loadDataset(db, lava());
    expect(again.warnings).toEqual([]);
    expect(again.ids).toMatchObject({ gdt: { gdt1: 1 }, gd: { gd1: 1, gd2: 2 }, job: { smoke: 14 } });
    expect(await value(db, 'SELECT count(*) FROM artifact_tokens')).toBe(3);
    expect(await value(db, 'SELECT sub_id FROM jobs WHERE id = 24')).toBe('23.1');
    expect(await value(db, `SELECT last_health_report_job FROM devices WHERE hostname = 'hikey01'`)).toBe(17);
  });
});

describe('a bad data set', () => {
  let db: DataSource;
  beforeAll(async () => (db = await databases.empty()));

  const job = { id: 1, submitter: 'ana', state: 'Running', health: 'Unknown' };
  const users = [{ username: 'ana', password: 'x', token: 't' }];
  const test = { id: 1, suite: 1, job: 1, name: 't', result: 'pass', logged: '2025-01-01T00:00:00Z' };
  const suites = [{ id: 1, job: 1, name: 's' }];
  const grant = { device_type: 'q', group: 'g', permission: 'view_devicetype' };

  it.each([
    [[], 'A data set is a JSON object.'],
    [{ format: 3 }, 'This is no data set that is known here.'],
    [{ format: 1, jobs: {} }, 'jobs: must be a list'],
    [{ format: 1, users, jobs: [job, { ...job, id: 2, submitter: 'x' }] }, 'jobs[1].submitter: no user "x"'],
    [{ format: 1, users, jobs: [{ ...job, tags: ['a'] }] }, 'jobs[0].tags[0]: no tag "a"'],
    [{ format: 1, users, jobs: [job, job] }, 'jobs[1].id: 1 is there twice'],
    [{ format: 1, users, jobs: [{ ...job, state: 'Idle' }] }, 'jobs[0].state: "Idle" is none of Submitted,'],
    [{ format: 1, users, jobs: [{ ...job, priority: 1.5 }] }, 'jobs[0].priority: must be a whole number'],
    [
      { format: 1, users, jobs: [{ ...job, priority: 2 ** 31 }] },
      'jobs[0].priority: value "2147483648" is out of range',
    ],
    [{ format: 1, users, jobs: [job], suites: [{ id: 1, job: 9, name: 's' }] }, 'suites[0].job: no job 9'],
    [
      { format: 1, users, jobs: [job], suites: [...suites, { id: 2, job: 1, name: 's' }] },
      'suites[1]: duplicate key',
    ],
    [
      { format: 1, users, jobs: [job], suites, tests: [{ ...test, logged: 'now' }] },
      'tests[0].logged: "now" is not a time',
    ],
    [
      { format: 1, users, jobs: [job], suites, tests: [{ ...test, logged: '2025-02-30T00:00:00Z' }] },
      'tests[0].logged: date/time field',
    ],
    [
      { format: 1, users, jobs: [job], suites, tests: [{ ...test, name: 'a\0' }] },
      'tests[0].name: has a character',
    ],
    [{ format: 1, devicetypes: [{ name: 'a' }, { name: 'a' }] }, 'devicetypes[1].name: "a" is there twice'],
    [
      { format: 1, devices: [{ hostname: 'a', device_type: 'b' }] },
      'devices[0].device_type: no device type "b"',
    ],
    [{ users: [{ username: 'a', groups: ['g'] }] }, 'users[0].groups[0]: no user group "g"'],
    [{ jobs: [{ key: 'a', submitter: 'b' }], logs: { c: '' } }, 'logs.c: no job "c"'],
    [{ users: [{ username: 'a', permissions: ['fly'] }] }, 'users[0].permissions[0]: no permission "fly"'],
    [
      { users: [{ username: 'a' }], jobs: [{ key: 'a', submitter: 'a', sub_id: '{job:b.id}.1' }] },
      'jobs[0].sub_id: no job "b"',
    ],
    [
      { device_types: [], files: { device_dictionary: { x: '' } } },
      'files.device_dictionary.x: no device "x"',
    ],
    [
      {
        device_types: [{ name: 'q' }],
        group_device_type_permissions: [{ ...grant, permission: 'view_device' }],
      },
      'group_device_type_permissions[0].permission: "view_device" is nothing one does to a device type',
    ],
    [
      {
        groups: [{ name: 'g' }],
        device_types: [{ name: 'q' }],
        group_device_type_permissions: [grant, grant],
      },
      'group_device_type_permissions[1]: is there twice',
    ],
    [
      { users: [], jobs: [], devices: [{ hostname: 'h', device_type: 'q', last_health_report_job: 'x' }] },
      'devices[0].last_health_report_job: no job "x"',
    ],
    [
      { format: 'assay-1', tables: [{ table: 'nothing', columns: [], rows: [] }] },
      'No table is called "nothing".',
    ],
    [
      { format: 'assay-1', tables: [{ table: 'tags', columns: ['id', 'x'], rows: [] }] },
      'The table "tags" has no column "x".',
    ],
    [
      {
        format: 'assay-1',
        tables: [
          {
            table: 'tags',
            columns: ['id', 'name'],
            rows: [
              [1, 'a'],
              ['b', 'b'],
            ],
          },
        ],
      },
      'tags[1].id: invalid input',
    ],
  ])('is refused with its place, and nothing is stored: %#', async (input, message) => {
    const [error] = await loadDataset(db, input).then(
      () => [null],
      (thrown: unknown) => [thrown],
    );
    expect(error).toMatchObject({ code: 'bad_input', message: expect.stringContaining(message) });
    expect(await value(db, 'SELECT (SELECT count(*) FROM users) + (SELECT count(*) FROM tags)')).toBe(0);
  });
});
