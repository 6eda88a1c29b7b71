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
const viewerNamed = (name: string): LabViewer => {
  const found = lab.viewers.find((viewer) => viewer.name === name);
  if (!found) throw new Error(`no viewer ${name}`);
  return found;
};
const seenBy = (viewer: LabViewer): LabJob[] => lab.jobs.filter((job) => sees(viewer, job));
const get = (viewer: LabViewer, path: string, method = 'GET') =>
  app.ask(path, { token: viewer.token, method });

test('the lab has something to hide from everybody but superusers', () => {
  const counts = Object.fromEntries(VIEWERS.map((name) => [name, seenBy(viewerNamed(name)).length]));
  expect(counts).toEqual({ nobody: 1, alice: 11, bob: 5, carol: 3, dave: 10, staff: 1, eve: 4, admin: 13 });
});

/** Lists that hold rows of all jobs of the lab, and the key of the row that each job has in it. */
const onOpenDevice = (job: LabJob): boolean => job.place.actual_device === 'd1';
const LISTS: [path: () => string, key: (job: LabJob) => number | false][] = [
  [() => 'jobs/?name__startswith=job-', (job) => job.id],
  [() => 'suites/?', (job) => job.suite],
  [() => 'tests/?', (job) => job.test],
  [() => 'activities/?', (job) => job.activity],
  [() => 'logs/?', (job) => job.log],
  [() => 'testdata/?', (job) => job.data],
  [() => 'attachments/?', (job) => job.attachment],
  [() => 'jobs/?worker__hostname=w1', (job) => job.id],
  [() => 'devices/d1/jobs/?', (job) => onOpenDevice(job) && job.id],
  [
    () => 'devicetypes/board/jobs/?requested_device_type=board&actual_device=d1',
    (job) => onOpenDevice(job) && job.id,
  ],
  [() => 'workers/w1/jobs/?', (job) => job.id],
  [() => `tags/${lab.tag}/jobs/?`, (job) => job.id],
  [() => `builds/${lab.build}/jobs/?`, (job) => job.id],
];

describe.each(VIEWERS)('%s', (name) => {
  test('finds in every list the rows of the jobs that the rule allows, and counts no more', async () => {
    const viewer = viewerNamed(name);
    for (const [path, key] of LISTS) {
      const allowed = seenBy(viewer)
        .map(key)
        .filter((id) => id !== false)
        .sort((a, b) => a - b);
      for (const way of [
        '',
        '&page_size=1',
        '&limit=1&offset=0',
        '&count=capped',
        '&ordering=id',
        '&ordering=-id',
      ]) {
        const { body } = await get(viewer, path() + way);
        expect([path() + way, body.count]).toEqual([path() + way, allowed.length]);
      }
      const { body } = await get(viewer, `${path()}&page_size=100`);
      const found = body.results.map((row: { id: number }) => row.id).sort((a: number, b: number) => a - b);
      expect([path(), found]).toEqual([path(), allowed]);
    }
  });

  test('reads each row that the rule allows, and gets "not found" for the others, as for those that are not there', async () => {
    const viewer = viewerNamed(name);
    for (const job of lab.jobs) {
      const rows = [
        `jobs/${job.id}/`,
        `jobs/${job.id}/summary/`,
        `jobs/${job.id}/passrate/`,
        `jobs/${job.id}/metadata/`,
        ...['junit', 'tap13', 'csv', 'yaml'].flatMap((format) => [
          `jobs/${job.id}/${format}/`,
          `jobs/${job.id}/suites/${job.suite}/${format}/`,
        ]),
        `suites/${job.suite}/`,
        `tests/${job.test}/`,
        `activities/${job.activity}/`,
        `logs/${job.log}/`,
        `testdata/${job.data}/`,
        `attachments/${job.attachment}/`,
        `attachments/${job.attachment}/content/`,
        `jobs/${job.id}/suites/${job.suite}/`,
        `jobs/${job.id}/tests/${job.test}/`,
        `jobs/${job.id}/tests/${job.test}/data/${job.data}/`,
        `builds/${lab.build}/jobs/${job.id}/`,
      ];
      for (const path of rows)
        for (const method of ['GET', 'HEAD']) {
          const answer = await get(viewer, path, method);
          expect([job.name, method, path, answer.status]).toEqual([
            job.name,
            method,
            path,
            sees(viewer, job) ? 200 : 404,
          ]);
          if (!sees(viewer, job) && method === 'GET') expect(answer.body).toEqual({ detail: 'Not found.' });
        }
    }
  }, 30_000);

  test('finds below a hidden job what is below a job that is not there', async () => {
    const viewer = viewerNamed(name);
    for (const job of lab.jobs) {
      for (const below of [
        'suites',
        'tests',
        'activities',
        'attachments',
        'logs',
        `suites/${job.suite}/tests`,
        `tests/${job.test}/activities`,
        `tests/${job.test}/data`,
        `tests/${job.test}/attachments`,
      ]) {
        const { body } = await get(viewer, `jobs/${job.id}/${below}/`);
        expect([job.name, below, body.count, body.results.length]).toEqual([
          job.name,
          below,
          sees(viewer, job) ? 1 : 0,
          sees(viewer, job) ? 1 : 0,
        ]);
      }
    }
  });

  test('changes nothing that is hidden, by no method', async () => {
    const viewer = viewerNamed(name);
    const missing = viewer.token === null ? 401 : 404;
    for (const job of lab.jobs.filter((one) => !sees(viewer, one))) {
      for (const path of [
        `jobs/${job.id}/`,
        `suites/${job.suite}/`,
        `tests/${job.test}/`,
        `activities/${job.activity}/`,
        `logs/${job.log}/`,
        `testdata/${job.data}/`,
        `attachments/${job.attachment}/`,
      ])
        for (const method of ['PUT', 'PATCH', 'DELETE']) {
          const answer = await app.ask(path, { method, json: { name: 'taken' }, token: viewer.token });
          expect([job.name, method, path, answer.status]).toEqual([job.name, method, path, missing]);
        }
      for (const action of ['cancel', 'finish']) {
        const answer = await app.ask(`jobs/${job.id}/${action}/`, { method: 'POST', token: viewer.token });
        expect([job.name, action, answer.status]).toEqual([job.name, action, missing]);
      }
    }
    expect((await app.ask('jobs/?name__startswith=job-')).body.count).toBe(lab.jobs.length);
  });
});

