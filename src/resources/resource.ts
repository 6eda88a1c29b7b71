import { Viewer } from '../auth/viewer';
import { ResourceStatement } from '../query/statement';

/**
 * Who may write a collection, beside superusers who may do everything:
 * `staff` — lab administrators; `submitter` — anyone signed in makes rows, and changes those of jobs they submitted
 * (staff: all); `own` — everyone their own rows; `superuser` — nobody else; `nobody` — it is written by other ways.
 */
export type WriteAccess = 'staff' | 'submitter' | 'own' | 'superuser' | 'nobody';

/** A list below a row: `jobs/ID/suites/` are the suites whose `by` leads to that job. */
export interface NestedList {
  /** The last part of the path. */
  path: string;
  list: () => Resource;
  /** The relation of the listed resource that leads to the parent. */
  by: string;
  /** Lists below rows of this list. */
  nested?: readonly NestedList[];
}

/** A collection of the API: its statement, who may write it, what lists hang below its rows. */
export interface Resource extends ResourceStatement<Viewer> {
  access: WriteAccess;
  /** For `submitter` and `own`: where the owner is found; `submitter`, `job__submitter`, `user`. */
  owner?: string;
  nested?: readonly NestedList[];
}

/** Names a resource; its only work is to be a place for the type to be checked. */
export function resource(statement: Resource): Resource {
  return statement;
}
