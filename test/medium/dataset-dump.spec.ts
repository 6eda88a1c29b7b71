import 'reflect-metadata';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { DataSource } from 'typeorm';
import { loadFile } from '../../src/cli/load-file';
import { dumpDataset } from '../../src/dataset/dump';
import { loadDataset } from '../../src/dataset/load';
import { loadDump } from '../../src/dataset/load-dump';
import { Databases, value } from '../fixtures/dataset/databases';

const FIXTURES = join(__dirname, '../fixtures/dataset');
const databases = new Databases();
let folder: string;
let full: DataSource;
let dump: string;

const dumped = async (db: DataSource): Promise<string> =>
  (await Readable.from(dumpDataset(db)).toArray()).join('');
/** Every column of every table, derived ones too. */
const everything = async (db: DataSource): Promise<Record<string, unknown>> => {
  const tables = [...new Set(db.entityMetadatas.map((entity) => entity.tableName))];
  const rows = await Promise.all(
    tables.map((table) => value(db, `SELECT jsonb_agg(t ORDER BY t::text COLLATE "C") FROM "${table}" t`)),
  );
  return Object.fromEntries(tables.map((table, at) => [table, rows[at]]));
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assay-dataset-'));
  full = await databases.empty();
  await loadFile(full, join(FIXTURES, 'oracle.json.gz'));
  await loadFile(full, join(__dirname, '../e2e/lava-rest/cases.json'));
  // What the oracle has nothing of, and what is hard to keep.
  await full.query(`
    INSERT INTO user_groups (id, name) VALUES (7, 'team');
    SELECT setval('user_groups_id_seq', 7);
    INSERT INTO user_group_members VALUES (2, 7);
    INSERT INTO user_group_permissions SELECT 7, id FROM permissions WHERE codename = 'view_worker';
    UPDATE tokens SET sealed = '\\x00ff' WHERE "user" = 1;
    UPDATE log_lines SET source = E'- {\\t}' WHERE line = 1;
    INSERT INTO groups (id, name, parent) VALUES (7, 'child', NULL), (8, 'parent', NULL);
    SELECT setval('groups_id_seq', 8);
    UPDATE groups SET parent = 8 WHERE id = 7;
    INSERT INTO builds ("group", name) VALUES (7, 'one');
    UPDATE jobs SET build = 1, "group" = 7, metadata = '{"big": 12345678901234567890.10, "é": "\\u2028"}' WHERE id = 42;
    UPDATE jobs SET cloned_from = 3000 WHERE id = 1;
    INSERT INTO job_parents VALUES (1, 3000);
    INSERT INTO job_viewing_groups VALUES (9, 7);
    INSERT INTO log_lines (job, message, time) VALUES (1, E'a\\tb\\\\n\\n"c"\\r', 'infinity');
    INSERT INTO tests (job, suite, test_case, attempt, result) SELECT job, suite, test_case, 0, 'fail' FROM tests WHERE id = 1;
    INSERT INTO tests (job, suite, test_case, attempt, result) SELECT job, suite, test_case, 2, 'pass' FROM tests WHERE id = 1;
    INSERT INTO test_data (test, key, value) VALUES (1, 'k', E'\\\\N');
    INSERT INTO attachments (job, name, size, sha256) VALUES (1, 'f', 3000000000, 'ab');
    INSERT INTO ingests (job, submitter, format, bytes, sha256, fingerprint, warnings)
      VALUES (1, 1, 'tap', 1, 'ab', '\\x00ff5c', '[{"a": 1}]');
    INSERT INTO tags (name) VALUES ('gone'); DELETE FROM tags WHERE name = 'gone';`);
  dump = await dumped(full);
});
afterAll(async () => {
  await databases.drop();
  await rm(folder, { recursive: true });
});