test('receipts are seen by those who pushed, and by superusers', async () => {
  const [alice, bob, nobody, admin] = ['alice', 'bob', 'nobody', 'admin'].map(viewerNamed) as [
    LabViewer,
    LabViewer,
    LabViewer,
    LabViewer,
  ];
  const report = '<testsuite name="s"><testcase name="a"/></testsuite>';
  const receipt = (await app.ask('ingest/?name=pushed', { body: report, token: alice.token })).body;
  for (const [viewer, count] of [
    [alice, 1],
    [admin, 1],
    [bob, 0],
    [nobody, 0],
  ] as const) {
    expect((await get(viewer, 'ingests/')).body.count).toBe(count);
    expect((await get(viewer, `ingests/${receipt.id}/`)).status).toBe(count ? 200 : 404);
  }
});

test('the rule follows each change at once: of the job, of its groups, of their members', async () => {
  const bob = viewerNamed('bob');
  const { id } = await app.make('jobs/', { name: 'changing', submitter: 'dave' });
  const seen = async (): Promise<boolean> => (await get(bob, `jobs/${id}/`)).status === 200;
  const patch = (json: object) => app.ask(`jobs/${id}/`, { method: 'PATCH', json });
  expect(await seen()).toBe(true);
  await patch({ is_public: false });
  expect(await seen()).toBe(false);
  await patch({ viewing_groups: ['red'] });
  expect(await seen()).toBe(true);
  await patch({ viewing_groups: ['red', 'blue'], is_public: true });
  expect(await seen()).toBe(false);
  const user = (await app.ask('users/?username=bob')).body.results[0].id;
  await app.ask(`users/${user}/`, { method: 'PATCH', json: { groups: ['red', 'blue'] } });
  expect(await seen()).toBe(true);
  await app.ask(`users/${user}/`, { method: 'PATCH', json: { groups: ['blue'] } });
  expect(await seen()).toBe(false);
  await app.ask(`users/${user}/`, { method: 'PATCH', json: { groups: ['red'] } });
  await patch({ viewing_groups: [] });
  expect(await seen()).toBe(true);
});

test('a group that jobs are shown to cannot be removed: they would be shown to more people', async () => {
  const group = (await app.make('usergroups/', { name: 'leaving' })).id;
  const { id } = await app.make('jobs/', { name: 'guarded', viewing_groups: ['leaving'] });
  const refused = await app.ask(`usergroups/${group}/`, { method: 'DELETE' });
  expect([refused.status, refused.body.detail]).toEqual([409, 'Jobs are shown to this group only.']);
  expect((await app.ask(`jobs/${id}/`, { token: null })).status).toBe(404);
  await app.ask(`jobs/${id}/`, { method: 'PATCH', json: { viewing_groups: [], is_public: false } });
  expect((await app.ask(`usergroups/${group}/`, { method: 'DELETE' })).status).toBe(204);
  expect((await app.ask(`jobs/${id}/`, { token: null })).status).toBe(404);
});
