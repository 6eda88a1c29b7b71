import { startApp, TestApp } from '../../support/app';

let app: TestApp;
let job: number;
beforeAll(async () => {
  app = await startApp();
  await app.make('devicetypes/', { name: 'qemu' });
  for (const hostname of ['host.example.com', 'a', 'a.json'])
    await app.make('devices/', { hostname, device_type: 'qemu' });
  job = (await app.make('jobs/', { name: 'kept' })).id;
});
afterAll(() => app.close());

const NOT_ACCEPTABLE = { detail: 'Could not satisfy the request Accept header.' };
const accepting = (path: string, Accept: string, more = {}) =>
  app.ask(path, { headers: { Accept }, ...more });

test('an Accept that JSON does not fit is 406, before anything else', async () => {
  for (const path of ['jobs/', `jobs/${job}/`, `jobs/${job}/suites/`, `jobs/${job}/summary/`, '/api/v1/']) {
    const answer = await accepting(path, 'text/html');
    expect([path, answer.status, answer.body]).toEqual([path, 406, NOT_ACCEPTABLE]);
    expect(answer.headers.get('content-type')).toBe('application/json');
    expect((await accepting(path, 'text/html,*/*;q=0.8')).status).toBe(200);
  }
  expect((await accepting('jobs/', 'text/html', { token: 'nope' })).status).toBe(406);
  expect((await accepting('jobs/', 'application/xml', { json: { name: 'never' } })).status).toBe(406);
  expect((await app.ask('jobs/')).body.count).toBe(1);
  const json = { username: 'admin', password: 'admin-secret' };
  expect((await accepting('token/', 'text/html', { json, token: null })).status).toBe(406);
});

test.each([
  ['PUT', 'jobs/'],
  ['POST', 'jobs/1/'],
  ['GET', 'jobs/1/cancel/'],
  ['GET', 'token/'],
  ['POST', '/api/v1/'],
])('%s %s: the form of the answer comes before the method', async (method, path) => {
  for (const token of [undefined, null, 'nope']) {
    const answer = await accepting(path, 'text/html', { method, token });
    expect([answer.status, answer.body]).toEqual([406, NOT_ACCEPTABLE]);
    expect((await app.ask(`${path}?format=xml`, { method, token })).status).toBe(404);
  }
  const answer = await accepting(`${path}?format=json`, 'application/json; indent=1', { method });
  expect([answer.status, answer.headers.get('vary')]).toEqual([405, 'Accept']);
  expect(answer.text).toBe(`{\n "detail": "Method \\"${method}\\" not allowed."\n}`);
});

test('a path with one form only has it for every method', async () => {
  for (const path of ['schema/', 'ingest/', `jobs/${job}/junit/`])
    expect([path, (await accepting(`${path}?format=xml`, 'text/html', { method: 'PATCH' })).status]).toEqual([
      path,
      405,
    ]);
});

test('every negotiated answer says that it depends on Accept, the empty one, too', async () => {
  const tag = (await app.make('tags/', { name: 'gone' })).id;
  const gone = await app.ask(`tags/${tag}/`, { method: 'DELETE' });
  expect([gone.status, gone.headers.get('vary')]).toEqual([204, 'Accept']);
});

test('a format by name, or 404', async () => {
  for (const [query, status] of [
    ['format=json', 200],
    ['format=', 200],
    ['format=xml', 404],
    ['format=JSON', 404],
    ['format=xml&page=0', 404],
  ] as const) {
    const answer = await app.ask(`jobs/?${query}`, { headers: { Prefer: 'handling=strict' } });
    expect([query, answer.status]).toEqual([query, status]);
    if (status === 404) expect(answer.body).toEqual({ detail: 'Not found.' });
  }
  expect((await accepting('jobs/?format=json', 'text/html')).status).toBe(406);
  expect((await app.ask('devices/?format=json&page_size=1')).body.next).toMatch(/[?&]format=json(&|$)/);
});

test('indents, errors too', async () => {
  const path = `tags/${(await app.make('tags/', { name: 'usb' })).id}/`;
  const text = (await app.ask(path)).text;
  for (const [indent, blanks] of [
    ['4', 4],
    ['0', 0],
    ['99', 8],
    ['x', 0],
  ] as const) {
    const answer = await accepting(path, `application/json; indent=${indent}`);
    expect(answer.text).toBe(JSON.stringify(JSON.parse(text), null, blanks));
  }
  expect((await accepting('tags/999/', 'application/json; indent=2')).text).toBe(
    '{\n  "detail": "Not found."\n}',
  );
});

test('a path may end in the format', async () => {
  const list = await app.ask('devices.json?page_size=1');
  expect([list.status, list.body.count]).toEqual([200, 3]);
  expect(list.body.next).toBe(`${app.url}/api/v1/devices.json?page=2&page_size=1`);
  expect((await app.ask('devices.json/')).status).toBe(200);
  expect((await app.ask('.json')).body).toHaveProperty('devices');
  for (const slash of ['', '/']) expect((await app.ask(`jobs/${job}.json${slash}`)).body.id).toBe(job);
  expect((await app.ask(`jobs/${job}/suites.json`)).body.count).toBe(0);
  expect((await app.ask(`jobs/${job}.json`, { method: 'PATCH', json: { name: 'new' } })).body.name).toBe(
    'new',
  );
  expect((await app.ask(`jobs/${job}.json?format=xml`)).status).toBe(200);
  for (const path of [`jobs/${job}.xml`, 'nothing.json', 'schema.json', `jobs/${job}/junit.json`])
    expect([path, (await app.ask(path)).status]).toEqual([path, 404]);
});

test('keys may have dots', async () => {
  for (const [path, hostname] of [
    ['devices/host.example.com/', 'host.example.com'],
    ['devices/host.example.com', 'host.example.com'],
    ['devices/host.example.com.json', 'host.example.com'],
    ['devices/a.json', 'a'],
    ['devices/a.json/', 'a.json'],
    ['devices/a.json.json', 'a.json'],
  ] as const)
    expect([path, (await app.ask(path)).body.hostname]).toEqual([path, hostname]);
});

test('what has one form only takes any Accept and any format', async () => {
  for (const path of [`jobs/${job}/junit/?format=xml`, 'schema/', 'docs/'])
    expect([path, (await accepting(path, 'image/png')).status]).toEqual([path, 200]);
  const report = { body: '1..1\nok 1 - a\n', headers: { 'Content-Type': 'text/x-tap', Accept: 'text/html' } };
  expect((await app.ask('ingest/?name=r', report)).status).toBe(201);
});

test('where rows have a field of that name, format does not choose the form', async () => {
  expect((await app.ask('ingests/?format=tap')).status).toBe(200);
  expect((await app.ask('ingests.json')).status).toBe(200);
});
