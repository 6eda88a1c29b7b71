import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { PayloadSweeper } from '../../../src/ingest/payload.sweeper';
import { startApp, TestApp } from '../../support/app';
import { wrongCounters } from './wrong-counters';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterEach(async () => expect(await wrongCounters(app)).toEqual([]));
afterAll(() => app.close());

const suite = (name: string, ...cases: string[]): string =>
  `<testsuite name="${name}">\n${cases.map((one) => `<testcase name="${one}" time="1.5"/>`).join('\n')}\n</testsuite>`;
const push = async (body: string | FormData, query = '') => (await app.ask(`ingest/${query}`, { body })).body;
const reimport = (id: number, query = '', token?: string) =>
  app.ask(`ingests/${id}/reimport/${query}`, { method: 'POST', token });
const results = async (job: number) =>
  (await app.ask(`jobs/${job}/tests/?page_size=100`)).body.results.map((row: Record<string, unknown>) => [
    row.name,
    row.attempt,
    row.result,
  ]);
const blobOf = async (id: number): Promise<string> => {
  const [row] = await app.dataSource.query('SELECT payload FROM ingests WHERE id = $1', [id]);
  return row.payload;
};
const isKept = (sha256: string): boolean =>
  existsSync(join(app.dataDir, 'attachments', sha256.slice(0, 2), sha256));

describe('the upload behind a receipt', () => {
  test('is given back as it came, to its uploader and to superusers', async () => {
    const alice = await app.user('alice');
    const bob = await app.user('bob');
    const body = suite('s', 'ü', 'b');
    const { id, payload_bytes } = (
      await app.ask('ingest/', { body, token: alice.token, headers: { 'Content-Type': 'text/xml' } })
    ).body;
    expect(payload_bytes).toBe(
      (await app.dataSource.query(`SELECT payload_bytes FROM ingests`))[0].payload_bytes,
    );
    for (const token of [alice.token, undefined])
      for (const encoding of ['gzip', 'identity']) {
        const answer = await app.ask(`ingests/${id}/payload/`, {
          token,
          headers: { 'Accept-Encoding': encoding },
        });
        expect([answer.status, answer.text, answer.headers.get('content-type')]).toEqual([
          200,
          body,
          'text/xml',
        ]);
        expect(answer.headers.get('content-disposition')).toMatch(/^attachment/);
      }
    for (const token of [bob.token, null])
      expect((await app.ask(`ingests/${id}/payload/`, { token })).status).toBe(404);
    expect((await reimport(id, '', bob.token)).status).toBe(404);
    expect((await app.ask('ingests/0/payload/')).status).toBe(404);
  });

  test('of several files is one archive of them', async () => {
    const form = new FormData();
    form.append('file', new Blob([suite('a', 'x')]), 'one/a.xml');
    form.append('file', new Blob([suite('b', 'y')]), 'two/b.xml');
    const { id, job } = await push(form);
    const answer = await app.ask(`ingests/${id}/payload/`);
    expect([answer.headers.get('content-type'), answer.text]).toEqual([
      'application/x-tar',
      expect.stringContaining('one/a.xml'),
    ]);
    const again = await app.ask('ingest/?name=again', { body: answer.text });
    expect(again.body.stored).toBe(2);
    expect((await reimport(id)).body).toMatchObject({ added: 0, changed: 0, missing: 0, same: 2 });
    expect(await results(job)).toEqual([
      ['x', 1, 'pass'],
      ['y', 1, 'pass'],
    ]);
  });

  test('that was compressed stays as it is', async () => {
    const bytes = new Uint8Array(gzipSync(suite('s', 'packed')));
    const { id } = (await app.ask('ingest/', { body: bytes })).body;
    expect((await app.ask(`ingests/${id}/`)).body.payload_bytes).toBe(bytes.length);
    expect((await reimport(id)).body).toMatchObject({ changed: 0, same: 1 });
  });

  test('goes after its time, and when its job is removed, but not while others need the bytes', async () => {
    const sweeper = app.app.get(PayloadSweeper);
    const [old, shared, gone, young] = [
      await push(suite('s', 'old')),
      await push(suite('s', 'shared'), '?name=1'),
      await push(suite('s', 'gone')),
      await push(suite('s', 'young')),
    ];
    await push(suite('s', 'shared'), '?name=2');
    const blobs = await Promise.all([old, shared, gone, young].map(({ id }) => blobOf(id)));
    await app.dataSource.query(`UPDATE ingests SET created = now() - interval '31 days' WHERE id = ANY($1)`, [
      [old.id, shared.id],
    ]);
    await app.ask(`jobs/${gone.job}/`, { method: 'DELETE' });
    expect(await sweeper.sweep()).toBe(2);
    expect(blobs.map(isKept)).toEqual([false, true, false, true]);
    expect((await app.ask(`ingests/${old.id}/`)).body.payload_bytes).toBeNull();
    const payload = await app.ask(`ingests/${old.id}/payload/`);
    expect([payload.status, payload.body]).toEqual([404, { detail: 'This upload is not kept, or no more.' }]);
    expect((await reimport(old.id)).status).toBe(404);
    expect((await reimport(young.id)).body.same).toBe(1);
    // An attachment with the very bytes.
    const blob = blobs[3] as string;
    await app.dataSource.query(
      `INSERT INTO attachments (job, name, size, sha256) SELECT id, 'f', 1, $1 FROM jobs LIMIT 1`,
      [blob],
    );
    await app.dataSource.query(`UPDATE ingests SET created = now() - interval '31 days' WHERE id = $1`, [
      young.id,
    ]);
    expect(await sweeper.sweep()).toBe(0);
    expect(isKept(blob)).toBe(true);
  });
});

