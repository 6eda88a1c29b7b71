import { BadInput } from '../errors/domain-error';
import { Cell } from './copy-text';
import { DraftJob } from './draft';
import { References } from './references';
import { replaceLinks, takeIds, upsertRows } from './rows';
import { copyRows } from './table-writer';
import { Writing } from './write-draft';

/** A build and the group it belongs to, by number. */
interface BuildPlace {
  build: number;
  group: number;
}

const BUILD_COLUMNS = ['id', 'group', 'name', 'description', 'created'];

/** Groups by name; builds are new ones. */
async function writeBuilds({ client, draft, report }: Writing): Promise<BuildPlace[]> {
  await upsertRows(
    client,
    'groups',
    ['name', 'description'],
    draft.groups.map((group) => [group.name, group.description]),
  );
  report.count('groups', draft.groups.length);
  const known = await References.load(client, { group: draft.builds.map((build) => build.group) });
  const { ids } = await takeIds(
    client,
    'builds',
    draft.builds.map(() => undefined),
  );
  const places = draft.builds.map((build, at) => ({
    build: ids[at] as number,
    group: Number(known.find('group', build.group, `builds[${at}].group`)),
  }));
  const rows = draft.builds.map(({ name, description, created }, at): Cell[] => {
    const { build, group } = places[at] as BuildPlace;
    return [build, group, name, description, created];
  });
  await copyRows(client, 'builds', BUILD_COLUMNS, rows);
  report.count('builds', rows.length);
  return places;
}

const VALUES = [
  'name',
  'description',
  'state',
  'health',
  'reported_outcome',
  'reason',
  'source_system',
  'priority',
  'health_check',
  'submit_time',
  'start_time',
  'end_time',
  'definition',
  'target_group',
  'token',
  'failure_comment',
  'is_public',
] as const;
const COLUMNS = ['id', 'metadata', 'original_definition', 'multinode_definition', 'sub_id'];
const REFERENCES = ['submitter', 'group', 'build', 'requested_device_type', 'actual_device', 'worker'];

/** Jobs with their groups, builds, tags and viewing groups; gives their numbers in the order of the draft. */
export async function writeJobs(writing: Writing): Promise<number[]> {
  const { client, draft, report } = writing;
  const builds = await writeBuilds(writing);
  const { jobs } = draft;
  const known = await References.load(client, {
    user: jobs.map((job) => job.submitter),
    'device type': jobs.map((job) => job.requested_device_type),
    device: jobs.map((job) => job.actual_device),
    worker: jobs.map((job) => job.worker),
    tag: jobs.flatMap((job) => job.tags),
    'failure tag': jobs.flatMap((job) => job.failure_tags ?? []),
    'user group': jobs.flatMap((job) => job.viewing_groups),
  });
  const { ids, kept } = await takeIds(
    client,
    'jobs',
    jobs.map((job) => job.id),
  );
  if (!kept && jobs.some((job) => job.id !== undefined))
    report.warn('jobs: numbers of the file are taken; new ones were given, see ids.job');
  const byKey = new Map(jobs.map((job, at) => [job.key, ids[at] as number]));
  const row = (job: DraftJob, at: number): Cell[] => {
    const place = job.build === null ? undefined : builds[job.build];
    return [
      ids[at] as number,
      JSON.stringify(job.metadata),
      job.original_definition ?? '',
      job.multinode_definition ?? '',
      subId(job, ids[at] as number, byKey),
      known.find('user', job.submitter, `${job.where}.submitter`),
      place?.group ?? null,
      place?.build ?? null,
      known.find('device type', job.requested_device_type, `${job.where}.requested_device_type`),
      known.find('device', job.actual_device, `${job.where}.actual_device`),
      known.find('worker', job.worker, `${job.where}.worker`),
      ...VALUES.map((column) => job[column] ?? null),
    ];
  };
  await copyRows(client, 'jobs', [...COLUMNS, ...REFERENCES, ...VALUES], jobs.map(row));
  jobs.forEach((job, at) => job.key !== undefined && report.id('job', job.key, ids[at] as number));
  report.count('jobs', jobs.length);
  const links = (table: string, target: string, of: (job: DraftJob) => (string | number)[]) =>
    replaceLinks(
      client,
      table,
      'job',
      target,
      jobs.map((job, at) => [ids[at] as number, of(job)] as const),
    );
  await links('job_tags', 'tag', (job) => known.all('tag', job.tags, `${job.where}.tags`));
  await links('job_viewing_groups', 'group', (job) =>
    known.all('user group', job.viewing_groups, `${job.where}.viewing_groups`),
  );
  await links('job_failure_tags', 'failure_tag', (job) =>
    known.all('failure tag', job.failure_tags ?? [], `${job.where}.failure_tags`),
  );
  await writeHealthReports(writing, ids);
  return ids;
}

/** Which node of several a job is: the number of the first one stands in it. */
function subId(job: DraftJob, id: number, byKey: ReadonlyMap<string | undefined, number>): string | null {
  return (job.sub_id ?? null) === null
    ? null
    : (job.sub_id as string).replace(/\{(?:id|job:(.+?)\.id)\}/g, (_, key?: string) => {
        const found = key === undefined ? id : byKey.get(key);
        if (found === undefined) throw new BadInput(`${job.where}.sub_id: no job ${JSON.stringify(key)}`);
        return String(found);
      });
}

/** Devices know the job that told last how they are; those of which the file says nothing keep theirs. */
async function writeHealthReports({ client, draft }: Writing, jobs: readonly number[]): Promise<void> {
  const told = draft.devices.filter(({ last_health_report_job: job }) => job !== undefined);
  await client.query(
    `UPDATE devices d SET last_health_report_job = t.job FROM unnest($1::text[], $2::bigint[]) t(hostname, job)
      WHERE d.hostname = t.hostname`,
    [
      told.map(({ hostname }) => hostname),
      told.map(({ last_health_report_job: job }) => jobs[job as number] ?? null),
    ],
  );
}
