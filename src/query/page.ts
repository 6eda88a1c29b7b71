import { EntityManager } from 'typeorm';
import { CompileExtra } from './compile';
import { Plan } from './plan-types';
import { Row } from './rows';
import { ResourceStatement } from './statement';

/** Where a page stands; what links need. */
export type PagePlace =
  { style: 'page'; page: number; size: number } | { style: 'offset'; limit: number; offset: bigint };

export interface Page {
  /** All rows after filtering; null when the request asked not to count. */
  count: number | null;
  /** True when there are more than `count`. */
  capped: boolean;
  /** Shaped rows (drf.md §9). */
  rows: Row[];
  place: PagePlace;
  hasNext: boolean;
  hasPrevious: boolean;
}

export interface FetchOptions<C> extends CompileExtra<C> {
  /** Milliseconds after which PostgreSQL gives up; the page then runs in a transaction. */
  statementTimeout?: number;
}

/**
 * Checks the plan's references, counts, and reads one page: two SQL statements, one with `count=none`, and one more if
 * keys of relations were sent. Throws BadInput, NotFound('Invalid page.').
 */
export function fetchPage<C>(
  _manager: EntityManager,
  _statement: ResourceStatement<C>,
  _plan: Plan,
  _context: C,
  _options: FetchOptions<C> = {},
): Promise<Page> {
  throw new Error('not written yet');
}

/** A database error that is the client's fault (a bad regular expression) as BadInput; any other comes back as it is. */
export function asQueryError(error: unknown, _plan: Plan): unknown {
  return error;
}
