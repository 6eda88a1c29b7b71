import { createHash } from 'node:crypto';
import { startApp, TestApp } from '../../support/app';

let app: TestApp;
let job: number;
let test1: number;
beforeAll(async () => {
  app = await startApp();
  job = (await app.make('jobs/', {})).id;
  test1 = (await app.make('tests/', { job, suite: 's', name: 't' })).id;
});
afterAll(() => app.close());

const form = (
  bytes: string,
  name: string,
  fields: Record<string, string> = {},
  type = 'text/plain',
): FormData => {
  const data = new FormData();
  for (const [field, value] of Object.entries(fields)) data.append(field, value);
  data.append('file', new Blob([bytes], { type }), name);
  return data;
};

const asText = (): FormData => {
  const data = new FormData();
  data.append('file', 'text');
  return data;
};

test('a file arrives by every route and leaves as it came', async () => {
  const bytes = 'line\r\n\0\u00ff end';
  for (const [path, fields, of] of [
    ['attachments/', { job: String(job) }, null],
    ['attachments/', { job: String(job), test: String(test1) }, test1],
    [`jobs/${job}/attachments/`, {}, null],
    [`jobs/${job}/tests/${test1}/attachments/`, {}, test1],
  ] as [string, Record<string, string>, number | null][]) {
    const made = await app.ask(path, { body: form(bytes, 'log.txt', fields) });
    expect([made.status, made.body]).toEqual([
      201,
      expect.objectContaining({ job, test: of, name: 'log.txt', content_type: 'text/plain' }),
    ]);
    expect(made.body.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
    const content = await app.ask(`attachments/${made.body.id}/content/`);
    expect([content.text, content.headers.get('content-type')]).toEqual([bytes, 'text/plain']);
    expect(content.headers.get('content-disposition')).toBe('attachment; filename="log.txt"');
    const again = await app.ask(`attachments/${made.body.id}/content/`, {
      headers: { 'If-None-Match': content.headers.get('etag') ?? '' },
    });
    expect([again.status, again.text]).toEqual([304, '']);
  }
  expect((await app.ask(`jobs/${job}/tests/${test1}/attachments/`)).body.count).toBe(2);
});

test('a raw body is a file, too, when its name is said', async () => {
  const headers = { 'Content-Type': 'application/x-tar' };
  const made = await app.ask(`jobs/${job}/attachments/?name=a.tar`, { body: 'tar', headers });
  expect([made.status, made.body.name, made.body.content_type]).toEqual([201, 'a.tar', 'application/x-tar']);
  expect((await app.ask(`jobs/${job}/attachments/`, { body: 'tar', headers })).body).toEqual({
    name: ['This field is required.'],
  });
});

test.each([
  ['../../etc/passwd', 'passwd'],
  ['..\\..\\windows\\system.ini', 'system.ini'],
  ['/abs/olute.txt', 'olute.txt'],
  ['C:\\temp\\x.txt', 'x.txt'],
  ['..', '..'],
  ['süß\u202e\u0001.txt', 'süß\u202e\u0001.txt'],
  [`a"b'c;d%.txt`, `a"b'c;d%.txt`],
])('the name %j is kept without folders, and goes into a header safely', async (name, kept) => {
  const made = await app.ask(`jobs/${job}/attachments/`, { body: form('x', 'f', { name }) });
  expect([made.status, made.body.name]).toEqual([201, kept]);
  const content = await app.ask(`attachments/${made.body.id}/content/`);
  expect([content.status, content.text]).toEqual([200, 'x']);
  expect(content.headers.get('content-disposition')).toMatch(
    /^attachment; filename="[^"\\/%\x00-\x1f]*"(; filename\*=UTF-8''[\w!#$&+.^`|~%-]+)?$/,
  );
});

test('a changed content type is one, or is refused', async () => {
  const { id } = (await app.ask(`jobs/${job}/attachments/`, { body: form('<b>', 'a.html', {}, 'text/html') }))
    .body;
  const patch = (content_type: string) =>
    app.ask(`attachments/${id}/`, { method: 'PATCH', json: { content_type } });
  for (const bad of ['text', 'text/html\nX-Evil: 1', 'tëxt/html', 'text/html; charset=utf-8', 'a/b/c'])
    expect([bad, (await patch(bad)).body]).toEqual([
      bad,
      { content_type: [expect.stringContaining('media type')] },
    ]);
  expect((await patch('')).status).toBe(200);
  const content = await app.ask(`attachments/${id}/content/`);
  expect([content.status, content.headers.get('content-type')]).toEqual([200, 'application/octet-stream']);
});

