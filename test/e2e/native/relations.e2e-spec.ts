import { startApp, TestApp } from '../../support/app';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
  await app.make('devicetypes/', { name: 'board' });
  await app.make('devices/', { hostname: 'b1', device_type: 'board' });
  await app.make('tags/', { name: 'usb' });
  await app.make('groups/', { name: 'kernel' });
  await app.user('carla');
  await app.make('jobs/', { name: 'hers', submitter: 'carla', actual_device: 'b1' });
});
afterAll(() => app.close());

const idOf = async (path: string): Promise<number> => (await app.ask(path)).body.results[0].id;

test.each([
  ['a device type that has devices', async () => 'devicetypes/board/'],
  ['a user who submitted jobs', async () => `users/${await idOf('users/?username=carla')}/`],
])('removing %s is a conflict, not an error of the server', async (_what, path) => {
  const answer = await app.ask(await path(), { method: 'DELETE' });
  expect([answer.status, answer.body]).toEqual([409, { detail: 'Something else still refers to this.' }]);
  expect((await app.ask(await path())).status).toBe(200);
});

test('removing a device leaves its jobs without one', async () => {
  await app.make('devices/', { hostname: 'short-lived', device_type: 'board' });
  const job = (await app.make('jobs/', { actual_device: 'short-lived' })).id;
  expect((await app.ask('devices/short-lived/', { method: 'DELETE' })).status).toBe(204);
  expect((await app.ask(`jobs/${job}/`)).body.actual_device).toBeNull();
});

test('removing a job takes all that is below it along', async () => {
  const job = (await app.make('jobs/', {})).id;
  const test = (await app.make('tests/', { job, suite: 's', name: 't' })).id;
  await app.make('testdata/', { test, key: 'k' });
  await app.make('activities/', { job, test, activity: 'a' });
  await app.make('logs/', { job, message: 'm' });
  expect((await app.ask(`jobs/${job}/`, { method: 'DELETE' })).status).toBe(204);
  for (const path of [`tests/${test}/`, `jobs/${job}/`]) expect((await app.ask(path)).status).toBe(404);
  for (const path of ['suites', 'tests', 'activities', 'logs'])
    expect([path, (await app.ask(`jobs/${job}/${path}/`)).body.count]).toEqual([path, 0]);
});

const NOT_THERE = expect.stringMatching(/does not exist|Incorrect type|Null characters|may not be null/);

/** What a body may say of a related row, and must not get through: by number, by natural key, by name, in a list. */
test.each([
  ['actual_device', 'nope'],
  ['actual_device', 'b1\0'],
  ['actual_device', 7],
  ['actual_device', true],
  ['actual_device', ['b1']],
  ['actual_device', { hostname: 'b1' }],
  ['actual_device', '\ud800'],
  ['actual_device', "b1' OR '1'='1"],
  ['group', 'nope'],
  ['group', 'kernel\0'],
  ['group', 999],
  ['group', -1],
  ['group', 1.5],
  ['group', 1e300],
  ['group', '99999999999999999999'],
  ['group', true],
  ['group', {}],
  ['build', 'abc'],
  ['build', '9223372036854775808'],
  ['build', 9007199254740993],
  ['submitter', null],
  ['submitter', 'nobody'],
  ['tags', ['usb', 'nope']],
  ['tags', [null]],
  ['tags', [['usb']]],
  ['tags', ['us\0b']],
  ['tags', [1e300]],
  ['viewing_groups', ['nope']],
  ['parents', [123456]],
  ['parents', ['__proto__']],
  ['cloned_from', 123456],
])('a job with %s = %j is refused and the field is named', async (field, value) => {
  const answer = await app.ask('jobs/', { json: { [field]: value } });
  expect([answer.status, answer.body]).toEqual([400, { [field]: [NOT_THERE] }]);
});

test.each(['usb', { usb: true }, 3, true])('a list of related rows cannot be %j', async (value) => {
  const answer = await app.ask('jobs/', { json: { tags: value } });
  expect(answer.status).toBe(400);
  expect(answer.body.tags[0]).toMatch(/^Expected a list of items but got type "(str|dict|int|bool)"\.$/);
});

test('related rows are found by number, by number as text, and by name', async () => {
  const tag = await idOf('tags/?name=usb');
  const group = await idOf('groups/?name=kernel');
  for (const [tags, of] of [
    [[tag], group],
    [[String(tag)], String(group)],
    [['usb', tag, 'usb'], 'kernel'],
  ]) {
    expect(await app.make('jobs/', { tags, group: of })).toMatchObject({ tags: [tag], group });
  }
});

test('a build brings its group, and refuses another one', async () => {
  const other = (await app.make('groups/', { name: 'other' })).id;
  const build = await app.make('builds/', { group: 'kernel', name: '6.9' });
  expect((await app.make('jobs/', { build: build.id })).group).toBe(build.group);
  const answer = await app.ask('jobs/', { json: { build: build.id, group: other } });
  expect([answer.status, answer.body]).toEqual([400, { build: ['This build belongs to another group.'] }]);
});
