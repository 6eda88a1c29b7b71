import { startApp, TestApp } from '../../support/app';
import { Lab, LabJob, LabViewer, openLab, sees } from './visibility-lab';

let app: TestApp;
let lab: Lab;
beforeAll(async () => {
  app = await startApp();
  lab = await openLab(app);
}, 60_000);
afterAll(() => app.close());

const VIEWERS = ['nobody', 'alice', 'bob', 'carol', 'dave', 'staff', 'eve', 'admin'];
const viewerNamed = (name: string): LabViewer =>
  lab.viewers.find((viewer) => viewer.name === name) as LabViewer;
const count = async (viewer: LabViewer, path: string): Promise<unknown> => {
  const answer = await app.ask(path, { token: viewer.token });
  return answer.status === 200 ? answer.body.count : [answer.status, answer.body];
};

/** Questions whose answer would tell what stands in a hidden job; each finds one row per job, if that may be seen. */
const PROBES: [path: string, query: (job: LabJob) => string][] = [
  ['jobs', (job) => `name=${job.name}`],
  ['jobs', (job) => `definition__contains=secret of ${job.name}&name=${job.name}`],
  ['jobs', (job) => `metadata__secret=${job.name}`],
  ['suites', (job) => `job__name=${job.name}`],
  ['suites', (job) => `job__definition=secret of ${job.name}`],
  ['tests', (job) => `job__name__startswith=${job.name}&job__name__endswith=${job.name}`],
  ['tests', (job) => `job__metadata__secret=${job.name}`],
  ['tests', (job) => `suite__job__name=${job.name}`],
  ['tests', (job) => `suite__name=suite of ${job.name}`],
  ['tests', (job) => `message=${job.name}`],
  ['activities', (job) => `job__name=${job.name}`],
  ['activities', (job) => `job__definition=secret of ${job.name}`],
  ['activities', (job) => `test__name=test of ${job.name}`],
  ['activities', (job) => `test__suite__job__name=${job.name}`],
  ['logs', (job) => `job__name=${job.name}`],
  ['logs', (job) => `message=log of ${job.name}`],
  ['testdata', (job) => `test__name=test of ${job.name}`],
  ['testdata', (job) => `test__job__name=${job.name}`],
  ['testdata', (job) => `value=data of ${job.name}`],
  ['attachments', (job) => `name=${job.name}.txt`],
  ['attachments', (job) => `test__message=${job.name}`],
  // Seen by everybody, but what they come from is not.
  ['jobs', (job) => `parents__name=${job.name}`],
  ['jobs', (job) => `cloned_from__name=${job.name}`],
  ['jobs', (job) => `cloned_from__definition__contains=secret of ${job.name}&name=child of ${job.name}`],
  ['jobs', (job) => `parents__metadata__secret=${job.name}`],
  ['jobs', (job) => `parents__tests_fail=1&name=child of ${job.name}`],
  ['jobs', (job) => `cloned_from__name__regex=^${job.name}$`],
  ['jobs', (job) => `parents__name!=nothing&name=child of ${job.name}`],
  ['jobs', (job) => `cloned_from__name!=nothing&name=child of ${job.name}`],
  ['jobs', (job) => `cloned_from__reason__isnull=true&name=child of ${job.name}`],
];

test.each(VIEWERS)('no filter tells %s anything of a hidden job', async (name) => {
  const viewer = viewerNamed(name);
  for (const job of lab.jobs)
    await Promise.all(
      PROBES.map(async ([path, query]) => {
        const sent = `${path}/?${query(job)}`;
        expect([sent, await count(viewer, sent)]).toEqual([sent, sees(viewer, job) ? 1 : 0]);
      }),
    );
});

const KEYS: [query: string, key: (job: LabJob) => number][] = [
  ['suites/?job', (job) => job.id],
  ['tests/?job', (job) => job.id],
  ['tests/?suite', (job) => job.suite],
  ['tests/?job__in', (job) => job.id],
  ['tests/?suite__in', (job) => job.suite],
  ['activities/?job', (job) => job.id],
  ['activities/?test', (job) => job.test],
  ['logs/?job', (job) => job.id],
  ['testdata/?test', (job) => job.test],
  ['testdata/?test__job', (job) => job.id],
  ['attachments/?job', (job) => job.id],
  ['attachments/?test__suite', (job) => job.suite],
  ['jobs/?parents', (job) => job.id],
  ['jobs/?cloned_from', (job) => job.id],
  ['jobs/?cloned_from__in', (job) => job.id],
  ['jobs/?parents__parents', (job) => job.id],
];

test.each(['nobody', 'bob', 'staff'])(
  'as a value of a filter, a hidden key is to %s one that does not exist',
  async (name) => {
    const viewer = viewerNamed(name);
    for (const job of lab.jobs.filter((one) => !sees(viewer, one)))
      for (const [query, key] of KEYS)
        for (const mark of ['', '!']) {
          const field = query.split('?')[1] + mark;
          const hidden = await app.ask(`${query}${mark}=${key(job)}`, { token: viewer.token });
          const missing = await app.ask(`${query}${mark}=123456789`, { token: viewer.token });
          expect([query, hidden.status, hidden.body]).toEqual([query, missing.status, missing.body]);
          expect(Object.keys(hidden.body)).toEqual([field]);
        }
  },
);

