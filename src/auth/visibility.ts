import { Viewer } from './viewer';

type Bind = (value: unknown) => string;

/**
 * The one rule for who may see a job: superusers all; its submitter; the members of every one of its viewing groups;
 * everybody when it is public and has no viewing groups. As SQL over the row of `jobs` named by the quoted alias.
 * `restricted` is kept by the database and says "not public, or has viewing groups".
 */
export function jobVisible(row: string, viewer: Viewer, bind: Bind): string | null {
  if (viewer.is_superuser) return null;
  if (viewer.id === null) return `NOT ${row}."restricted"`;
  return `(NOT ${row}."restricted" OR ${restrictedButAllowed(row, viewer.id, bind)})`;
}

function restrictedButAllowed(row: string, user: number, bind: Bind): string {
  const me = bind(user);
  return (
    `(${row}."submitter" = ${me} OR (EXISTS (SELECT 1 FROM "job_viewing_groups" v WHERE v."job" = ${row}."id")` +
    ` AND NOT EXISTS (SELECT 1 FROM "job_viewing_groups" v WHERE v."job" = ${row}."id" AND v."group" NOT IN` +
    ` (SELECT m."group" FROM "user_group_members" m WHERE m."user" = ${me}))))`
  );
}

/**
 * Rows that belong to a job are seen by those who see the job. Written as "no hidden job is mine", because hidden
 * jobs are few and have an index of their own.
 * @param column the quoted column that holds the job's id
 */
export function ofVisibleJob(column: string): (row: string, viewer: Viewer, bind: Bind) => string | null {
  return (row, viewer, bind) => {
    if (viewer.is_superuser) return null;
    const hidden = viewer.id === null ? '' : ` AND NOT ${restrictedButAllowed('"hidden"', viewer.id, bind)}`;
    return `NOT EXISTS (SELECT 1 FROM "jobs" "hidden" WHERE "hidden"."id" = ${row}.${column} AND "hidden"."restricted"${hidden})`;
  };
}

/** Rows that are nobody's but their owner's; superusers see all. */
export function ownRows(column: string): (row: string, viewer: Viewer, bind: Bind) => string | null {
  return (row, viewer, bind) => (viewer.is_superuser ? null : `${row}.${column} = ${bind(viewer.id)}`);
}

/** As `ofVisibleJob`, for rows that belong to a test. @param column the quoted column that holds the test's id */
export function ofJobOfTest(column: string): (row: string, viewer: Viewer, bind: Bind) => string | null {
  const rule = ofVisibleJob('"job"');
  return (row, viewer, bind) => {
    const visible = rule('"owner"', viewer, bind);
    return (
      visible && `EXISTS (SELECT 1 FROM "tests" "owner" WHERE "owner"."id" = ${row}.${column} AND ${visible})`
    );
  };
}
