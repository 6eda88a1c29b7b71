import { connect } from 'node:net';
import { Readable } from 'node:stream';
import { ADMIN_TOKEN, Request, startApp, TestApp } from '../../support/app';

const MIB = 1024 * 1024;

let app: TestApp;
let job: number;
beforeAll(async () => {
  app = await startApp({ ASSAY_BATCH_LIMIT: '500', ASSAY_UPLOAD_LIMIT: String(48 * MIB) });
  job = (await app.make('jobs/', { name: 'kept' })).id;
});
afterAll(() => app.close());
afterEach(async () => expect((await app.ask('jobs/')).body.count).toBe(1));

/** Says HTTP over a bare socket and gives all that comes back until the connection ends. */
function speak(pieces: readonly (string | Buffer)[], { end = false, wait = 3000 } = {}): Promise<string> {
  const { hostname, port } = new URL(app.url);
  return new Promise((resolve) => {
    let heard = '';
    const socket = connect(Number(port), hostname, () => {
      for (const piece of pieces) socket.write(piece);
      if (end) socket.end();
    });
    const timer = setTimeout(() => socket.destroy(), wait);
    socket.setEncoding('utf8').on('data', (text: string) => (heard += text));
    socket
      .on('error', () => undefined)
      .on('close', () => {
        clearTimeout(timer);
        resolve(heard);
      });
  });
}
const head = (path: string, ...headers: string[]): string =>
  [
    `POST /api/v1/${path} HTTP/1.1`,
    'Host: x',
    `Authorization: Token ${ADMIN_TOKEN}`,
    ...headers,
    '',
    '',
  ].join('\r\n');

const JSON_TYPE = { 'Content-Type': 'application/json' };
const post = (path: string, body: Request['body'], headers: Record<string, string> = JSON_TYPE) =>
  app.ask(path, { method: 'POST', body, headers });
const bytes = (...codes: number[]): Uint8Array<ArrayBuffer> => new Uint8Array(codes);

const WRITING: [path: string, method: string][] = [
  ['jobs/', 'POST'],
  ['tokens/', 'POST'],
  ['token/', 'POST'],
  ['jobs/1/suites/', 'POST'],
  ['jobs/1/', 'PUT'],
  ['jobs/1/', 'PATCH'],
  ['jobs/1/finish/', 'POST'],
];

test.each([
  ['a brace', '{'],
  ['a comma too many', '{"a":1,}'],
  ['single quotes', "{'a':1}"],
  ['NaN', '{"priority":NaN}'],
  ['Infinity', '{"priority":-Infinity}'],
  ['two documents', '{}{}'],
  ['blanks alone', '   '],
  ['a byte order mark', '\ufeff{}'],
  ['bytes that are not UTF-8', bytes(0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d)],
  ['a surrogate in UTF-8', bytes(0x22, 0xed, 0xa0, 0x80, 0x22)],
  ['UTF-16', bytes(0x7b, 0, 0x7d, 0)],
  ['a raw line break in a text', '{"name":"a\nb"}'],
  ['a raw U+0000', '{"name":"a\0b"}'],
])('JSON with %s is refused by every route that reads it', async (_what, body) => {
  for (const [path, method] of WRITING) {
    const answer = await app.ask(path, { method, body, headers: JSON_TYPE });
    expect([path, answer.status, answer.body]).toEqual([
      path,
      400,
      { detail: expect.stringMatching(/^JSON parse error - ./) },
    ]);
  }
});

test.each(['text/plain', 'application/xml', 'application/octet-stream', 'text/json'])(
  'the type %s is not supported where rows are made, and is named',
  async (type) => {
    const answer = await post('jobs/', '{}', { 'Content-Type': type });
    expect([answer.status, answer.body]).toEqual([
      415,
      { detail: `Unsupported media type "${type}" in request.` },
    ]);
  },
);