it('dumps one JSON document with a row a line', () => {
  const document = JSON.parse(dump) as { format: string; tables: { table: string; rows: unknown[] }[] };
  expect(document.format).toBe('assay-1');
  expect(document.tables.find(({ table }) => table === 'tests')?.rows).toHaveLength(9933);
  const rows = document.tables.reduce((count, table) => count + table.rows.length, 0);
  expect(dump.split('\n').filter((line) => line.startsWith('['))).toHaveLength(rows);
});

it('loads a dump into an empty database: the same rows, numbers, counters, and the same dump again', async () => {
  const db = await databases.empty();
  const path = join(folder, 'dump.json');
  await writeFile(path, dump);
  const report = await loadFile(db, path);
  expect(report).toMatchObject({ counts: { jobs: 3013, tests: 9933 }, ids: {}, warnings: [] });
  expect(await everything(db)).toEqual(await everything(full));
  expect(await dumped(db)).toBe(dump);
  // The number of a row that is gone is not given again.
  expect(await value(db, `INSERT INTO tags (name) VALUES ('new') RETURNING id`)).toBe(34);
});

it('loads a dump over itself without changing anything', async () => {
  const db = await databases.empty();
  await loadDump(db, Readable.from(dump.match(/[^]{1,10000}/g) ?? []));
  await loadDataset(db, JSON.parse(dump));
  expect(await everything(db)).toEqual(await everything(full));
});

it('lets the account of a first start give way', async () => {
  const db = await databases.empty();
  await db.query(`INSERT INTO users (username, is_superuser) VALUES ('root', true)`);
  await db.query(`INSERT INTO tokens ("user", hash) VALUES (1, '\\x00')`);
  const report = await loadDump(db, Readable.from([Buffer.from(dump)]));
  expect(report.warnings).toEqual(['users: the account "root" of before gave way to those of the dump']);
  expect(await dumped(db)).toBe(dump);
});

it('reads any layout of the form when it is given as a whole', async () => {
  const db = await databases.empty();
  const path = join(folder, 'tidy.json.gz');
  const tables = [{ table: 'tags', columns: ['id', 'name'], rows: [[5, 'five']] }];
  await writeFile(path, gzipSync(JSON.stringify({ format: 'assay-1', tables }, null, 2)));
  expect((await loadFile(db, path)).counts).toEqual({ tags: 1 });
  expect(await value(db, `INSERT INTO tags (name) VALUES ('six') RETURNING id`)).toBe(6);
});

it('gives its connection back when nobody reads on', async () => {
  for (let times = 0; times < 10; times += 1) {
    for await (const part of dumpDataset(full)) if (part.includes('"jobs"')) break;
  }
  expect(await value(full, 'SELECT 1')).toBe(1);
});

it.each([
  ['a dump that ends early', (text: string) => text.slice(0, -20), /ends early|is not/],
  [
    'a row that lacks a value',
    (text: string) => text.replace('[2,"USB","μs"]', '[2,"USB"]'),
    /line \d+: must be a list of 3/,
  ],
  [
    'a line that is not JSON',
    (text: string) => text.replace('[2,"USB","μs"]', '[2,'),
    /line \d+: is not JSON/,
  ],
  [
    'a reference to nothing',
    (text: string) => text.replace('[2,7]', '[2,77]'),
    /user_group_members.*is not present/,
  ],
])('refuses %s and stores nothing', async (_, damage, message) => {
  const db = await databases.empty();
  await expect(loadDump(db, Readable.from([damage(dump)]))).rejects.toMatchObject({
    code: 'bad_input',
    message: expect.stringMatching(message),
  });
  expect(await value(db, 'SELECT count(*) FROM users')).toBe(0);
});

it('refuses files that it cannot read', async () => {
  const torn = join(folder, 'torn.json.gz');
  await writeFile(torn, gzipSync(dump).subarray(0, 5000));
  const db = await databases.empty();
  await expect(loadFile(db, join(folder, 'none'))).rejects.toThrow('none');
  await expect(loadFile(db, torn)).rejects.toThrow('no sound gzip file');
  const text = join(folder, 'text');
  await writeFile(text, 'hello');
  await expect(loadFile(db, text)).rejects.toThrow('is not JSON');
});
