import { ADMIN_TOKEN, TestApp } from '../../support/app';

/** One job and all that hangs on it; everything is called after the job. */
export interface LabJob {
  name: string;
  id: number;
  submitter: string;
  is_public: boolean;
  groups: readonly string[];
  suite: number;
  test: number;
  activity: number;
  log: number;
  data: number;
  attachment: number;
  /** A public job that has this one as its parent, and was cloned from it. */
  child: number;
}

export interface LabViewer {
  name: string;
  token: string | null;
  groups: readonly string[];
  superuser: boolean;
}

export interface Lab {
  jobs: LabJob[];
  viewers: LabViewer[];
  build: number;
  group: number;
  tag: number;
}

const JOBS: readonly Pick<LabJob, 'name' | 'submitter' | 'is_public' | 'groups'>[] = [
  { name: 'job-public', submitter: 'dave', is_public: true, groups: [] },
  { name: 'job-private', submitter: 'dave', is_public: false, groups: [] },
  { name: 'job-alices', submitter: 'alice', is_public: false, groups: [] },
  { name: 'job-red', submitter: 'dave', is_public: true, groups: ['red'] },
  { name: 'job-red-private', submitter: 'dave', is_public: false, groups: ['red'] },
  { name: 'job-red-blue', submitter: 'dave', is_public: true, groups: ['red', 'blue'] },
  { name: 'job-blue-private', submitter: 'carol', is_public: false, groups: ['blue'] },
];

/** The rule in plain words, written a second time: superusers, the submitter, members of all groups, everybody. */
export function sees(viewer: LabViewer, job: LabJob): boolean {
  if (viewer.superuser || viewer.name === job.submitter) return true;
  if (job.groups.length > 0) return job.groups.every((group) => viewer.groups.includes(group));
  return job.is_public;
}

/** Users, groups, and jobs of every kind of visibility on one device, worker, tag and build. */
export async function openLab(app: TestApp): Promise<Lab> {
  for (const name of ['red', 'blue']) await app.make('usergroups/', { name });
  const members: Record<string, string[]> = { alice: ['red', 'blue'], bob: ['red'], carol: [], dave: [] };
  const viewers: LabViewer[] = [
    { name: 'nobody', token: null, groups: [], superuser: false },
    { name: 'admin', token: ADMIN_TOKEN, groups: [], superuser: true },
  ];
  for (const [name, groups] of Object.entries(members)) {
    const { token } = await app.user(name, { groups });
    viewers.push({ name, token, groups, superuser: false });
  }
  const staff = await app.user('staff', { is_staff: true });
  viewers.push({ name: 'staff', token: staff.token, groups: [], superuser: false });

  await app.make('devicetypes/', { name: 'board' });
  await app.make('workers/', { hostname: 'w1' });
  await app.make('devices/', { hostname: 'd1', device_type: 'board', worker_host: 'w1' });
  const tag = (await app.make('tags/', { name: 'tag' })).id;
  const group = (await app.make('groups/', { name: 'group' })).id;
  const build = (await app.make('builds/', { group, name: '1' })).id;
  const place = { requested_device_type: 'board', actual_device: 'd1', worker: 'w1', tags: [tag], build };

  const jobs: LabJob[] = [];
  for (const said of JOBS) {
    const { name, submitter, is_public, groups } = said;
    const definition = `secret of ${name}`;
    const metadata = { secret: name };
    const body = { name, submitter, is_public, viewing_groups: groups, definition, metadata, ...place };
    const { id } = await app.make('jobs/', body);
    const suite = (await app.make('suites/', { job: id, name: `suite of ${name}` })).id;
    const test = (await app.make('tests/', { suite, name: `test of ${name}`, result: 'fail', message: name }))
      .id;
    const activity = (await app.make('activities/', { job: id, test, activity: `activity of ${name}` })).id;
    const log = (await app.make('logs/', { job: id, message: `log of ${name}` })).id;
    const data = (await app.make('testdata/', { test, key: 'k', value: `data of ${name}` })).id;
    const form = new FormData();
    form.append('file', new Blob([`file of ${name}`]), `${name}.txt`);
    const attachment = (await app.ask(`jobs/${id}/tests/${test}/attachments/`, { body: form })).body.id;
    const child = (await app.make('jobs/', { name: `child of ${name}`, parents: [id], cloned_from: id })).id;
    jobs.push({ ...said, id, suite, test, activity, log, data, attachment, child });
  }
  return { jobs, viewers, build, group, tag };
}