test.each(['application', '/', ';', 'x'.repeat(500), 'application/json/x'])(
  'the type %s is none',
  async (type) => {
    const answer = await post('jobs/', '{}', { 'Content-Type': type });
    expect([answer.status, answer.body]).toEqual([
      415,
      { detail: expect.stringMatching(/^Unsupported media type/i) },
    ]);
  },
);

test('types are compared without case, and nothing at all is an empty object', async () => {
  const suites = `jobs/${job}/suites/`;
  expect(
    (await post(suites, '{"name":"a"}', { 'Content-Type': 'Application/JSON; Charset=UTF-8' })).status,
  ).toBe(201);
  expect(
    (await post(suites, 'name=b', { 'Content-Type': 'application/x-www-form-urlencoded' })).body.name,
  ).toBe('b');
  expect((await app.ask(suites, { method: 'POST' })).body).toEqual({ name: ['This field is required.'] });
  expect((await post(suites, '', { 'Content-Type': 'text/plain' })).body).toEqual({
    name: ['This field is required.'],
  });
});

/** A hundred megabytes of nothing in particular, made while it is sent. */
function flood(total = 100 * MIB): ReadableStream {
  const chunk = Buffer.alloc(MIB, 'x');
  let sent = 0;
  const source = new Readable({
    read() {
      sent += chunk.length;
      this.push(sent > total ? null : chunk);
    },
  });
  return Readable.toWeb(source) as ReadableStream;
}
const streamed = (path: string, headers: Record<string, string>) =>
  fetch(`${app.url}/api/v1/${path}`, {
    method: 'POST',
    body: flood(),
    headers: { Authorization: `Token ${ADMIN_TOKEN}`, ...headers },
    duplex: 'half',
  } as RequestInit);

test.each([
  ['jobs/', 'application/json'],
  ['jobs/', 'application/x-www-form-urlencoded'],
  ['jobs/', 'application/x-ndjson'],
  ['ingest/', 'application/xml'],
  ['jobs/1/attachments/?name=x', 'application/octet-stream'],
])(
  '100 MB for %s as %s are refused with 413, and take no memory',
  async (path, type) => {
    global.gc?.();
    const before = process.memoryUsage().rss;
    const answer = await streamed(path, { 'Content-Type': type });
    expect([answer.status, await answer.json()]).toEqual([
      413,
      { detail: expect.any(String), field: expect.any(String) },
    ]);
    expect(process.memoryUsage().rss - before).toBeLessThan(150 * MIB);
    expect((await app.ask('attachments/')).body.count).toBe(0);
  },
  30_000,
);