describe('reading it again', () => {
  test('shows what would be otherwise, and stores it when told to', async () => {
    const { id, job } = await push(suite('s', 'same', 'changed', 'lost', 'renamed', 'same'));
    const tests = (await app.ask(`jobs/${job}/tests/`)).body.results;
    await app.ask(`tests/${tests[1].id}/`, {
      method: 'PATCH',
      json: { result: 'fail', message: 'x'.repeat(500), duration: null },
    });
    await app.ask(`tests/${tests[2].id}/`, { method: 'DELETE' });
    await app.dataSource.query(
      `WITH c AS (INSERT INTO test_cases (suite_name, name) VALUES ('s', 'renamed (2)') RETURNING id)
       UPDATE tests SET test_case = (SELECT id FROM c) WHERE id = $1`,
      [tests[3].id],
    );
    // A test of somebody else's making is no part of the upload.
    await app.make(`jobs/${job}/tests/`, { suite: 's', name: 'by hand', result: 'fail' });
    const before = await results(job);
    const shown = await reimport(id);
    expect([shown.status, shown.body]).toMatchObject([
      200,
      { applied: false, added: 2, changed: 1, missing: 1, same: 2 },
    ]);
    const at = { suite: 's', attempt: 1, fields: {} };
    expect(shown.body.differences).toEqual([
      {
        ...{ ...at, change: 'changed', name: 'changed' },
        fields: {
          result: { stored: 'fail', read: 'pass' },
          duration: { stored: null, read: '1.500000' },
          message: { stored: 'x'.repeat(200), read: null },
        },
      },
      { ...at, change: 'added', name: 'lost' },
      { ...at, change: 'added', name: 'renamed' },
      { ...at, change: 'missing', name: 'renamed (2)' },
    ]);
    expect(await results(job)).toEqual(before);
    const applied = await reimport(id, '?apply=true');
    expect(applied.body).toMatchObject({ applied: true, added: 2, changed: 1, missing: 1, same: 2 });
    expect(applied.body.receipt).toMatchObject({ id, stored: 6, merged: 1, rejected: 0 });
    expect(applied.body.receipt.reimported).not.toBeNull();
    expect(await results(job)).toEqual([
      ['same', 1, 'pass'],
      ['changed', 1, 'pass'],
      ['renamed (2)', 1, 'pass'],
      ['same', 1, 'pass'],
      ['by hand', 1, 'fail'],
      ['lost', 1, 'pass'],
      ['renamed', 1, 'pass'],
    ]);
    expect((await app.ask(`ingests/${id}/records/`)).body.results).toMatchObject([
      { outcome: 'merged', name: 'same', line: 6 },
    ]);
    expect((await reimport(id, '?apply=true')).body).toMatchObject({
      added: 0,
      changed: 0,
      missing: 1,
      same: 5,
    });
  });

  test('leaves later uploads into the job, and their attempts, alone', async () => {
    const first = await push(suite('s', 'x', 'y'));
    const second = await push(suite('s', 'y', 'z'), `?job=${first.job}`);
    const before = await results(first.job);
    expect(before).toEqual([
      ['x', 1, 'pass'],
      ['y', 1, 'pass'],
      ['y', 2, 'pass'],
      ['z', 1, 'pass'],
    ]);
    for (const { id } of [first, second]) {
      const { body } = await reimport(id, '?apply=true');
      expect(body).toMatchObject({ added: 0, changed: 0, missing: 0, same: 2 });
    }
    expect((await app.ask(`ingests/${second.id}/`)).body).toMatchObject({ stored: 2, merged: 1 });
    expect(await results(first.job)).toEqual(before);
  });

  test('takes a large upload', async () => {
    const cases = Array.from({ length: 12_000 }, (_, at) => `big${at}`);
    const { id, job } = await push(suite('large', ...cases));
    await app.dataSource.query('DELETE FROM tests WHERE job = $1 AND id % 2 = 0', [job]);
    const { body } = await reimport(id, '?apply=true');
    expect(body).toMatchObject({ added: 6_000, changed: 0, missing: 0, same: 6_000 });
    expect(body.differences).toHaveLength(1_000);
    expect((await app.ask(`jobs/${job}/`)).body.tests_total).toBe(12_000);
  });

  test.each([
    ['?aply=true', 'aply'],
    ['?apply=perhaps', 'apply'],
  ])('refuses %s', async (query, field) => {
    const { id } = await push(suite('s', field));
    const answer = await reimport(id, query);
    expect([answer.status, Object.keys(answer.body)]).toEqual([400, [field]]);
  });
});

test('nothing is kept where the settings say so', async () => {
  const none = await startApp({ ASSAY_PAYLOAD_DAYS: '0' });
  try {
    const { body } = await none.ask('ingest/', { body: suite('s', 'unkept') });
    expect([body.stored, body.payload_bytes]).toEqual([1, null]);
    expect((await none.ask(`ingests/${body.id}/payload/`)).status).toBe(404);
  } finally {
    await none.close();
  }
});
