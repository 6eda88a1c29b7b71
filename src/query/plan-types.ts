import { FieldErrors } from '../errors/domain-error';
import { Lookup } from './lookup-names';

/** A value after reading (drf.md §3): numbers and times as exact text, lists as lists; null is a range's open end. */
export type Operand = string | boolean | readonly (string | null)[];

/** One filter on a field of the row at hand. */
export interface Condition {
  /** The parameter as the client sent it. */
  name: string;
  /** The field of the statement at hand. */
  field: string;
  /** Keys inside a json field; empty for the whole document. */
  keys?: readonly string[];
  lookup: Lookup;
  /** `name!=value`: the complement, rows with null included (§6). */
  negated: boolean;
  operand: Operand;
}

/** Conditions that one row must meet together (§5: the same row). */
export interface ConditionGroup {
  conditions: Condition[];
  relations: RelationGroup[];
}

/** Conditions on a related row; there is one group per relation path in a request. */
export interface RelationGroup extends ConditionGroup {
  relation: string;
}

/** `path` ends in a field or relation; what stands before are to-one relations. */
export interface OrderTerm {
  path: readonly string[];
  descending: boolean;
}

/** §8. `page` is null when what was sent cannot be a page. */
export type PageRequest =
  | { style: 'page'; page: number | 'last' | null; size: number }
  | { style: 'offset'; limit: number; offset: bigint };

/** `exact` counts all, `capped` at most 10,000, `none` does not count. */
export type CountMode = 'exact' | 'capped' | 'none';

/**
 * A parameter without effect: its name is unknown, a bool's value is neither true nor false, terms of `ordering` are
 * not in the statement's list, or the size or offset of a page is none.
 */
export interface Ignored {
  name: string;
  reason: 'name' | 'value' | 'order' | 'size' | 'offset';
  /** The name, or the term, that was probably meant. */
  suggestion?: string;
}

/** Keys of related rows that must exist, else the parameter `name` is at fault; `path` leads to the relation. */
export interface Reference {
  name: string;
  path: readonly string[];
  keys: readonly string[];
}

/** A list request, understood: plain data, all values typed, nothing of SQL yet. */
export interface Plan {
  where: ConditionGroup;
  order: OrderTerm[];
  /** Terms of `ordering` that are not in the statement's list. */
  dropped: string[];
  page: PageRequest;
  count: CountMode;
  ignored: Ignored[];
  references: Reference[];
  /** Errors found while the references are still to be checked (`checkPlan` reports all together); null mostly. */
  problems: FieldErrors | null;
}

export interface PlanOptions {
  /** The one way of paging that a face speaks; page numbers unless `limit` or `offset` is sent when missing. */
  style?: 'page' | 'offset';
  /** Rows a page when the client does not say; 50. */
  pageSize?: number;
  /** Upper bound of `page_size` and `limit`; 1000. */
  maxPageSize?: number;
  /** False: how to count is not for the client to say. */
  countable?: boolean;
  /** Names of which every value counts, not the last one only. */
  repeatable?: (name: string) => boolean;
  /** Further parameters that are no filters. */
  reserved?: readonly string[];
  /** RFC 7240 `handling=strict`: what would be ignored is a BadInput. */
  strict?: boolean;
}
