import { ADMIN_TOKEN, TestApp } from '../../support/app';

/** One job and all that hangs on it; everything is called after the job. */
export interface LabJob {
  name: string;
  id: number;
  submitter: string;
  is_public: boolean;
  groups: readonly string[];
  /** Where it runs, and what it asks for. */
  place: Place;
  suite: number;
  test: number;
  activity: number;
  log: number;
  data: number;
  attachment: number;
  /** A public job that has this one as its parent, and was cloned from it. */
  child: number;
}

type Place = { requested_device_type: string; actual_device: string | null };

export interface LabViewer {
  name: string;
  token: string | null;
  groups: readonly string[];
  superuser: boolean;
  /** Holds `view_device` everywhere. */
  devices?: boolean;
}

export interface Lab {
  jobs: LabJob[];
  viewers: LabViewer[];
  build: number;
  group: number;
  tag: number;
}

const OPEN: Place = { requested_device_type: 'board', actual_device: 'd1' };
const LOCKED: Place = { requested_device_type: 'board', actual_device: 'locked' };
const VAULT: Place = { requested_device_type: 'vault', actual_device: null };
const IN_VAULT: Place = { requested_device_type: 'board', actual_device: 'vault-1' };
const LENT: Place = { requested_device_type: 'vault', actual_device: 'vault-2' };

/** Which groups see what; everybody sees what is not here. */
const SHOWN = new Map<Place, readonly string[]>([
  [LOCKED, ['red']],
  [VAULT, ['blue']],
  [IN_VAULT, ['blue']],
  [LENT, ['blue', 'red']],
]);

const JOBS: readonly (Pick<LabJob, 'name' | 'submitter' | 'is_public' | 'groups'> & { place?: Place })[] = [
  { name: 'job-public', submitter: 'dave', is_public: true, groups: [] },
  { name: 'job-private', submitter: 'dave', is_public: false, groups: [] },
  { name: 'job-alices', submitter: 'alice', is_public: false, groups: [] },
  { name: 'job-red', submitter: 'dave', is_public: true, groups: ['red'] },
  { name: 'job-red-private', submitter: 'dave', is_public: false, groups: ['red'] },
  { name: 'job-red-blue', submitter: 'dave', is_public: true, groups: ['red', 'blue'] },
  { name: 'job-blue-private', submitter: 'carol', is_public: false, groups: ['blue'] },
  { name: 'job-locked', submitter: 'dave', is_public: true, groups: [], place: LOCKED },
  { name: 'job-locked-private', submitter: 'carol', is_public: false, groups: [], place: LOCKED },
  { name: 'job-locked-red-blue', submitter: 'dave', is_public: true, groups: ['red', 'blue'], place: LOCKED },
  { name: 'job-for-vault', submitter: 'dave', is_public: true, groups: [], place: VAULT },
  { name: 'job-in-vault', submitter: 'dave', is_public: true, groups: [], place: IN_VAULT },
  { name: 'job-lent', submitter: 'dave', is_public: true, groups: [], place: LENT },
];

/** The rule in plain words, written a second time: superusers, the submitter, members of all groups, who sees the device. */
export function sees(viewer: LabViewer, job: LabJob): boolean {
  if (viewer.superuser || viewer.name === job.submitter) return true;
  if (job.groups.length > 0) return job.groups.every((group) => viewer.groups.includes(group));
  return job.is_public && seesPlace(viewer, job.place);
}

function seesPlace(viewer: LabViewer, place: Place): boolean {
  if (viewer.devices && place.actual_device !== null) return true;
  const shown = SHOWN.get(place);
  return shown === undefined || shown.some((group) => viewer.groups.includes(group));
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

  const eve = await app.user('eve', { permissions: ['view_device'] });
  viewers.push({ name: 'eve', token: eve.token, groups: [], superuser: false, devices: true });

  await app.make('devicetypes/', [{ name: 'board' }, { name: 'vault' }]);
  await app.make('devicetypepermissions/', {
    device_type: 'vault',
    group: 'blue',
    permission: 'view_devicetype',
  });
  await app.make('workers/', { hostname: 'w1' });
  await app.make('devices/', { hostname: 'd1', device_type: 'board', worker_host: 'w1' });
  const tag = (await app.make('tags/', { name: 'tag' })).id;
  const group = (await app.make('groups/', { name: 'group' })).id;
  const build = (await app.make('builds/', { group, name: '1' })).id;
  await app.make('devices/', [
    { hostname: 'locked', device_type: 'board' },
    { hostname: 'vault-1', device_type: 'vault' },
    { hostname: 'vault-2', device_type: 'vault' },
  ]);
  const common = { worker: 'w1', tags: [tag], build };

  const jobs: LabJob[] = [];
  for (const said of JOBS) {
    const { name, submitter, is_public, groups, place = OPEN } = said;
    const definition = `secret of ${name}`;
    const metadata = { secret: name };
    const body = {
      name,
      submitter,
      is_public,
      viewing_groups: groups,
      definition,
      metadata,
      ...common,
      ...place,
    };
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
    jobs.push({ ...said, place, id, suite, test, activity, log, data, attachment, child });
  }
  // Afterwards, so that the jobs are hidden that are there already.
  await app.make('devicepermissions/', [
    { device: 'locked', group: 'red', permission: 'view_device' },
    { device: 'vault-2', group: 'red', permission: 'change_device' },
  ]);
  return { jobs, viewers, build, group, tag };
}
