import { deviceKeyVisible, deviceTypeKeyVisible } from './lab-visibility';
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

/**
 * The same rule as LAVA applies it to the results of one job: a public node of a multinode job that runs on nothing in particular
 * hides with the other nodes (lava-rest §6.5).
 */
export const jobEntered: JobPredicate = (row, viewer, bind) => {
  const visible = jobVisible(row, viewer, bind);
  const typeSeen = deviceTypeKeyVisible('"node"."requested_device_type"', viewer, bind);
  if (visible === null || typeSeen === null) return visible;
  const others = viewer.id === null ? '' : ` AND ${row}."submitter" <> ${bind(viewer.id)}`;
  const bare =
    `${row}."actual_device" IS NULL AND ${row}."requested_device_type" IS NULL${others}` +
    ` AND NOT EXISTS (SELECT 1 FROM "job_viewing_groups" v WHERE v."job" = ${row}."id")`;
  const hiddenNode =
    `SELECT 1 FROM "jobs" "node" WHERE "node"."target_group" = ${row}."target_group"` +
    ` AND "node"."submitter" = ${row}."submitter" AND "node"."requested_device_type" IS NOT NULL AND NOT (${typeSeen})`;
  return `(${visible} AND NOT (${bare} AND EXISTS (${hiddenNode})))`;
};

/** What is hidden from the public, but not from this user: their own, and what groups or the lab let them see. */
export function restrictedButAllowed(row: string, viewer: Viewer, bind: Bind): string {
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
  const device = deviceKeyVisible(`${row}."actual_device"`, viewer, bind);
  const type = deviceTypeKeyVisible(`${row}."requested_device_type"`, viewer, bind);
  if (device === null && type === null) return null;
  return (
    `CASE WHEN ${row}."actual_device" IS NOT NULL THEN ${device ?? 'true'}` +
    ` ELSE ${type === null ? 'true' : `${row}."requested_device_type" IS NULL OR ${type}`} END`
  );
}