test.each(VIEWERS.slice(1))(
  'in a body, a hidden key is to %s one that does not exist',
  async (name) => {
    const viewer = viewerNamed(name);
    const bodies = (
      job: number,
      suite: number,
      test: number,
    ): [path: string, field: string, body: object][] => [
      ['suites', 'job', { job, name: 'x' }],
      ['tests', 'job', { job, suite: 'x', name: 'x' }],
      ['tests', 'suite', { suite, name: 'x' }],
      ['activities', 'job', { job, activity: 'x' }],
      ['logs', 'job', { job }],
      ['testdata', 'test', { test, key: 'x' }],
      ['jobs', 'parents', { parents: [job] }],
      ['jobs', 'cloned_from', { cloned_from: job }],
    ];
    const missing = 123_456_789;
    for (const job of lab.jobs.filter((one) => !sees(viewer, one))) {
      const ghosts = bodies(missing, missing, missing);
      for (const [at, [path, field, body]] of bodies(job.id, job.suite, job.test).entries()) {
        const hidden = await app.ask(`${path}/`, { json: body, token: viewer.token });
        const ghost = await app.ask(`${path}/`, { json: ghosts[at]?.[2], token: viewer.token });
        expect([path, hidden.status, Object.keys(hidden.body)]).toEqual([path, 400, [field]]);
        expect(hidden.body[field][0]).toMatch(/^Invalid pk "\d+" - object does not exist\.$/);
        expect(hidden.text.replace(/\d+/, '')).toBe(ghost.text.replace(/\d+/, ''));
      }
      const form = (): FormData => {
        const data = new FormData();
        data.append('file', new Blob(['x']), 'x');
        return data;
      };
      const file = await app.ask(`attachments/?job=${job.id}`, { body: form(), token: viewer.token });
      expect([file.status, file.body]).toEqual([
        400,
        { job: [`Invalid pk "${job.id}" - object does not exist.`] },
      ]);
      for (const below of [
        'suites',
        'tests',
        'activities',
        'logs',
        `suites/${job.suite}/tests`,
        `tests/${job.test}/data`,
      ]) {
        const json = { name: 'x', suite: 'x', activity: 'x', key: 'x' };
        expect([
          below,
          (await app.ask(`jobs/${job.id}/${below}/`, { json, token: viewer.token })).status,
        ]).toEqual([below, 404]);
      }
      expect(
        (await app.ask(`jobs/${job.id}/attachments/`, { body: form(), token: viewer.token })).status,
      ).toBe(404);
      const report = await app.ask(`ingest/?job=${job.id}`, {
        body: '<testsuite name="s"/>',
        token: viewer.token,
      });
      expect([report.status, report.body]).toEqual([
        400,
        { job: [`Invalid pk "${job.id}" - object does not exist.`] },
      ]);
    }
    for (const job of lab.jobs)
      expect([job.name, await count(viewerNamed('admin'), `tests/?job=${job.id}`)]).toEqual([job.name, 1]);
  },
  30_000,
);

test('an order through a relation puts hidden rows where missing ones stand, and tells nothing', async () => {
  const orders = [
    'submitter__username',
    'actual_device__worker_host',
    'build',
    'group',
    'actual_device',
    'tests_fail',
  ];
  for (const name of VIEWERS) {
    const viewer = viewerNamed(name);
    const allowed = lab.jobs.filter((job) => sees(viewer, job)).map(({ id }) => id);
    for (const ordering of orders.flatMap((term) => [term, `-${term}`])) {
      const { body } = await app.ask(`jobs/?name__startswith=job-&ordering=${ordering}`, {
        token: viewer.token,
      });
      expect(body.results.map((row: { id: number }) => row.id).sort()).toEqual([...allowed].sort());
    }
  }
});

test('the counters of a build, which everybody sees, count the jobs that everybody sees', async () => {
  const open = lab.jobs.filter((job) => sees(viewerNamed('nobody'), job));
  const counters = async () => (await app.ask(`builds/${lab.build}/`, { token: null })).body;
  expect(await counters()).toMatchObject({ tests_total: open.length, tests_fail: open.length });
  const [first] = lab.jobs;
  const patch = (json: object) => app.ask(`jobs/${first?.id}/`, { method: 'PATCH', json });
  await patch({ viewing_groups: ['red'] });
  expect(await counters()).toMatchObject({ tests_total: 0, tests_fail: 0 });
  await app.make('tests/', { job: first?.id, suite: 'more', name: 'x', result: 'pass' });
  expect(await counters()).toMatchObject({ tests_total: 0, tests_pass: 0 });
  await patch({ viewing_groups: [], is_public: true });
  expect(await counters()).toMatchObject({ tests_total: 2, tests_fail: 1, tests_pass: 1 });
  await patch({ is_public: false });
  expect(await counters()).toMatchObject({ tests_total: 0 });
  await patch({ is_public: true });
});

test('the answers of hidden and missing jobs differ in no header that tells', async () => {
  const hidden = lab.jobs.find(({ name }) => name === 'job-private') as LabJob;
  for (const path of ['', 'junit/', 'summary/', 'tests/1/data/']) {
    const [a, b] = [
      await app.ask(`jobs/${hidden.id}/${path}`, { token: null }),
      await app.ask(`jobs/123456789/${path}`, { token: null }),
    ];
    const headers = (answer: typeof a) =>
      Object.fromEntries(
        [...answer.headers].filter(([name]) => !/^(date|x-request-id|keep-alive)$/.test(name)),
      );
    expect([a.status, a.text, headers(a)]).toEqual([b.status, b.text, headers(b)]);
  }
});
