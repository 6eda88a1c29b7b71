import { startApp, TestApp } from '../../support/app';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
  await app.make('devicetypes/', { name: 'board' });
  await app.make('devices/', { hostname: 'b1', device_type: 'board' });
  await app.make('workers/', { hostname: 'w1' });
  await app.make('usergroups/', { name: 'team' });
});
afterAll(() => app.close());

let count = 0;
/** A report that nobody has sent before. */
const report = (): string => `<testsuite name="s"><testcase name="t${count++}" time="1.5"/></testsuite>`;
const jobOf = async (id: number) => (await app.ask(`jobs/${id}/`)).body;

/** Everything that is stored by an upload, counted. */
async function stored(): Promise<number[]> {
  const counts: number[] = [];
  for (const name of ['jobs', 'suites', 'tests', 'ingests', 'groups', 'builds', 'tags'])
    counts.push((await app.ask(`${name}/`)).body.count);
  return counts;
}

test('attributes become the job, as parameters and as fields of a form alike', async () => {
  const attributes = {
    name: 'smoke',
    description: 'all of it',
    group: 'kernel',
    build: '6.9-rc1',
    device_type: 'board',
    device: 'b1',
    worker: 'w1',
    tags: 'usb, 2024 ,2024',
    priority: '70',
    health_check: 'true',
    submit_time: '2024-01-01T00:00:00Z',
    metadata: '{"kernel":{"version":"6.9"}}',
    is_public: 'false',
    viewing_groups: 'team',
    source_system: 'lava',
  };
  const raw = await app.ask(`ingest/?${new URLSearchParams(attributes)}`, { body: report() });
  const form = new FormData();
  for (const [name, value] of Object.entries(attributes)) form.append(name, value);
  form.append('file', new Blob([report()]), 'results.xml');
  const multipart = await app.ask('ingest/', { body: form });
  for (const { status, body } of [raw, multipart]) {
    expect([status, body.stored]).toEqual([201, 1]);
    const job = await jobOf(body.job);
    expect(job).toMatchObject({
      name: 'smoke',
      description: 'all of it',
      requested_device_type: 'board',
      actual_device: 'b1',
      worker: 'w1',
      priority: 70,
      health_check: true,
      submit_time: '2024-01-01T00:00:00Z',
      metadata: { kernel: { version: '6.9' } },
      is_public: false,
      state: 'Finished',
      outcome: 'passed',
      tests_total: 1,
    });
    expect(job.viewing_groups).toHaveLength(1);
    const names = (await app.ask(`tags/?id__in=${job.tags}`)).body.results.map(
      (tag: { name: string }) => tag.name,
    );
    expect(names.sort()).toEqual(['2024', 'usb']);
    expect((await app.ask(`builds/${job.build}/`)).body).toMatchObject({ name: '6.9-rc1', group: job.group });
  }
});

test('a tag that looks like a number is a name, not the number of another tag', async () => {
  const [other] = (await app.ask('tags/')).body.results;
  const { body } = await app.ask(`ingest/?tag=${other.id}`, { body: report() });
  const [tag] = (await jobOf(body.job)).tags;
  expect(tag).not.toBe(other.id);
  expect((await app.ask(`tags/${tag}/`)).body.name).toBe(String(other.id));
});

test('a job without a name is called after the report, then the file, then the format', async () => {
  const named = `<testsuites name="nightly"><testsuite name="s"><testcase name="${count++}"/></testsuite></testsuites>`;
  expect((await jobOf((await app.ask('ingest/', { body: named })).body.job)).name).toBe('nightly');
  const form = new FormData();
  form.append('file', new Blob([report()]), 'out.xml');
  expect((await jobOf((await app.ask('ingest/', { body: form })).body.job)).name).toBe('out.xml');
  expect((await jobOf((await app.ask('ingest/', { body: report() })).body.job)).name).toBe('junit report');
});

test('the longest file name makes no upload fail', async () => {
  const form = new FormData();
  form.append('file', new Blob([report()]), `${'é'.repeat(300)}.xml`);
  const answer = await app.ask('ingest/', { body: form });
  expect([answer.status, (await jobOf(answer.body.job)).name]).toEqual([201, 'é'.repeat(200)]);
});

const REFUSED: [query: string, field: string, message: RegExp][] = [
  ['prioriti=x', 'prioriti', /Unknown attribute\. Did you mean "priority"\?/],
  ['__proto__=x', '__proto__', /Unknown attribute/],
  ['constructor=x', 'constructor', /Unknown attribute/],
  ['submitter=1', 'submitter', /Unknown attribute/],
  ['format=junitt', 'format', /is not a valid choice/],
  ['format=__proto__', 'format', /is not a valid choice/],
  ['metadata=[1]', 'metadata', /JSON object/],
  ['metadata={', 'metadata', /JSON object/],
  ['metadata={"a":"%5Cu0000"}', 'metadata', /Null characters/],
  ['priority=high', 'priority', /valid integer/],
  ['state=done', 'state', /valid choice/],
  ['is_public=maybe', 'is_public', /valid boolean/],
  ['submit_time=now', 'submit_time', /wrong format/],
  ['device=nope', 'device', /does not exist/],
  ['device=b1%00', 'device', /Null characters/],
  ['device_type=nope', 'device_type', /does not exist/],
  ['viewing_groups=team,nope', 'viewing_groups', /does not exist/],
  ['build=7', 'group', /required/],
  ['group=%00', 'group', /Null characters/],
  ['group=g&build=%00', 'build', /Null characters/],
  [`group=${'g'.repeat(201)}`, 'group', /no more than 200/],
  [`tags=a,${'t'.repeat(201)}`, 'tags', /no more than 200/],
  ['tags=a,%00', 'tags', /Null characters/],
  [`name=${'n'.repeat(201)}`, 'name', /no more than 200/],
  ['name=%00', 'name', /Null characters/],
  ['job=9999', 'job', /does not exist/],
  ['job=abc', 'job', /does not exist/],
  ['job=99999999999999999999', 'job', /does not exist/],
  ['job=1&name=x', 'name', /existing job/],
];

test.each(REFUSED)('?%s is refused under %s and stores nothing', async (query, field, message) => {
  const before = await stored();
  const answer = await app.ask(`ingest/?${query}`, { body: report() });
  expect([answer.status, Object.keys(answer.body)]).toEqual([400, [field]]);
  expect(answer.body[field][0]).toMatch(message);
  expect(await stored()).toEqual(before);
});

test('a report into a job of one’s own is added to it, and changes nothing else of it', async () => {
  const job = await app.make('jobs/', { name: 'mine', state: 'Running' });
  for (const suite of ['a', 'b', 'a'])
    expect(
      (await app.ask(`ingest/?job=${job.id}`, { body: report().replace('"s"', `"${suite}"`) })).status,
    ).toBe(201);
  expect(await jobOf(job.id)).toMatchObject({
    name: 'mine',
    state: 'Running',
    outcome: null,
    tests_total: 3,
  });
  const suites = (await app.ask(`jobs/${job.id}/suites/`)).body.results;
  expect(suites.map((suite: { name: string; tests_pass: number }) => [suite.name, suite.tests_pass])).toEqual(
    [
      ['a', 2],
      ['b', 1],
    ],
  );
});
