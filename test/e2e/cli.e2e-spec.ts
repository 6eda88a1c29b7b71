import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { Client } from 'pg';
import { assay, Run, startAssay } from '../support/run-assay';

const SMALL = {
  format: 1,
  users: [{ username: 'ann', email: 'ann@x.example', is_superuser: false, password: 'ann-secret' }],
  tags: [{ id: 7, name: 'usb', description: '' }],
  cores: [{ name: 'Cortex-A53' }],
};

describe('assay on a database', () => {
  const directory = mkdtempSync(join(tmpdir(), 'assay-cli-'));
  const server = process.env.ASSAY_TEST_DATABASE_URL ?? '';
  const made: string[] = [];

  /** A database that nobody has migrated yet, beside that of the suite. */
  async function emptyDatabase(): Promise<string> {
    const name = `cli_${randomBytes(6).toString('hex')}`;
    made.push(name);
    await query(server, `CREATE DATABASE ${name}`);
    const url = new URL(server);
    url.pathname = `/${name}`;
    return url.href;
  }

  async function query<Row extends object>(url: string, sql: string, values: unknown[] = []): Promise<Row[]> {
    const client = new Client({ connectionString: url });
    await client.connect();
    try {
      return (await client.query<Row>(sql, values)).rows;
    } finally {
      await client.end();
    }
  }

  let url: string;
  const run = (args: string[], input?: string | Buffer): Promise<Run> =>
    assay(args, { DATABASE_URL: url, ASSAY_DATA_DIR: directory }, input);

  beforeAll(async () => {
    url = await emptyDatabase();
  });

  afterAll(async () => {
    for (const name of made) await query(server, `DROP DATABASE ${name} WITH (FORCE)`);
    rmSync(directory, { recursive: true });
  });

  it('makes an account in a database that is new, and tokens that sign in', async () => {
    expect(await run(['createuser', 'bob', '--no-password', '--email', 'bob@x.example'])).toEqual({
      code: 0,
      stdout: '1\n',
      stderr: '',
    });
    const token = await run(['token', 'bob', '--name', 'ci', '--scopes', 'push,read', '--expires', '90d']);
    expect(token).toMatchObject({
      code: 0,
      stderr: '',
      stdout: expect.stringMatching(/^assay_\S{32}\n$/) as string,
    });
    const [row] = await query<{ name: string; scopes: string[]; days: number }>(
      url,
      `SELECT name, scopes, round(extract(epoch FROM expires - now()) / 86400)::int AS days FROM tokens
        WHERE hash = sha256($1::bytea)`,
      [Buffer.from(token.stdout.trim())],
    );
    expect(row).toEqual({ name: 'ci', scopes: ['read', 'push'], days: 90 });
  });

  it('reads the password from standard input, and keeps a hash of it', async () => {
    const { code, stdout } = await run(
      ['createuser', 'eve', '--password-stdin', '--superuser'],
      'top secret\r\nx',
    );
    expect(code).toBe(0);
    const [row] = await query<object>(
      url,
      'SELECT username, is_staff, is_superuser, left(password, 9) AS hash FROM users WHERE id = $1',
      [stdout.trim()],
    );
    expect(row).toEqual({ username: 'eve', is_staff: true, is_superuser: true, hash: '$argon2id' });
  });

  it('says why an account or a token cannot be made', async () => {
    await run(['createuser', 'twin', '--no-password']);
    expect(await run(['createuser', 'twin', '--no-password'])).toEqual({
      code: 1,
      stdout: '',
      stderr: 'assay: username: user with this username already exists.\n',
    });
    expect(await run(['token', 'nobody'])).toEqual({
      code: 1,
      stdout: '',
      stderr: 'assay: There is no user "nobody" ("assay createuser" makes one).\n',
    });
  });

  it.each([
    [['createuser', 'x'], 'There is no terminal to ask on'],
    [['createuser', ' x', '--no-password'], 'USERNAME: Enter a valid username. This value may contain only'],
    [['createuser', 'a:b', '--no-password'], 'USERNAME: Enter a valid username.'],
    [['createuser', '', '--no-password'], 'USERNAME: Enter a valid username.'],
    [['createuser', 'x'.repeat(151), '--no-password'], 'no more than 150 characters.'],
    [['createuser', 'x', '--no-password', '--email', 'x'], '--email: Enter a valid email address.'],
    [['createuser', 'x', '--password', ''], 'The password is empty'],
    [['createuser', 'x', '--password', 'a', '--password-stdin'], 'not several'],
    [['token', 'x', '--scopes', 'write'], 'It is a list of read, push, admin.'],
    [['token', 'x', '--expires', '1999-01-01'], 'That has passed already.'],
    [['token', 'x', '--expires', 'soon'], 'It is a time such as 90d'],
    [['loaddata', 'nosuch.json'], 'Cannot read nosuch.json: there is no such file.'],
    [['migrate', '--dwon'], "unknown option '--dwon' (Did you mean --down?)"],
  ])('refuses %j in one line and with 64', async (args, message) => {
    const { code, stdout, stderr } = await run(args);
    expect({ code, stdout }).toEqual({ code: 64, stdout: '' });
    expect(stderr).toContain(message);
    expect(stderr.trim()).not.toContain('\n');
  });

  it('names the database that it cannot reach', async () => {
    const refused = await assay(['migrate'], { DATABASE_URL: 'postgres://x@127.0.0.1:9/x' });
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toMatch(/^assay: The database cannot be reached.*127\.0\.0\.1:9.*\n$/);
    const misspelt = await assay(['migrate'], { DATABASE_URL: 'mysql://x' });
    expect(misspelt).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^assay: DATABASE_URL must.*\n$/) as string,
    });
  });

  it('migrates, and undoes the last migration', async () => {
    const fresh = { DATABASE_URL: await emptyDatabase() };
    const up = await assay(['migrate'], fresh);
    expect(up).toMatchObject({ code: 0, stderr: '' });
    const names = up.stdout.trim().split('\n');
    expect(await assay(['migrate'], fresh)).toEqual({
      code: 0,
      stdout: '',
      stderr: 'The database is up to date.\n',
    });
    expect(await assay(['migrate', '--down'], fresh)).toEqual({
      code: 0,
      stdout: `${names.at(-1)}\n`,
      stderr: '',
    });
    expect((await assay(['migrate'], fresh)).stdout).toBe(`${names.at(-1)}\n`);
  });

  it('loads plain and packed files and standard input, and writes the ids', async () => {
    const packed = join(directory, 'small.json.gz');
    const ids = join(directory, 'ids.json');
    writeFileSync(packed, gzipSync(JSON.stringify(SMALL)));
    const loaded = await run(['loaddata', packed, '--ids', ids]);
    expect(loaded.code).toBe(0);
    expect(loaded.stdout).toMatch(/^ *1 users$/m);
    expect(loaded.stdout).toMatch(/^ *1 tags$/m);
    const known = JSON.parse(readFileSync(ids, 'utf8')) as Record<string, Record<string, number>>;
    const [ann] = await query<{ id: string }>(url, `SELECT id FROM users WHERE username = 'ann'`);
    expect(known.user).toEqual({ ann: Number(ann?.id) });
    const again = await run(
      ['loaddata', '-'],
      gzipSync(JSON.stringify({ format: 1, cores: [{ name: 'x' }] })),
    );
    expect(again).toMatchObject({ code: 0, stdout: '1 cores\n' });
  });

  it('names the file that it cannot load, and what was loaded before', async () => {
    const good = join(directory, 'good.json');
    const bad = join(directory, 'bad.json');
    writeFileSync(good, JSON.stringify({ format: 1, cores: [{ name: 'y' }] }));
    writeFileSync(bad, '{"format": 1, "cores": [');
    const broken = await run(['loaddata', good, bad]);
    expect(broken.code).toBe(1);
    expect(broken.stderr).toMatch(
      /^assay: .*bad\.json: It is not JSON: .* Loaded before it: .*good\.json\.\n$/,
    );
    writeFileSync(bad, gzipSync('{"format": 1}'.repeat(1000)).subarray(0, 40));
    expect((await run(['loaddata', bad])).stderr).toMatch(/^assay: .*bad\.json is no sound gzip file: .*\n$/);
    writeFileSync(bad, '[]');
    expect((await run(['loaddata', bad])).stderr).toMatch(/^assay: .*bad\.json: A data set is .*\n$/);
  });

  it('dumps what another database loads again', async () => {
    const file = join(directory, 'backup.json.gz');
    const users = 'SELECT id::int, username, password FROM users ORDER BY id';
    expect(await run(['dumpdata', '--output', file])).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(directory).filter((name) => name.endsWith('.partial'))).toEqual([]);
    const dump = await run(['dumpdata']);
    expect(dump).toMatchObject({ code: 0, stderr: '' });
    expect(dump.stdout).toBe(gunzipSync(readFileSync(file)).toString());
    const copy = await emptyDatabase();
    expect(await assay(['loaddata', '-'], { DATABASE_URL: copy }, dump.stdout)).toMatchObject({
      code: 0,
      stderr: '',
    });
    const ids = join(directory, 'no-ids.json');
    const indented = JSON.stringify(JSON.parse(dump.stdout), null, 2);
    for (const text of [dump.stdout, indented]) {
      rmSync(ids, { force: true });
      expect(await assay(['loaddata', '-', '--ids', ids], { DATABASE_URL: copy }, text)).toMatchObject({
        code: 0,
        stderr: expect.stringMatching(
          /^-: a dump keeps its numbers, there is nothing of it to write to .*no-ids\.json\.$/m,
        ) as string,
      });
      expect(readFileSync(ids, 'utf8')).toBe('{}\n');
    }
    expect(await query(copy, users)).toEqual(await query(url, users));
  });

  it('says that the dump cannot be written', async () => {
    expect(await run(['dumpdata', '--output', join(directory, 'no', 'such')])).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^assay: Cannot write .*no\/such: ENOENT.*\n$/) as string,
    });
  });

  it('ends quietly when nobody reads the dump any more', async () => {
    const { child, ended } = startAssay(['dumpdata'], { DATABASE_URL: url });
    child.stdout?.destroy();
    expect(await ended).toMatchObject({ code: 0, stderr: '' });
  });

  it('ends with 130 on Ctrl-C while it loads, and nothing is stored', async () => {
    const { child, ended } = startAssay(['loaddata', '-'], { DATABASE_URL: url }, null);
    const [before] = await query(url, 'SELECT count(*) FROM cores');
    const rows = Array.from({ length: 50_000 }, (_, at) => JSON.stringify([`core ${at}`]));
    child.stdin?.write('{"format":"assay-1","tables":[\n{"table":"cores","columns":["name"],"rows":[\n');
    child.stdin?.write(`${rows.join(',\n')},\n`);
    // The load is under way when it has copied a part of what is not complete.
    const copying = `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND xact_start IS NOT NULL
                        AND pid <> pg_backend_pid() AND query ~* '^(copy|create temp)'`;
    while (child.exitCode === null && (await query(url, copying)).length === 0)
      await new Promise((soon) => setTimeout(soon, 20));
    child.kill('SIGINT');
    expect(await ended).toEqual({ code: 130, stdout: '', stderr: '' });
    const [after] = await query(url, 'SELECT count(*) FROM cores');
    expect(after).toEqual(before);
  });
});
