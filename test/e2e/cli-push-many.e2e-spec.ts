import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, IncomingHttpHeaders, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { assay, Run, startAssay } from '../support/run-assay';

interface Seen {
  url: URL;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

const RECEIPT = {
  id: 5,
  job: 12,
  format: 'junit',
  declared: 3,
  stored: 3,
  repaired: 0,
  rejected: 0,
  warnings: [],
};
const XML = '<testsuite name="a"><testcase name="b"/></testsuite>';
const PACKED = gzipSync(XML);

describe('assay push of many files', () => {
  const folder = mkdtempSync(join(tmpdir(), 'assay-push-many-'));
  const results = join(folder, 'results');
  let server: Server;
  let address: string;
  let seen: Seen[] = [];
  let busy = 0;

  beforeAll(async () => {
    const files: Record<string, string | Buffer> = {
      'b.xml': XML,
      'pom.xml': '<project><name>no report</name></project>',
      'a/2.tap': 'ok 1 - x\n1..1\n',
      'a/10.tap': 'ok 1 - y\n1..1\n',
      'a/notes.txt': XML,
      'a/empty.xml': '',
      'a/config.yaml': 'key: value\n',
      'a/rows.ndjson': '{"name": "a", "result": "pass"}\n',
      'z/x.xml.gz': PACKED,
      'z/logs.txt.gz': PACKED,
      'z/all.tar.gz': PACKED,
      '.hidden.xml': XML,
      '.git/b.xml': XML,
    };
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(join(results, name, '..'), { recursive: true });
      writeFileSync(join(results, name), content);
    }
    mkdirSync(join(folder, 'nothing'));
    symlinkSync(results, join(results, 'a', 'circle'));
    symlinkSync(join(results, 'b.xml'), join(results, 'a', 'link.xml'));
    server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const url = new URL(request.url ?? '', 'http://x');
        seen.push({ url, headers: request.headers, body: Buffer.concat(chunks) });
        const status = busy-- > 0 ? 503 : 201;
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(RECEIPT));
      });
    });
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  beforeEach(() => {
    seen = [];
    busy = 0;
  });

  afterAll(async () => {
    rmSync(folder, { recursive: true });
    await new Promise((closed) => server.close(closed));
  });

  const env = (): Record<string, string> => ({ ASSAY_URL: address, ASSAY_TOKEN: 'assay_secret' });
  const push = (args: string[], input?: string): Promise<Run> => assay(['push', ...args], env(), input);
  const names = ({ stdout }: Run): string[] =>
    stdout
      .split('\n')
      .filter((line) => line.includes('tests stored'))
      .map((line) => line.replace(`${results}/`, '').replace(/: 3 tests.*/, ''));
  const IN_FOLDER = [
    'a/10.tap',
    'a/2.tap',
    'a/link.xml',
    'a/rows.ndjson',
    'b.xml',
    'z/all.tar.gz',
    'z/x.xml.gz',
  ];

  it('sends the reports of a folder one after the other, by name, and nothing else that lies there', async () => {
    const run = await push([results]);
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(names(run)).toEqual(IN_FOLDER);
    expect(seen).toHaveLength(IN_FOLDER.length);
    expect(seen[6]?.body).toEqual(PACKED);
  });

  it('sends what a pattern in quotes matches', async () => {
    expect(names(await push([`${results}/**/*.{tap,txt}`]))).toEqual(['a/10.tap', 'a/2.tap', 'a/notes.txt']);
    expect(names(await push([`${results}/.*.xml`, `${results}/?.xml`]))).toEqual(['.hidden.xml', 'b.xml']);
  });

  it('sends all as one, with their names, when they belong together', async () => {
    busy = 1;
    const run = await push([
      '--together',
      '--atomic',
      '--idempotency-key',
      'run-7',
      '--name',
      'all',
      results,
    ]);
    expect(run).toMatchObject({ code: 0, stdout: `7 files: 3 tests stored.\n${address}/api/v1/jobs/12/\n` });
    expect(seen).toHaveLength(2);
    const { url, headers, body } = seen[1] as Seen;
    expect(Object.fromEntries(url.searchParams)).toEqual({ name: 'all', atomic: 'true' });
    expect(headers).toMatchObject({ 'idempotency-key': 'run-7', 'content-length': String(body.length) });
    expect(headers['content-disposition']).toBeUndefined();
    const type = headers['content-type'] ?? '';
    const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData();
    const files = form.getAll('file') as File[];
    expect(files.map(({ name }) => name.replace(`${results}/`, ''))).toEqual(IN_FOLDER);
    expect(await files[4]?.text()).toBe(XML);
    expect(Buffer.from((await files[6]?.arrayBuffer()) as ArrayBuffer)).toEqual(PACKED);
  });

  it('sends standard input along with files, and one file alone as ever', async () => {
    expect((await push(['--together', '-', join(results, 'b.xml')], 'ok 1\n1..1\n')).code).toBe(0);
    expect(seen[0]?.headers['transfer-encoding']).toBe('chunked');
    expect(seen[0]?.body.toString()).toMatch(
      /filename="stdin"[^]*ok 1\n1\.\.1\n[^]*filename="[^"]*b\.xml"[^]*<testsuite/,
    );
    expect((await push(['--together', join(results, 'b.xml')])).code).toBe(0);
    expect(seen[1]?.body.toString()).toBe(XML);
  });

  it('says what is wrong before it sends anything', async () => {
    const wrong: [string[], string][] = [
      [[`${folder}/nothing`], `There is no report in ${folder}/nothing.`],
      [[`${folder}/*.xml`], `No file matches ${folder}/*.xml.`],
      [[`${folder}/nowhere/*.xml`], `No file matches ${folder}/nowhere/*.xml.`],
      [[`${folder}/nowhere.xml`], `Cannot read ${folder}/nowhere.xml: there is no such file.`],
      [
        ['--idempotency-key', 'k', results],
        '--idempotency-key is for one upload: name one file, or say --together.',
      ],
    ];
    for (const [args, words] of wrong)
      expect(await push(args)).toEqual({ code: 64, stdout: '', stderr: `assay: ${words}\n` });
    expect((await push(['--idempotency-key', 'a b', results])).code).toBe(64);
    expect(seen).toEqual([]);
  });

  it('breaks off when a file cannot be read, and names it', async () => {
    const run = startAssay(['push', '--together', join(results, 'b.xml'), '/proc/self/mem'], env());
    const { code, stderr } = await run.ended;
    expect(code).toBe(1);
    expect(stderr).toMatch(/^assay: Cannot read \/proc\/self\/mem: /);
    expect(seen).toEqual([]);
  });
});
