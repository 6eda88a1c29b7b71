import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { startApp, TestApp } from '../../support/app';
import { Packed, tar, zip, zstd, zstdBomb } from '../../support/archives';
import { assay } from '../../support/run-assay';
import { wrongCounters } from './wrong-counters';

let app: TestApp;
beforeAll(async () => {
  app = await startApp({ ASSAY_UPLOAD_LIMIT: '4194304', ASSAY_UNPACKED_LIMIT: '314572800' });
});
afterEach(async () => {
  expect(await wrongCounters(app)).toEqual([]);
  expect(readdirSync(join(app.dataDir, 'spool'))).toEqual([]);
});
afterAll(() => app.close());

const MiB = 1024 * 1024;
const junit = (suite: string, ...cases: string[]): string =>
  `<testsuite name="${suite}">${cases.map((name) => `<testcase name="${name}"/>`).join('')}</testsuite>`;
const XML = junit('s', 'a', 'b');
const TAP = 'TAP version 13\n1..2\nok 1 - x\nnot ok 2 - y\n';

let serial = 0;
const send = (body: string | Buffer, headers: Record<string, string> = {}, query = '') =>
  app.ask(`ingest/?name=n${serial++}${query}`, { body: new Uint8Array(Buffer.from(body)), headers });
const sendForm = (files: [name: string, content: string | Buffer][], fields: Record<string, string> = {}) => {
  const form = new FormData();
  for (const [name, value] of Object.entries({ name: `n${serial++}`, ...fields })) form.append(name, value);
  for (const [name, content] of files)
    form.append('file', new Blob([new Uint8Array(Buffer.from(content))]), name);
  return app.ask('ingest/', { body: form });
};
const testsOf = async (job: number): Promise<string[]> =>
  (await app.ask(`jobs/${job}/tests/?page_size=1000`)).body.results
    .map(({ name, result }: { name: string; result: string }) => `${name} ${result}`)
    .sort();
/** How many rows an upload makes, which is none when it is refused. */
const count = async (): Promise<number[]> =>
  Promise.all(
    ['jobs/', 'tests/', 'ingests/'].map(async (path) => (await app.ask(path)).body.count as number),
  );

test.each<[string, Buffer]>([
  ['gzip', gzipSync(XML)],
  ['X-GZIP', gzipSync(XML)],
  ['deflate', deflateSync(XML)],
  ['deflate', deflateRawSync(XML)],
  ['br', brotliCompressSync(XML)],
  ['zstd', zstd(XML)],
  ['identity', Buffer.from(XML)],
])('a body with Content-Encoding %s is stored as the report that it is', async (encoding, body) => {
  const answer = await send(body, { 'Content-Encoding': encoding, 'Content-Type': 'application/xml' });
  expect([answer.status, answer.text]).toEqual([201, expect.any(String)]);
  expect(answer.body).toMatchObject({ stored: 2, bytes: body.length, duplicate: false });
  expect(await testsOf(answer.body.job)).toEqual(['a pass', 'b pass']);
  if (encoding === 'identity') return;
  const cut = await send(body.subarray(0, -4), { 'Content-Encoding': encoding });
  expect([cut.status, cut.text]).toEqual([400, expect.stringContaining('cut off or damaged')]);
});

test('an encoding that nobody knows is refused before the body is read', async () => {
  for (const encoding of ['compress', 'gzip, gzip', 'aes128gcm', 'constructor']) {
    const answer = await send(XML, { 'Content-Encoding': encoding });
    expect([encoding, answer.status]).toEqual([encoding, 415]);
    expect(answer.text).toContain(encoding);
  }
  const form = new FormData();
  form.append('file', new Blob([XML]), 'a.xml');
  expect((await app.ask('ingest/', { body: form, headers: { 'Content-Encoding': 'gzip' } })).status).toBe(
    415,
  );
});

test('several files of a form are one job, one upload, one hash', async () => {
  const files: [string, string | Buffer][] = [
    ['unit/a.xml', XML],
    ['x.tap.gz', gzipSync(TAP)],
    ['more.zip', zip([{ name: 'c.xml', data: junit('s', 'c') }])],
  ];
  const first = await sendForm(files, { name: 'several' });
  expect([first.status, first.text]).toEqual([201, expect.any(String)]);
  expect(first.body).toMatchObject({
    stored: 5,
    bytes: files.reduce((sum, [, { length }]) => sum + length, 0),
  });
  expect(await testsOf(first.body.job)).toEqual(['a pass', 'b pass', 'c pass', 'x pass', 'y fail']);
  const again = await sendForm(files, { name: 'several' });
  expect([again.status, again.body.id, again.body.duplicate]).toEqual([200, first.body.id, true]);
  const renamed = await sendForm([['unit/z.xml', XML], ...files.slice(1)], { name: 'several' });
  expect(renamed.status).toBe(201);
  expect(renamed.body.sha256).not.toBe(first.body.sha256);
});

test('several files may be as large together as one may be, and not too many', async () => {
  const half = Buffer.alloc(2 * MiB + 1, ' ');
  const large = await sendForm([
    ['a.xml', half],
    ['b.xml', half],
  ]);
  expect([large.status, large.text]).toEqual([
    413,
    expect.stringContaining('larger than the limit of 4194304 bytes'),
  ]);
  const many = await sendForm(Array.from({ length: 1_001 }, (_, at) => [`${at}.tap`, TAP]));
  expect([many.status, many.text]).toEqual([
    400,
    expect.stringContaining('Send at most 1000 files a request.'),
  ]);
});