test('an announced 100 MB are refused before they are sent, and the connection is still good', async () => {
  const heard = await speak(
    [head('jobs/', 'Content-Type: application/json', `Content-Length: ${100 * MIB}`), Buffer.alloc(MIB, 'x')],
    { wait: 1500 },
  );
  expect(heard).toMatch(/^HTTP\/1\.1 413 .*"The body is larger than the limit/s);
  const body = `{"name":"${'x'.repeat(17 * MIB)}"}`;
  const both = await speak([
    head('jobs/', 'Content-Type: application/json', `Content-Length: ${body.length}`),
    body,
    'GET /api/v1/jobs/ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
  ]);
  expect(both).toMatch(/^HTTP\/1\.1 413 .*HTTP\/1\.1 200 .*"count":1/s);
});

test('a body that ends before its length makes nothing', async () => {
  const heard = await speak(
    [head('jobs/', 'Content-Type: application/json', 'Content-Length: 50'), '{"name":"cut"}'],
    { end: true },
  );
  expect(heard === '' || /^HTTP\/1\.1 400 /.test(heard)).toBe(true);
  const chunks = await speak(
    [
      head('jobs/', 'Content-Type: application/json', 'Transfer-Encoding: chunked'),
      'e\r\n{"name":"cut"}\r\n',
    ],
    { end: true },
  );
  expect(chunks === '' || /^HTTP\/1\.1 400 /.test(chunks)).toBe(true);
});

test('a body longer than its length is cut there, and what follows is no request', async () => {
  const heard = await speak(
    [head('jobs/', 'Content-Type: application/json', 'Content-Length: 5'), '{"name":"too long"}', '\r\n\r\n'],
    { end: true },
  );
  expect(heard).toMatch(/^HTTP\/1\.1 400 /);
});

test.each([
  ['two lengths', ['Content-Length: 2', 'Content-Length: 3']],
  ['a length and chunks', ['Content-Length: 2', 'Transfer-Encoding: chunked']],
  ['a negative length', ['Content-Length: -1']],
  ['a length that is no number', ['Content-Length: many']],
  ['a length beyond all numbers', [`Content-Length: ${'9'.repeat(40)}`]],
])('%s is answered with 4xx', async (_what, headers) => {
  const heard = await speak([head('jobs/', 'Content-Type: application/json', ...headers), '{}'], {
    end: true,
  });
  expect(heard).toMatch(/^HTTP\/1\.1 4\d\d /);
});

test('arrays beyond the limit are refused with the way out', async () => {
  const answer = await app.ask('jobs/', { json: Array(501).fill({}) });
  expect([answer.status, answer.body]).toEqual([
    413,
    { detail: expect.stringMatching(/500 rows; send NDJSON/), field: 'body' },
  ]);
});

test.each(['[', '{"a":'])('JSON nested a million deep in %s is refused', async (open) => {
  const deep = open.repeat(1_000_000) + '1' + (open === '[' ? ']' : '}').repeat(1_000_000);
  for (const body of [`{"name":${deep}}`, `{"metadata":{"a":${deep}}}`, `[{"name":${deep}}]`]) {
    const answer = await post('jobs/', body);
    expect([answer.status, answer.text.length < 300]).toEqual([400, true]);
  }
});

const part = (name: string, value: string, more = ''): string =>
  `--b\r\nContent-Disposition: form-data; name="${name}"${more}\r\n\r\n${value}\r\n`;
test.each([
  ['no boundary', 'multipart/form-data', 'x'],
  [
    'the boundary of another',
    'multipart/form-data; boundary=zzz',
    `${part('file', 'x', '; filename="a"')}--b--\r\n`,
  ],
  ['its end missing', 'multipart/form-data; boundary=b', part('file', 'x', '; filename="a"')],
  ['its file cut', 'multipart/form-data; boundary=b', part('file', 'x', '; filename="a"').slice(0, -3)],
  ['its head cut', 'multipart/form-data; boundary=b', '--b\r\nContent-Disp'],
  ['no file', 'multipart/form-data; boundary=b', `${part('job', '1')}--b--\r\n`],
  [
    'a field called __proto__',
    'multipart/form-data; boundary=b',
    `${part('__proto__', 'x')}${part('file', 'x', '; filename="a"')}--b--\r\n`,
  ],
  [
    'a field called constructor',
    'multipart/form-data; boundary=b',
    `${part('constructor', 'x')}${part('file', 'x', '; filename="a"')}--b--\r\n`,
  ],
  [
    'a thousand fields',
    'multipart/form-data; boundary=b',
    `${Array.from({ length: 1000 }, (_, at) => part(`f${at}`, 'x')).join('')}--b--\r\n`,
  ],
  [
    'a field of 1 MB',
    'multipart/form-data; boundary=b',
    `${part('name', 'x'.repeat(MIB))}${part('file', 'x', '; filename="a"')}--b--\r\n`,
  ],
])('a form with %s is refused, and nothing is left of it', async (_what, type, body) => {
  for (const path of ['ingest/', `jobs/${job}/attachments/`]) {
    const answer = await post(path, body, { 'Content-Type': type });
    expect([path, [400, 413].includes(answer.status), answer.text]).toEqual([
      path,
      true,
      expect.stringMatching(/^\{"\w+":/),
    ]);
  }
  for (const name of ['ingests', 'attachments']) expect((await app.ask(`${name}/`)).body.count).toBe(0);
});
