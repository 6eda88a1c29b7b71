import { RESOURCES } from '../../../src/resources/index';
import { startApp, TestApp } from '../../support/app';

let app: TestApp;
let job: number;
let alice: string;
beforeAll(async () => {
  app = await startApp();
  await app.make('devicetypes/', { name: 'qemu' });
  await app.make('devices/', { hostname: 'host.1', device_type: 'qemu' });
  job = (await app.make('jobs/', { name: 'kept' })).id;
  alice = (await app.user('alice')).token;
});
afterAll(() => app.close());

const options = (path: string, token?: string | null) => app.ask(path, { method: 'OPTIONS', token });

test('a list says what it is and what a body may say', async () => {
  const answer = await options('devices/');
  expect([answer.status, answer.headers.get('allow')]).toEqual([200, 'GET, POST, HEAD, OPTIONS']);
  expect(answer.body).toMatchObject({
    name: 'Device List',
    description: 'The boards and machines of the lab.',
    renders: ['application/json'],
    parses: [
      'application/json',
      'application/x-www-form-urlencoded',
      'multipart/form-data',
      'application/x-ndjson',
    ],
  });
  const fields = answer.body.actions.POST;
  expect(fields.hostname).toEqual({
    type: 'string',
    required: true,
    read_only: false,
    label: 'Hostname',
    help_text: 'Its name.',
    max_length: 200,
  });
  expect(fields.device_type).toEqual({
    type: 'field',
    required: true,
    read_only: false,
    label: 'Device type',
  });
  expect(fields.state).toMatchObject({
    type: 'choice',
    required: false,
    choices: expect.arrayContaining([{ value: 'Idle', display_name: 'Idle' }]),
  });
  expect((await options('devicetypes/')).body.actions.POST.core_count).toMatchObject({
    type: 'integer',
    min_value: expect.any(Number),
    max_value: 2147483647,
  });
  expect((await options('jobs/')).body.actions.POST.id).toEqual({
    type: 'integer',
    required: false,
    read_only: true,
    label: 'ID',
  });
});

test('a row offers PUT, with its natural key for reading only; a missing one offers nothing', async () => {
  const { body } = await options('devices/host.1');
  expect([body.name, Object.keys(body.actions)]).toEqual(['Device Instance', ['PUT']]);
  expect(body.actions.PUT.hostname).toMatchObject({ required: false, read_only: true });
  for (const path of ['devices/nope/', 'jobs/abc/', 'jobs/2000000000/']) {
    const answer = await options(path);
    expect([path, answer.status, 'actions' in answer.body]).toEqual([path, 200, false]);
  }
});

test('those who may not write are told of no action', async () => {
  for (const [path, token, offered] of [
    ['devices/', null, false],
    ['devices/', alice, false],
    ['devices/host.1/', alice, false],
    ['jobs/', null, false],
    ['jobs/', alice, true],
    [`jobs/${job}/`, alice, false],
    [`jobs/${job}/`, undefined, true],
    ['ingests/', undefined, false],
  ] as const) {
    const answer = await options(path, token);
    expect([path, token, answer.status, 'actions' in answer.body]).toEqual([path, token, 200, offered]);
  }
});

test('a nested list takes its parent from the path', async () => {
  const { body } = await options(`jobs/${job}/suites/`);
  expect(body.name).toBe('Suite List');
  expect(body.actions.POST.job).toMatchObject({ required: false, read_only: true });
  expect('actions' in (await options('jobs/2000000000/suites/')).body).toBe(false);
  expect((await options(`jobs/${job}/suites/1/`)).body.name).toBe('Suite Instance');
});

test('the exchange of a password says what it takes and gives', async () => {
  const { body } = await options('token/', null);
  expect(body).toEqual({
    name: 'Obtain Auth Token',
    description: 'A user name and a password for a token.',
    renders: ['application/json'],
    parses: ['application/json', 'application/x-www-form-urlencoded', 'multipart/form-data'],
    actions: { POST: expect.any(Object) },
  });
  const { username, password, token } = body.actions.POST;
  expect(username).toMatchObject({ type: 'string', required: true, read_only: false, label: 'Username' });
  expect(password).toMatchObject({ type: 'string', required: true, read_only: false, label: 'Password' });
  expect(token).toEqual({ type: 'string', required: false, read_only: true, label: 'Token' });
});

test.each([
  ['ingest/', 'Ingest', 'POST, OPTIONS', ['application/json']],
  ['jobs/1/junit/', 'Junit Export', 'GET, HEAD, OPTIONS', ['application/xml']],
  ['jobs/1/suites/1/csv/', 'Csv Export', 'GET, HEAD, OPTIONS', ['text/csv']],
  ['attachments/1/content/', 'Attachment Content', 'GET, HEAD, OPTIONS', ['*/*']],
  ['schema/', 'Schema', 'GET, HEAD, OPTIONS', ['application/json']],
  ['docs/', 'Docs', 'GET, HEAD, OPTIONS', ['text/html']],
])('%s, which has one form only, says what it is', async (path, name, allow, renders) => {
  const answer = await options(path, null);
  expect([answer.status, answer.headers.get('allow')]).toEqual([200, allow]);
  expect(answer.body).toEqual({
    name,
    description: expect.stringMatching(/./),
    renders,
    parses: path === 'ingest/' ? expect.arrayContaining(['text/csv', 'multipart/form-data']) : [],
  });
});

test('what hangs below a job says what it is, and which body it takes from whom', async () => {
  for (const [path, name] of [
    [`jobs/${job}/cancel/`, 'Cancel'],
    [`jobs/${job}/summary/`, 'Summary'],
    [`jobs/${job}/passrate/`, 'Pass Rate'],
    [`jobs/${job}/metadata/`, 'Metadata'],
    ['/api/v1/', 'Api Root'],
  ]) {
    const answer = await options(path as string);
    expect([path, answer.status, Object.keys(answer.body)]).toEqual([
      path,
      200,
      ['name', 'description', 'renders', 'parses'],
    ]);
    expect(answer.body.name).toBe(name);
  }
  const { body } = await options(`jobs/${job}/finish/`);
  expect(Object.keys(body.actions.POST)).toEqual(expect.arrayContaining(['outcome', 'reason', 'end_time']));
  expect(body.actions.POST.outcome).toMatchObject({ type: 'choice', required: false, read_only: false });
  for (const [path, token] of [
    [`jobs/${job}/finish/`, alice],
    [`jobs/${job}/finish/`, null],
    ['jobs/2000000000/finish/', undefined],
  ] as const) {
    const answer = await options(path, token);
    expect([answer.status, answer.body.name, 'actions' in answer.body]).toEqual([200, 'Finish', false]);
  }
  expect((await options(`jobs/${job}/cancel/`)).headers.get('allow')).toBe('POST, OPTIONS');
});

test.each(RESOURCES.map((resource) => [resource.name, resource] as const))(
  '%s lists what a row shows and a body takes',
  async (name, resource) => {
    const { body } = await options(`${name}/`);
    expect(body.name).toMatch(/^[A-Z].* List$/);
    if (resource.access !== 'nobody')
      expect(Object.keys(body.actions.POST)).toEqual(Object.keys(resource.fields));
  },
);