describe.each<[string, (entries: Packed[]) => Promise<Buffer>]>([
  ['zip', (entries) => Promise.resolve(zip(entries))],
  ['tar', tar],
  ['tar.gz', async (entries) => gzipSync(await tar(entries))],
  ['tar.zst', async (entries) => zstd(await tar(entries))],
])('a %s archive', (_, make) => {
  test('is a job of all its reports; what else lies in it is passed over', async () => {
    const data = await make([
      { name: 'README.txt', data: 'These are the results.' },
      { name: 'unit/TEST-a.xml', data: XML },
      { name: 'unit/.hidden.xml', data: 'broken <' },
      { name: 'logs/console.bin', data: Buffer.from([0, 1, 2, 3]) },
      { name: 'x.tap', data: TAP },
      { name: 'packed.xml.gz', data: gzipSync(junit('s', 'z')) },
    ]);
    for (const answer of [await send(data), await sendForm([['results', data]])]) {
      expect([answer.status, answer.text]).toEqual([201, expect.any(String)]);
      expect(answer.body).toMatchObject({ stored: 5, rejected: 0, bytes: data.length });
      expect(await testsOf(answer.body.job)).toEqual(['a pass', 'b pass', 'x pass', 'y fail', 'z pass']);
    }
  });

  test('names no files outside of the server', async () => {
    const answer = await send(await make([{ name: '../../../../tmp/assay-slipped.xml', data: XML }]));
    expect([answer.status, answer.body.stored]).toEqual([201, 2]);
    expect(answer.text).not.toContain('..');
    expect(readdirSync('/tmp')).not.toContain('assay-slipped.xml');
  });

  test('is refused whole when it is cut off', async () => {
    const noise = Array.from({ length: 4_000 }, (_, at) => `${at * 7919}`);
    const data = await make([
      { name: 'a.xml', data: XML },
      { name: 'b.xml', data: junit('s', ...noise) },
    ]);
    const before = await count();
    const answer = await send(data.subarray(0, data.length / 2));
    expect([answer.status, answer.text]).toEqual([400, expect.stringContaining('cut off or damaged')]);
    expect(await count()).toEqual(before);
  });

  test('without a report is refused', async () => {
    expect((await send(await make([{ name: 'README', data: 'Nothing here.' }]))).status).toBe(400);
  });
});

test.each<[string, Packed, string]>([
  ['says another size', { name: 'a.xml', data: XML, size: 10 }, 'too many bytes'],
  ['says another sum', { name: 'a.xml', data: XML, crc: 7 }, 'checksum'],
  ['is encrypted', { name: 'a.xml', data: XML, flags: 1 }, 'encrypted'],
])('a zip archive whose entry %s is refused by the name of the entry', async (_, entry, words) => {
  const answer = await send(zip([{ name: 'ok.xml', data: XML }, entry]));
  expect([answer.status, answer.text]).toEqual([400, expect.stringContaining(words)]);
  expect(answer.text).toContain('a.xml');
});

test('bombs are refused in little memory, and others are served meanwhile', async () => {
  const blanks = Buffer.alloc(96 * MiB, ' ');
  const start = Buffer.from('<testsuite name="s">');
  const text = Buffer.concat([start, blanks]);
  const bombs: [string, Buffer][] = [
    ['gzip of gzip', gzipSync(gzipSync(text))],
    ['zstd', zstdBomb(60_000, start.toString())],
    ['zip', zip([{ name: 'a.xml', data: text }])],
    [
      'tar.gz in zip',
      zip([{ name: 'a.tar.gz', data: gzipSync(await tar([{ name: 'a.xml', data: text }])) }]),
    ],
    ['brotli', brotliCompressSync(text)],
  ];
  const before = await count();
  global.gc?.();
  const base = process.memoryUsage().rss;
  let highest = 0;
  let slowest = 0;
  const watch = setInterval(() => (highest = Math.max(highest, process.memoryUsage().rss)), 20);
  try {
    for (const [name, bomb] of bombs) {
      let done = false;
      const headers: Record<string, string> = name === 'brotli' ? { 'Content-Encoding': 'br' } : {};
      const answer = send(bomb, headers).finally(() => (done = true));
      while (!done) {
        const asked = Date.now();
        expect((await app.ask('users/?page_size=1')).status).toBe(200);
        slowest = Math.max(slowest, Date.now() - asked);
      }
      const { status, text: said } = await answer;
      expect([name, status, said]).toEqual([name, 413, expect.stringContaining('unpacks to more than')]);
    }
  } finally {
    clearInterval(watch);
  }
  expect(highest - base).toBeLessThan(256 * MiB);
  expect(slowest).toBeLessThan(2_000);
  expect(await count()).toEqual(before);
}, 120_000);

test('assay push --together sends a folder of reports as one job', async () => {
  const run = await assay(
    ['push', '--together', '--json', '--name', 'by the command', join(__dirname, '../../fixtures/reports')],
    { ASSAY_URL: app.url, ASSAY_TOKEN: 'a'.repeat(40) },
  );
  expect([run.stderr, run.code]).toEqual([expect.any(String), 0]);
  const { job, stored } = JSON.parse(run.stdout) as { job: number; stored: number };
  expect((await app.ask(`jobs/${job}/tests/?count=exact&page_size=1`)).body.count).toBe(stored);
  expect(stored).toBeGreaterThan(20);
});
