import { EntityManager } from 'typeorm';
import { Viewer } from '../auth/viewer';
import { FieldErrors } from '../errors/domain-error';
import { ResourceStatement } from '../query/statement';
import { Key, Values } from '../store/values';

/**
 * Who may write a collection, beside superusers who may do everything:
 * `staff` — lab administrators; `permitted` — only those who hold the permission for its `model`; `submitter` — anyone signed
 * in makes rows, and changes those of jobs they submitted (staff: all); `own` — everyone their own rows; `superuser` —
 * nobody else; `nobody` — it is written by other ways.
 */
export type WriteAccess = 'staff' | 'permitted' | 'submitter' | 'own' | 'superuser' | 'nobody';

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

/** What a rule works with: who writes, and the transaction. */
export interface WriteContext {
  viewer: Viewer;
  manager: EntityManager;
}

/** What a collection does beyond storing what was sent. Values are checked already and may be changed in place. */
export interface WriteRules {
  /** Completes the values of new rows, or refuses them: by throwing, or with the messages of each row by field. */
  beforeStore?(rows: Values[], context: WriteContext): Promise<FieldErrors[] | void> | FieldErrors[] | void;
  /** Completes or refuses a change; `key` is the row's. */
  beforeChange?(values: Values, key: Key, context: WriteContext): Promise<void> | void;
  /** Refuses the removal of a row. */
  beforeRemove?(key: Key, context: WriteContext): Promise<void>;
  /** Stores new rows in place of the plain INSERT and gives their keys, in order. */
  insert?(rows: Values[], context: WriteContext): Promise<Key[]>;
  /** Further members of the answer to a creation (a token's secret); called after `beforeStore`. */
  reveal?(values: Values): Record<string, unknown>;
}

/** A collection of the API: its statement, who may write it, its own rules, what lists hang below its rows. */
export interface Resource extends ResourceStatement<Viewer> {
  access: WriteAccess;
  /** What permissions call its rows: whoever holds `add_device`, `change_device`, `delete_device` may do just that, too. */
  model?: string;
  /** For `submitter` and `own`: the path to the owner; `submitter`, `job__submitter`, `user`. */
  owner?: string;
  rules?: WriteRules;
  /** New rows come by routes of their own (uploads), not as JSON. */
  uploaded?: boolean;
  nested?: readonly NestedList[];
}

/** Names a resource; its only work is to be a place for the type to be checked. */
export function resource(statement: Resource): Resource {
  return statement;
}
