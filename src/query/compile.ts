import { DataSource, EntityManager, ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { Plan } from './plan-types';
import { Predicate, ResourceStatement } from './statement';

export interface CompileExtra<C> {
  /** A further restriction: the parent of a nested list, one key. */
  base?: Predicate<C>;
  /** Select `detailOnly` fields, too (the single row). */
  detail?: boolean;
}

/** SQL with `$1`… and its values, for drivers and cursors. */
export interface Sql {
  text: string;
  values: unknown[];
}

/** The rows of the list in order, without limit; `getRawMany()` gives raw rows with the field names as keys. */
export function compileList<C>(
  _source: DataSource | EntityManager,
  _statement: ResourceStatement<C>,
  _plan: Plan,
  _context: C,
  _extra: CompileExtra<C> = {},
): SelectQueryBuilder<ObjectLiteral> {
  throw new Error('not written yet');
}

/** `SELECT count` of the same rows; with `cap` it stops counting there. The column is called `count`. */
export function compileCount<C>(
  _source: DataSource | EntityManager,
  _statement: ResourceStatement<C>,
  _plan: Plan,
  _context: C,
  _extra: CompileExtra<C> & { cap?: number } = {},
): Sql {
  throw new Error('not written yet');
}

/** All rows of the list as text and values, for cursors and COPY. Call `checkPlan` before. */
export function compileRows<C>(
  _source: DataSource | EntityManager,
  _statement: ResourceStatement<C>,
  _plan: Plan,
  _context: C,
  _extra: CompileExtra<C> = {},
): Sql {
  throw new Error('not written yet');
}
