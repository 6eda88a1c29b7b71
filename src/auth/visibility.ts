import { hiddenDevices, hiddenDeviceTypes } from './lab-visibility';
import { Viewer } from './viewer';

type Bind = (value: unknown) => string;
type JobPredicate = (row: string, viewer: Viewer, bind: Bind) => string | null;

/**
 * The one rule for who may see a job: superusers all; its submitter; the members of every one of its viewing groups;
 * whoever sees its device (or, with no device, the device type it asks for) when it is public and has no viewing groups.
 * As SQL over the row of `jobs` named by the quoted alias. `restricted` is kept by the database and says that this is not
 * everybody.
 */
export const jobVisible: JobPredicate = (row, viewer, bind) => {
  if (viewer.is_superuser) return null;
  if (viewer.id === null) return `NOT ${row}."restricted"`;
  return `(NOT ${row}."restricted" OR ${restrictedButAllowed(row, viewer, bind)})`;
};

/**
 * The same rule as LAVA applies it to lists of jobs, which is a little narrower: a public job hides even from its submitter
 * what its viewing groups or its device hide; a node of a multinode job is hidden while nothing says on which kind of
 * device it runs (decision 0011).
 */
export const jobListed: JobPredicate = (row, viewer, bind) => {
  if (viewer.is_superuser) return null;
  const placed = `(${row}."sub_id" IS NULL OR ${row}."actual_device" IS NOT NULL OR ${row}."requested_device_type" IS NOT NULL)`;
  const open = `NOT ${row}."restricted" AND ${placed}`;
  if (viewer.id === null) return open;
  const me = bind(viewer.id);
  const own = `NOT ${row}."is_public" AND ${row}."submitter" = ${me}`;
  return `((${open}) OR (${row}."restricted" AND ((${own}) OR ${byGroupOrLab(row, viewer, me, bind)})))`;
};

function restrictedButAllowed(row: string, viewer: Viewer, bind: Bind): string {
  const me = bind(viewer.id);
  return `(${row}."submitter" = ${me} OR ${byGroupOrLab(row, viewer, me, bind)})`;
}

/** With viewing groups: a member of all of them. Without: public, and on what the viewer sees of the lab. */
function byGroupOrLab(row: string, viewer: Viewer, me: string, bind: Bind): string {
  const groups = `SELECT 1 FROM "job_viewing_groups" v WHERE v."job" = ${row}."id"`;
  const mine = `SELECT m."group" FROM "user_group_members" m WHERE m."user" = ${me}`;
  const lab = onVisibleLab(row, viewer, bind);
  return (
    `(NOT EXISTS (${groups} AND v."group" NOT IN (${mine}))` +
    ` AND (EXISTS (${groups}) OR (${row}."is_public"${lab === null ? '' : ` AND ${lab}`})))`
  );
}

/** Of the job's device the viewer may know; with no device, of the device type that it asks for. */
function onVisibleLab(row: string, viewer: Viewer, bind: Bind): string | null {
  const device = hiddenDevices(viewer, bind);
  const type = hiddenDeviceTypes(viewer, bind);
  if (device === null && type === null) return null;
  const outside = (column: string, keys: string | null): string =>
    keys === null ? 'true' : `${row}.${column} NOT IN (${keys})`;
  return (
    `CASE WHEN ${row}."actual_device" IS NOT NULL THEN ${outside('"actual_device"', device)}` +
    ` ELSE ${row}."requested_device_type" IS NULL OR ${outside('"requested_device_type"', type)} END`
  );
}

/**
 * Rows that belong to a job are seen by those who see the job. Written as "no hidden job is mine", because hidden
 * jobs are few and have an index of their own.
 * @param column the quoted column that holds the job's id
 */
export function ofVisibleJob(column: string): JobPredicate {
  return (row, viewer, bind) => {
    if (viewer.is_superuser) return null;
    const hidden = viewer.id === null ? '' : ` AND NOT ${restrictedButAllowed('"hidden"', viewer, bind)}`;
    return `NOT EXISTS (SELECT 1 FROM "jobs" "hidden" WHERE "hidden"."id" = ${row}.${column} AND "hidden"."restricted"${hidden})`;
  };
}

/** Rows that are nobody's but their owner's; superusers see all. */
export function ownRows(column: string): JobPredicate {
  return (row, viewer, bind) => (viewer.is_superuser ? null : `${row}.${column} = ${bind(viewer.id)}`);
}

/** As `ofVisibleJob`, for rows that belong to a test. @param column the quoted column that holds the test's id */
export function ofJobOfTest(column: string): JobPredicate {
  const rule = ofVisibleJob('"job"');
  return (row, viewer, bind) => {
    const visible = rule('"owner"', viewer, bind);
    return (
      visible && `EXISTS (SELECT 1 FROM "tests" "owner" WHERE "owner"."id" = ${row}.${column} AND ${visible})`
    );
  };
}

/** Rows that nobody sees but superusers. */
export const superusersOnly: JobPredicate = (_row, viewer) => (viewer.is_superuser ? null : 'false');
