import 'reflect-metadata';
import { DataSource } from 'typeorm';
import { MIGRATIONS, newDataSource } from '../../src/database/data-source';
import { ENTITIES } from '../../src/resources/entities';

describe('the schema', () => {
  let dataSource: DataSource;

  beforeAll(async () => {
    dataSource = await newDataSource(process.env.ASSAY_TEST_DATABASE_URL ?? '', ENTITIES).initialize();
  });
  afterAll(() => dataSource.destroy());

  const drift = async (): Promise<string[]> =>
    (await dataSource.driver.createSchemaBuilder().log()).upQueries.map(({ query }) => query);

  it('is the same in entities and migrations', async () => {
    expect(await drift()).toEqual([]);
  });

  it('has an index that begins with each foreign key', async () => {
    const missing = await dataSource.query<{ name: string }[]>(`
      SELECT c.conrelid::regclass || '.' || a.attname AS name
        FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
       WHERE c.contype = 'f' AND NOT EXISTS (
         SELECT 1 FROM pg_index i WHERE i.indrelid = c.conrelid AND i.indkey[0] = c.conkey[1])`);
    expect(missing).toEqual([]);
  });

  it('goes down and up again with data in it', async () => {
    await dataSource.query(`
      INSERT INTO users (username) VALUES ('someone');
      INSERT INTO user_groups (name) VALUES ('few');
      INSERT INTO device_types (name, template, health_check) VALUES ('board', 'jinja', 'job');
      INSERT INTO devices (hostname, device_type, dictionary) VALUES ('board-1', 'board', 'jinja');
      INSERT INTO workers (hostname, token, config, env) VALUES ('rack', 'secret', 'a: b', 'c: d');
      INSERT INTO aliases (name, device_type) VALUES ('other', 'board'), ('nothing', NULL);
      INSERT INTO jobs (name, submitter, state, actual_device, target_group, sub_id, token, failure_comment)
        SELECT 'job', id, 'Finished', 'board-1', 'x', '1.0', 'secret', 'power' FROM users;
      UPDATE devices SET last_health_report_job = (SELECT id FROM jobs);
      INSERT INTO failure_tags (name) VALUES ('power');
      INSERT INTO job_failure_tags SELECT jobs.id, failure_tags.id FROM jobs, failure_tags;
      INSERT INTO suites (job, name) SELECT id, 'suite' FROM jobs;
      INSERT INTO test_sets (suite, name) SELECT id, 'set' FROM suites;
      INSERT INTO test_cases (suite_name, name) VALUES ('suite', 'test');
      INSERT INTO tests (job, suite, test_case, result, test_set)
        SELECT job, s.id, c.id, result, t.id
          FROM suites s, test_cases c, test_sets t, unnest(ARRAY['pass', 'fail']) result;
      INSERT INTO log_lines (job, message, source) SELECT id, line, line FROM jobs, unnest(ARRAY['a', 'b', 'c']) line;
      INSERT INTO artifact_tokens ("user", name, token) SELECT id, 'files', 'secret' FROM users;
      INSERT INTO user_permissions SELECT users.id, p.id FROM users, permissions p WHERE codename = 'add_tag';
      INSERT INTO user_group_permissions SELECT g.id, p.id FROM user_groups g, permissions p WHERE codename = 'add_tag';
      INSERT INTO device_permissions (device, "group", permission)
        SELECT 'board-1', g.id, p.id FROM user_groups g, permissions p WHERE codename = 'view_device';
      INSERT INTO worker_permissions (worker, "group", permission)
        SELECT 'rack', g.id, p.id FROM user_groups g, permissions p WHERE codename = 'view_worker';
      INSERT INTO ingests (job, submitter, format, bytes, sha256, fingerprint, dialect, idempotency_key, payload, made_job)
        SELECT id, submitter, 'tap', 1, 'ab', convert_to(key, 'UTF8'), 'prove', key, 'ab', key = 'first'
          FROM jobs, unnest(ARRAY['first', 'second']) key;
      INSERT INTO ingest_records (ingest, outcome, code) SELECT id, 'noted', 'odd' FROM ingests;`);
    const receipts = () => dataSource.query('SELECT format, made_job FROM ingests ORDER BY id');
    const received = [true, false].map((made_job) => ({ format: 'tap', made_job }));
    expect(await receipts()).toEqual(received);
    const lines = () => dataSource.query('SELECT line, message FROM log_lines ORDER BY line');
    const numbered = ['a', 'b', 'c'].map((message, line) => ({ line, message }));
    expect(await lines()).toEqual(numbered);
    const verdicts = () =>
      dataSource.query(
        'SELECT result, attempt, decides, tests_total FROM tests JOIN jobs ON jobs.id = job ORDER BY tests.id',
      );
    const decided = [
      { result: 'pass', attempt: 1, decides: false, tests_total: 1 },
      { result: 'fail', attempt: 1, decides: true, tests_total: 1 },
    ];
    expect(await verdicts()).toEqual(decided);
    for (const _ of MIGRATIONS.slice(2)) await dataSource.undoLastMigration();
    const kept = await dataSource.query(
      `SELECT (SELECT count(*) FROM tests) AS tests, (SELECT count(*) FROM log_lines) AS lines,
              (SELECT string_agg(name, ' ') FROM aliases) AS aliases, (SELECT restricted FROM jobs),
              (SELECT tests_total FROM jobs)`,
    );
    // What the lab hid is not shown to everybody by an older version.
    expect(kept).toEqual([{ tests: 2, lines: 3, aliases: 'other', restricted: true, tests_total: 2 }]);
    await dataSource.runMigrations();
    expect(await drift()).toEqual([]);
    expect(await lines()).toEqual(numbered);
    expect(await verdicts()).toEqual(decided);
    expect(await receipts()).toEqual(received);
    for (const _ of MIGRATIONS) await dataSource.undoLastMigration();
    const left = await dataSource.query<{ relname: string }[]>(`
      SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'i', 'S')
        AND relname NOT LIKE 'migrations%'`);
    const functions = await dataSource.query(
      `SELECT 1 FROM pg_proc WHERE pronamespace = 'public'::regnamespace`,
    );
    expect([left, functions]).toEqual([[], []]);
    await dataSource.runMigrations();
    expect(await drift()).toEqual([]);
  });

  it('numbers the lines of each log by themselves', async () => {
    await dataSource.query(`
      INSERT INTO users (username) VALUES ('logger');
      INSERT INTO jobs (name, submitter) SELECT name, id FROM users, unnest(ARRAY['one', 'two']) name;
      INSERT INTO log_lines (job, message) SELECT id, name || line FROM jobs, unnest(ARRAY['a', 'b']) line;
      INSERT INTO log_lines (job, message) SELECT id, 'onec' FROM jobs WHERE name = 'one';`);
    expect(await dataSource.query('SELECT message, line FROM log_lines ORDER BY message')).toEqual([
      { message: 'onea', line: 0 },
      { message: 'oneb', line: 1 },
      { message: 'onec', line: 2 },
      { message: 'twoa', line: 0 },
      { message: 'twob', line: 1 },
    ]);
    await dataSource.query('DELETE FROM jobs; DELETE FROM users');
  });

  it('counts tests, whatever is done to them', async () => {
    const counts = () =>
      dataSource.query(
        `SELECT outcome, tests_total, tests_pass, tests_fail, tests_skip FROM jobs ORDER BY id`,
      );
    await dataSource.query(`
      INSERT INTO users (username) VALUES ('counter');
      INSERT INTO groups (name) VALUES ('g'); INSERT INTO builds ("group", name) SELECT id, 'b' FROM groups;
      INSERT INTO jobs (name, submitter, state, health, build)
        SELECT 'a', u.id, 'Finished', 'Complete', b.id FROM users u, builds b WHERE username = 'counter';
      INSERT INTO suites (job, name) SELECT id, 'suite' FROM jobs;
      INSERT INTO test_cases (suite_name, name) SELECT 'suite', 'test' || n FROM generate_series(1, 5) n;
      INSERT INTO tests (job, suite, test_case, result)
        SELECT job, s.id, c.id, r
          FROM suites s, unnest(ARRAY['pass', 'fail', 'fail', 'skip', NULL]) WITH ORDINALITY results(r, at)
          JOIN test_cases c ON name = 'test' || at;`);
    expect(await counts()).toEqual([
      { outcome: 'failed', tests_total: 5, tests_pass: 1, tests_fail: 2, tests_skip: 1 },
    ]);
    await dataSource.query(`UPDATE tests SET result = 'pass' WHERE result = 'fail'`);
    expect(await counts()).toEqual([
      { outcome: 'passed', tests_total: 5, tests_pass: 3, tests_fail: 0, tests_skip: 1 },
    ]);
    await dataSource.query(`DELETE FROM tests WHERE result = 'pass'`);
    expect(await counts()).toEqual([
      { outcome: 'skipped', tests_total: 2, tests_pass: 0, tests_fail: 0, tests_skip: 1 },
    ]);
    const builds = () => dataSource.query('SELECT tests_total, tests_skip FROM builds');
    expect(await builds()).toEqual([{ tests_total: 2, tests_skip: 1 }]);
    await dataSource.query('UPDATE jobs SET build = NULL');
    expect(await builds()).toEqual([{ tests_total: 0, tests_skip: 0 }]);
    await dataSource.query('UPDATE jobs SET build = (SELECT id FROM builds)');
    expect(await builds()).toEqual([{ tests_total: 2, tests_skip: 1 }]);
    // A hidden job is not counted where everybody looks.
    await dataSource.query('UPDATE jobs SET is_public = false');
    expect(await builds()).toEqual([{ tests_total: 0, tests_skip: 0 }]);
    await dataSource.query(`UPDATE tests SET result = 'skip'`);
    await dataSource.query('UPDATE jobs SET is_public = true');
    expect(await builds()).toEqual([{ tests_total: 2, tests_skip: 2 }]);
    await dataSource.query(`INSERT INTO user_groups (name) VALUES ('few')`);
    await dataSource.query(
      'INSERT INTO job_viewing_groups SELECT jobs.id, user_groups.id FROM jobs, user_groups',
    );
    expect(await builds()).toEqual([{ tests_total: 0, tests_skip: 0 }]);
    await dataSource.query('DELETE FROM job_viewing_groups');
    expect(await builds()).toEqual([{ tests_total: 2, tests_skip: 2 }]);
    await dataSource.query('DELETE FROM jobs');
    expect(await builds()).toEqual([{ tests_total: 0, tests_skip: 0 }]);
  });
});
