import { restrictedButAllowed } from './job-visibility';
import { Viewer } from './viewer';

export { jobEntered, jobListed, jobVisible } from './job-visibility';

type Bind = (value: unknown) => string;
type RowPredicate = (row: string, viewer: Viewer, bind: Bind) => string | null;

/**
 * Rows that belong to a job are seen by those who see the job. Written as "no hidden job is mine", because hidden
 * jobs are few and have an index of their own.
 * @param column the quoted column that holds the job's id
 */
export function ofVisibleJob(column: string): RowPredicate {
  return (row, viewer, bind) => {
    if (viewer.is_superuser) return null;
    const hidden = viewer.id === null ? '' : ` AND NOT ${restrictedButAllowed('"hidden"', viewer, bind)}`;
    return `NOT EXISTS (SELECT 1 FROM "jobs" "hidden" WHERE "hidden"."id" = ${row}.${column} AND "hidden"."restricted"${hidden})`;
  };
}

/** Rows that are nobody's but their owner's; superusers see all. */
export function ownRows(column: string): RowPredicate {
  return (row, viewer, bind) => (viewer.is_superuser ? null : `${row}.${column} = ${bind(viewer.id)}`);
}

/** As `ownRows`, for what is nobody else's business: not even superusers see it. */
export function onlyOwnRows(column: string): RowPredicate {
  return (row, viewer, bind) => `${row}.${column} = ${bind(viewer.id)}`;
}

/** As `ownRows`, for rows below such a row. @param table where it is, `key` leads to it, `column` is its owner */
export function belowOwnRows(table: string, key: string, column: string): RowPredicate {
  const rule = ownRows(column);
  return (row, viewer, bind) => {
    const own = rule('"own"', viewer, bind);
    return own && `EXISTS (SELECT 1 FROM ${table} "own" WHERE "own"."id" = ${row}.${key} AND ${own})`;
  };
}

/** As `ofVisibleJob`, for rows that belong to a test. @param column the quoted column that holds the test's id */
export const ofJobOfTest = (column: string): RowPredicate => ofJobOf('"tests"', column);

/** As `ofVisibleJob`, for rows that belong to a suite. @param column the quoted column that holds the suite's id */
export const ofJobOfSuite = (column: string): RowPredicate => ofJobOf('"suites"', column);

function ofJobOf(table: string, column: string): RowPredicate {
  const rule = ofVisibleJob('"job"');
  return (row, viewer, bind) => {
    const visible = rule('"owner"', viewer, bind);
    return (
      visible &&
      `EXISTS (SELECT 1 FROM ${table} "owner" WHERE "owner"."id" = ${row}.${column} AND ${visible})`
    );
  };
}

/** Rows that nobody sees but superusers. */
export const superusersOnly: RowPredicate = (_row, viewer) => (viewer.is_superuser ? null : 'false');
