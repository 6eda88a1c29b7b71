import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, IncomingHttpHeaders, Server, ServerResponse } from 'node:http';
import { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assay, Run, startAssay } from '../support/run-assay';

interface Seen {
  url: URL;
  headers: IncomingHttpHeaders;
  body: string;
}

type Reply = (response: ServerResponse, seen: Seen) => void;

const receipt = (changes: object = {}): object => ({
  id: 5,
  job: 12,
  format: 'junit',
  declared: 3,
  stored: 3,
  repaired: 0,
  rejected: 0,
  warnings: [],
  created: '2026-01-01T00:00:00Z',
  duplicate: false,
  ...changes,
});

const json =
  (status: number, body: unknown, headers: Record<string, string> = {}): Reply =>
  (response) =>
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));

describe('assay push', () => {
  const directory = mkdtempSync(join(tmpdir(), 'assay-push-'));
  const report = join(directory, 'report.xml');
  let server: Server;
  let address: string;
  let seen: Seen[] = [];
  let replies: Reply[] = [];

  beforeAll(async () => {
    writeFileSync(report, '<testsuite name="a"><testcase name="b"/></testsuite>');
    server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const one = {
          url: new URL(request.url ?? '', 'http://x'),
          headers: request.headers,
          body: Buffer.concat(chunks).toString(),
        };
        seen.push(one);
        (replies.shift() ?? json(201, receipt()))(response, one);
      });
    });
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  beforeEach(() => {
    seen = [];
    replies = [];
  });

  afterAll(async () => {
    rmSync(directory, { recursive: true });
    await new Promise((closed) => server.close(closed));
  });

  const push = (args: string[], env: Record<string, string> = {}, input?: string | Buffer): Promise<Run> =>
    assay(['push', ...args], { ASSAY_URL: address, ASSAY_TOKEN: 'assay_secret', ...env }, input);

  it('sends the file as it is, with the attributes as parameters, and prints receipt and job', async () => {
    const run = await push([
      ...[
        '--name',
        'night & day',
        '--group',
        'g',
        '--build',
        'b 1',
        '--device',
        'board-1',
        '--device-type',
        'qemu',
      ],
      ...['--worker', 'w', '--tag', 'usb', '--tag', 'hdmi,lan', '--start-time', '2026-01-01T00:00:00Z'],
      ...['--description', 'all of it', '--uniqueident', 'n-1', '--metadata', '{"n": 12345678901234567890}'],
      ...['--private', '--format', 'xml', '--job', '7', report],
    ]);
    expect(run).toEqual({
      code: 0,
      stdout: `${report}: 3 tests stored.\n${address}/api/v1/jobs/12/\n`,
      stderr: '',
    });
    expect(Object.fromEntries(seen[0]?.url.searchParams ?? [])).toEqual({
      name: 'night & day',
      group: 'g',
      build: 'b 1',
      description: 'all of it',
      uniqueident: 'n-1',
      metadata: '{"n": 12345678901234567890}',
      is_public: 'false',
      device: 'board-1',
      device_type: 'qemu',
      worker: 'w',
      tag: 'usb,hdmi,lan',
      start_time: '2026-01-01T00:00:00Z',
      format: 'junit',
      job: '7',
    });
    expect(seen[0]?.url.pathname).toBe('/api/v1/ingest/');
    expect(seen[0]?.body).toBe('<testsuite name="a"><testcase name="b"/></testsuite>');
    expect(seen[0]?.headers).toMatchObject({
      authorization: 'Bearer assay_secret',
      'content-type': 'application/xml',
      'content-length': '52',
      prefer: 'handling=strict',
    });
  });

  it('takes a report from standard input, of which nobody knows the size', async () => {
    const run = await push(['-', '--url', `${address}/api/v1/`], {}, 'ok 1 - x\n1..1\n');
    expect(run).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('standard input: 3 tests stored.') as string,
    });
    expect(seen[0]).toMatchObject({
      body: 'ok 1 - x\n1..1\n',
      headers: { 'transfer-encoding': 'chunked', 'content-type': 'application/octet-stream' },
    });
  });

  it('says what was repaired, rejected and warned of, and ends with 2', async () => {
    replies = [
      json(
        200,
        receipt({
          repaired: 1,
          rejected: 2,
          warnings: [{ code: 'x', message: 'No name.', line: 4 }],
          duplicate: true,
        }),
      ),
    ];
    const run = await push([report]);
    expect(run.code).toBe(2);
    expect(run.stdout).toContain(
      '3 tests stored, 1 character repaired, 2 records rejected, 1 warning, the report says',
    );
    expect(run.stdout).toContain('here is the first receipt again');
    expect(run.stderr).toBe('  line 4: No name.\n');
  });

  it.each(['count_differs', 'no_tests'])('ends with 2 when the server warns of %s', async (code) => {
    replies = [
      json(201, receipt({ warnings: [{ code, message: 'Some are missing.' }] })),
      json(201, receipt()),
    ];
    const run = await push([report, report]);
    expect(run.code).toBe(2);
    expect(run.stderr).toBe('  Some are missing.\n');
  });

  it('ends with 0 when the server warns of something else', async () => {
    replies = [json(201, receipt({ warnings: [{ code: 'x', message: 'Odd.' }] }))];
    expect((await push([report])).code).toBe(0);
  });

  it('prints receipts as JSON lines', async () => {
    const run = await push(['--json', report, report]);
    const lines = run.stdout.trim().split('\n');
    expect(lines).toHaveLength(2);
    expect(JSON.parse(lines[0] ?? '')).toEqual({
      file: report,
      url: `${address}/api/v1/jobs/12/`,
      ...receipt(),
    });
  });

  it('puts a refusal into words, stores the other files and ends with 1', async () => {
    replies = [
      json(400, {
        start_time: ['Datetime has wrong format.'],
        actual_device: ['Unknown.'],
        device_type: ['Unknown, too.'],
        is_public: ['No.'],
        tags: [{}, { name: ['Too long.'] }],
        bytes: ['Too many.'],
      }),
    ];
    const run = await push([report, report]);
    expect(run.code).toBe(1);
    expect(run.stderr).toBe(
      `assay: ${report}: refused (400): --start-time: Datetime has wrong format. --device: Unknown. --device-type: Unknown, too. --private: No. --tag[1].name: Too long. bytes: Too many.\n`,
    );
    expect(run.stdout).toContain('3 tests stored');
  });

  it('gives up when the server does not know us, and says what to do', async () => {
    replies = [json(401, { detail: 'Authentication credentials were not provided.' })];
    const run = await push([report, report], { ASSAY_TOKEN: '' });
    expect(run).toEqual({
      code: 1,
      stdout: '',
      stderr: `assay: ${report}: refused (401): Authentication credentials were not provided. Set ASSAY_TOKEN, or give --token. (1 more not sent)\n`,
    });
    expect(seen).toHaveLength(1);
    expect(seen[0]?.headers.authorization).toBeUndefined();
  });

  it('tries again when the server is busy or breaks off', async () => {
    replies = [json(503, { detail: 'Busy.' }), (response) => response.socket?.destroy()];
    const run = await push([report]);
    expect(run.code).toBe(0);
    expect(seen).toHaveLength(3);
    expect(run.stderr).toContain('the server is busy (503); trying again in 0.25 s');
  });

  it('waits for a server that starts', async () => {
    const late = createServer((request, response) =>
      request.resume().on('end', () => json(201, receipt())(response, {} as Seen)),
    );
    await new Promise<void>((ready) => late.listen(0, '127.0.0.1', ready));
    const { port } = late.address() as AddressInfo;
    await new Promise((closed) => late.close(closed));
    const { child, ended } = startAssay(
      ['push', '-', '--url', `http://127.0.0.1:${port}`],
      {},
      'ok 1\n1..1\n',
    );
    child.stderr?.once('data', () => late.listen(port, '127.0.0.1'));
    expect(await ended).toMatchObject({ code: 0, stderr: expect.stringContaining('ECONNREFUSED') as string });
    await new Promise((closed) => late.close(closed));
  });

  it('goes to the server that the same environment starts, when nobody says where', async () => {
    const port = new URL(address).port;
    const unset = { ASSAY_URL: '' };
    const environments: Record<string, string>[] = [
      { ...unset, HOST: '0.0.0.0', PORT: port },
      { ...unset, HOST: '::', PORT: port },
      { ...unset, PORT: port },
      { ...unset, ASSAY_BASE_URL: `${address}/`, HOST: 'nope.invalid', PORT: '9' },
      { ASSAY_BASE_URL: 'http://127.0.0.1:9' },
    ];
    for (const env of environments)
      expect(await push([report], env)).toMatchObject({
        code: 0,
        stdout: `${report}: 3 tests stored.\n${address}/api/v1/jobs/12/\n`,
      });
    expect(seen).toHaveLength(5);
    expect(await push([report], { ...unset, PORT: 'http' })).toEqual({
      code: 1,
      stdout: '',
      stderr: 'assay: PORT must be a whole number from 0 to 65535, not "http".\n',
    });
    expect(await push([report], { ...unset, PORT: '0' })).toEqual({
      code: 64,
      stdout: '',
      stderr: 'assay: PORT is 0, any free port: give --url or ASSAY_URL.\n',
    });
  });

  it('says that nobody listens', async () => {
    const run = await push([report, '--url', 'http://127.0.0.1:9/']);
    expect(run.code).toBe(1);
    expect(run.stderr.trim().split('\n').at(-1)).toBe(
      `assay: ${report}: cannot reach http://127.0.0.1:9: nobody listens there. Does the server run, is --url right?`,
    );
  });

  it('stops sending when the server answers before it has everything', async () => {
    const large = join(directory, 'large.xml');
    writeFileSync(large, Buffer.alloc(64 * 1024 * 1024, ' '));
    let received = 0;
    const early = createServer((request, response) => {
      json(413, { detail: 'The body is too large.' }, { connection: 'close' })(response, {} as Seen);
      request.on('data', (chunk: Buffer) => (received += chunk.length));
    });
    await new Promise<void>((ready) => early.listen(0, '127.0.0.1', ready));
    const run = await push([large, '--url', `http://127.0.0.1:${(early.address() as AddressInfo).port}`]);
    early.closeAllConnections();
    await new Promise((closed) => early.close(closed));
    expect(run).toEqual({
      code: 1,
      stdout: '',
      stderr: `assay: ${large}: refused (413): The body is too large.\n`,
    });
    expect(received).toBeLessThan(64 * 1024 * 1024);
  });

  it('recognises that something else answers', async () => {
    replies = [
      (response) => response.writeHead(301, { location: 'https://assay.example/api/v1/ingest/' }).end(),
      (response) => response.writeHead(200).end('<html>'),
      (response) => response.writeHead(404).end('<html>'),
      json(404, { detail: 'Not found.' }),
    ];
    expect((await push([report])).stderr).toContain('set --url to https://assay.example\n');
    expect((await push([report])).stderr).toContain('is it an Assay server?');
    expect((await push([report])).stderr).toContain('there is no Assay at');
    expect((await push([report, report, '--url', `${address}/foo`])).stderr).toBe(
      `assay: ${report}: refused (404): Not found. Is there an Assay at ${address}/foo, is --url right? (1 more not sent)\n`,
    );
  });

  it('ends with 130 on Ctrl-C, with the upload cut off', async () => {
    const gone = new Promise<boolean>((tell) => {
      replies = [(response) => response.socket?.on('close', () => tell(true))];
    });
    const { child, ended } = startAssay(['push', report], { ASSAY_URL: address });
    while (seen.length === 0) await new Promise((soon) => setTimeout(soon, 20));
    child.kill('SIGINT');
    expect(await ended).toMatchObject({ code: 130, stdout: '' });
    expect(await gone).toBe(true);
  });
});
