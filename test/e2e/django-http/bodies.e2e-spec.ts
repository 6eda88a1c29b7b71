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

test('a form with bytes that are no UTF-8 is read as well as it goes', async () => {
  const bytes = new Uint8Array([...Buffer.from('name=odd'), 0xff]);
  expect((await send('tags/', FORM, bytes)).body.name).toBe('odd\ufffd');
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
