import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { DataSource } from 'typeorm';
import { passwordMatches } from '../../src/auth/passwords';
import { tokenHash } from '../../src/auth/token-secret';
import { loadDataset } from '../../src/dataset/load';
import { LoadReport } from '../../src/dataset/report';
import { Databases, value } from '../fixtures/dataset/databases';

const FIXTURES = join(__dirname, '../fixtures/dataset');
const oracle = () => JSON.parse(gunzipSync(readFileSync(join(FIXTURES, 'oracle.json.gz'))).toString());
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
    // Each test is counted once, however often it ran in its job.
    const tests = await value(db, 'SELECT count(DISTINCT (suite, test_case))::integer FROM tests');
    expect(tests).toBe(7613);
    expect(await value(db, 'SELECT sum(tests_total)::integer FROM jobs')).toBe(tests);
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