test('a file can be renamed but keeps its bytes, job and test', async () => {
  const { id, sha256 } = (await app.ask(`jobs/${job}/attachments/`, { body: form('x', 'old.txt') })).body;
  const json = {
    name: 'new.txt',
    sha256: '0'.repeat(64),
    size: 7,
    job: 99,
    test: test1,
    created: '2001-01-01T00:00:00Z',
  };
  const answer = await app.ask(`attachments/${id}/`, { method: 'PATCH', json });
  expect([answer.status, answer.body]).toEqual([
    200,
    expect.objectContaining({ name: 'new.txt', sha256, size: 1, job, test: null }),
  ]);
});

test('the same bytes lie on the disk once, and outlive one of their rows', async () => {
  const [a, b] = [
    await app.ask(`jobs/${job}/attachments/`, { body: form('same', 'a') }),
    await app.ask(`jobs/${job}/attachments/`, { body: form('same', 'b') }),
  ];
  expect(a?.body.sha256).toBe(b?.body.sha256);
  await app.ask(`attachments/${a?.body.id}/`, { method: 'DELETE' });
  expect((await app.ask(`attachments/${b?.body.id}/content/`)).text).toBe('same');
  expect((await app.ask(`attachments/${a?.body.id}/content/`)).status).toBe(404);
});

test.each([
  ['no file', () => ({ body: new FormData() }), /^\{"(file|detail)"/],
  ['text for a file', () => ({ body: asText() }), /The submitted data was not a file/],
  ['an empty file', () => ({ body: form('', 'a') }), /The submitted file is empty/],
  ['an unknown field', () => ({ body: form('x', 'a', { tset: '1' }) }), /"tset":\["Unknown attribute\./],
  ['a test of no job', () => ({ body: form('x', 'a', { test: '9999' }) }), /"test":\["Invalid pk/],
  ['a gigantic field', () => ({ body: form('x', 'a', { name: 'x'.repeat(70_000) }) }), /too long/],
  [
    'two files',
    () => {
      const body = form('x', 'a');
      body.append('second', new Blob(['y']), 'b');
      return { body };
    },
    /Send one file a request/,
  ],
  ['an empty body', () => ({ body: '' }), /empty/],
])('an upload with %s is refused, and says why', async (_what, request, message) => {
  const before = (await app.ask('attachments/')).body.count;
  const answer = await app.ask(`jobs/${job}/attachments/`, request());
  expect([400, 413]).toContain(answer.status);
  expect(answer.text).toMatch(message);
  expect((await app.ask('attachments/')).body.count).toBe(before);
});

test('a job that is not there takes no files', async () => {
  expect((await app.ask('jobs/9999/attachments/', { body: form('x', 'a') })).status).toBe(404);
  expect((await app.ask('attachments/', { body: form('x', 'a', { job: '9999' }) })).body).toEqual({
    job: ['Invalid pk "9999" - object does not exist.'],
  });
  expect((await app.ask('attachments/', { body: form('x', 'a') })).body).toEqual({
    job: ['This field is required.'],
  });
});

test('a part of a file can be had, and the rest later', async () => {
  const made = await app.ask(`jobs/${job}/attachments/`, { body: form('0123456789', 'digits.txt') });
  const part = async (headers: Record<string, string>) => {
    const {
      status,
      text,
      headers: said,
    } = await app.ask(`attachments/${made.body.id}/content/`, {
      headers,
    });
    return [status, text, said.get('content-range')];
  };
  const tag = `"${made.body.sha256}"`;
  expect(await part({ Range: 'bytes=2-4' })).toEqual([206, '234', 'bytes 2-4/10']);
  expect(await part({ Range: 'bytes=7-' })).toEqual([206, '789', 'bytes 7-9/10']);
  expect(await part({ Range: 'bytes=-2', 'If-Range': tag })).toEqual([206, '89', 'bytes 8-9/10']);
  expect(await part({ Range: 'bytes=2-4', 'If-Range': '"another"' })).toEqual([200, '0123456789', null]);
  expect(await part({ Range: 'bytes=10-' })).toEqual([416, '', 'bytes */10']);
  expect(await part({ Range: 'lines=1-2' })).toEqual([200, '0123456789', null]);
  const head = await app.ask(`attachments/${made.body.id}/content/`, { method: 'HEAD' });
  expect(head.headers.get('accept-ranges')).toBe('bytes');
});
