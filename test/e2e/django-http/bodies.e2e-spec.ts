import { Request, startApp, TestApp } from '../../support/app';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const FORM = 'application/x-www-form-urlencoded';
const send = (path: string, type: string, body: Request['body'], method = 'POST') =>
  app.ask(path, { method, body, headers: { 'Content-Type': type } });

test('forms make rows, encoded or in parts', async () => {
  expect((await send('tags/', FORM, 'name=form+tag&description=a%2Bb')).body).toMatchObject({
    name: 'form tag',
    description: 'a+b',
  });
  const parts = '--XX\r\nContent-Disposition: form-data; name="name"\r\n\r\nmülti\r\n--XX--\r\n';
  expect((await send('tags/', 'multipart/form-data; boundary=XX', parts)).body.name).toBe('mülti');
  expect((await send('tags/', FORM, 'name=one&name=two')).body.name).toBe('two');
  const data = new FormData();
  data.set('name', 'by client');
  expect((await app.ask('tags/', { body: data })).body.name).toBe('by client');
});

test('what is no media type is refused in its turn', async () => {
  for (const type of ['garbage', '', 'a b/c', 'a/b/c; charset=utf-8', '/']) {
    const answer = await send('tags/', type, '{"name":"never"}');
    expect([answer.status, answer.body]).toEqual([
      415,
      { detail: `Unsupported media type "${type}" in request.` },
    ]);
    const asked = { method: 'POST', body: '{}', headers: { 'Content-Type': type } };
    expect((await app.ask('tags/', { ...asked, token: null })).status).toBe(401);
    expect((await app.ask('jobs/2000000000/finish/', asked)).status).toBe(404);
    expect((await app.ask('tags/', { ...asked, method: 'PUT' })).status).toBe(405);
    expect((await send('jobs/', type, '')).status).toBe(201);
  }
});

test('a repeated name is a list where many are meant, and an empty one no value', async () => {
  await app.make('devicetypes/', { name: 'qemu' });
  const tags = [(await app.make('tags/', { name: 't1' })).id, (await app.make('tags/', { name: 't2' })).id];
  const form = `hostname=f&device_type=qemu&tags=${tags[0]}&tags=${tags[1]}&worker_host=`;
  const made = await send('devices/', FORM, form);
  expect([made.status, made.body.tags, made.body.worker_host]).toEqual([201, tags, null]);
  expect((await send('devices/f/', FORM, 'tags=', 'PATCH')).body.tags).toEqual([]);
  expect((await send('tags/', FORM, 'name=&description=')).body).toEqual({
    name: ['This field may not be blank.'],
  });
});

test('a missing checkbox is false in forms, save in PATCH', async () => {
  expect((await app.make('devicetypes/', { name: 'json' })).display).toBe(true);
  expect((await send('devicetypes/', FORM, 'name=form')).body.display).toBe(false);
  expect((await send('devicetypes/json/', FORM, 'description=x', 'PATCH')).body.display).toBe(true);
  expect((await send('devicetypes/json/', FORM, 'description=x', 'PUT')).body.display).toBe(false);
});

test.each([
  ['{', 'Expecting property name enclosed in double quotes: line 1 column 2 (char 1)'],
  ['{"name": "x"} trailing', 'Extra data: line 1 column 15 (char 14)'],
])('JSON like %s is refused with the place', async (body, message) => {
  expect((await send('tags/', 'application/json', body)).body).toEqual({
    detail: `JSON parse error - ${message}`,
  });
});

test.each(['multipart/form-data', 'multipart/form-data; boundary=XX'])(
  '%s with nothing in it',
  async (type) => {
    const answer = await send('tags/', type, 'garbage');
    expect([answer.status, answer.body]).toEqual([
      400,
      { detail: expect.stringMatching(/^Multipart form parse error - ./) },
    ]);
  },
);

test.each([
  ['encoded', FORM, Buffer.from('name=odd\xff', 'latin1')],
  ['percent-encoded', FORM, 'name=odd%FF'],
  [
    'in parts',
    'multipart/form-data; boundary=XX',
    Buffer.from('--XX\r\nContent-Disposition: form-data; name="name"\r\n\r\nodd\xff\r\n--XX--\r\n', 'latin1'),
  ],
])('a form, %s, with bytes that are no UTF-8 is refused', async (_how, type, body) => {
  const answer = await send('tags/', type, typeof body === 'string' ? body : new Uint8Array(body));
  expect([answer.status, answer.body]).toEqual([
    400,
    { detail: expect.stringMatching(/orm parse error - 'utf-8' codec can't decode the body$/) },
  ]);
});

test('a form is in the charset that it names, percent signs included', async () => {
  const latin = new Uint8Array(Buffer.from('name=h\xe9%E9&description', 'latin1'));
  expect((await send('tags/', `${FORM}; charset=latin-1`, latin)).body.name).toBe('héé');
  expect((await send('tags/', FORM, 'name=100%&description=%zz=\ufffd')).body).toMatchObject({
    name: '100%',
    description: '%zz=\ufffd',
  });
});

test('JSON in UTF-16 may say in which order its bytes are', async () => {
  const little = Buffer.from('\ufeff{"name": "16é"}', 'utf16le');
  const big = Buffer.from('\ufeff{"name": "16è"}', 'utf16le').swap16();
  for (const [bytes, charset, name] of [
    [little, 'utf-16', '16é'],
    [big, 'UTF-16', '16è'],
    [little.subarray(2), 'utf-16', null],
    [little.subarray(2), 'utf-16le', null],
  ] as const) {
    const answer = await send('tags/', `application/json; charset=${charset}`, new Uint8Array(bytes));
    if (name === null) expect(answer.body).toEqual({ name: ['tag with this name already exists.'] });
    else expect(answer.body.name).toBe(name);
  }
  const marked = await send('tags/', 'application/json; charset=utf-16le', new Uint8Array(little));
  expect(marked.body.detail).toContain('Unexpected UTF-8 BOM');
});

test('an empty text is no related row', async () => {
  const made = await app.make('jobs/', { name: 'none', actual_device: '', requested_device_type: '' });
  expect([made.actual_device, made.requested_device_type]).toEqual([null, null]);
  const answer = await app.ask('devices/', { json: { hostname: 'x', device_type: '' } });
  expect([answer.status, answer.body]).toEqual([400, { device_type: ['This field may not be null.'] }]);
});

test('the charset is heeded', async () => {
  const latin = new Uint8Array(Buffer.from('{"name": "hé"}', 'latin1'));
  expect((await send('tags/', 'application/json; charset=latin-1', latin)).body.name).toBe('hé');
  expect((await send('tags/', 'application/*', '{"name": "any"}')).status).toBe(201);
  for (const type of ['application/json', FORM]) {
    const answer = await send('tags/', `${type}; charset=nope`, '{}');
    expect([answer.status, answer.body]).toEqual([415, { detail: 'Unsupported charset "nope" in request.' }]);
  }
});
