import { LOOKUPS, Lookup, WHOLE_JSON } from './lookup-names';
import { FieldStatement, ResourceStatement } from './statement';

/** Parameters of every list that are no filters. */
export const RESERVED = ['ordering', 'page', 'page_size', 'limit', 'offset', 'format', 'count'] as const;

/** What a parameter's name means: a lookup on a field, reached through relations. */
export interface Filter {
  /** The relations to go through. */
  path: string[];
  field: string;
  /** Keys inside a json field. */
  keys?: string[];
  lookup: Lookup;
  negated: boolean;
}

/** The names that a statement itself declares, prepared once. */
export interface NameIndex {
  filters: Map<string, Omit<Filter, 'path'>>;
  /** Longer names first: reverse alphabetical, as django-rest-framework-filters tries them. */
  relations: string[];
  /** Json fields, with the lookups behind their keys. */
  json: Map<string, readonly Lookup[]>;
}

/** Relations in one name; beyond that it is unknown, before somebody has to read a name of 7,000 relations. */
const DEEPEST = 32;
const indexes = new WeakMap<object, NameIndex>();

/** The meaning of a name (drf.md §2), or null if it is unknown. */
export function resolveName<C>(statement: ResourceStatement<C>, name: string): Filter | null {
  const path: string[] = [];
  let current = statement;
  let rest = name;
  for (;;) {
    const index = nameIndex(current);
    const own = index.filters.get(rest) ?? jsonFilter(index, rest);
    if (own) return { path, ...own };
    const before = rest;
    const relation = index.relations.find((candidate) => before.startsWith(`${candidate}__`));
    if (relation === undefined || path.length === DEEPEST) return null;
    path.push(relation);
    rest = rest.slice(relation.length + 2);
    current = relationTarget(current, relation);
  }
}

export function nameIndex<C>(statement: ResourceStatement<C>): NameIndex {
  let index = indexes.get(statement);
  if (!index) {
    index = buildIndex(statement);
    indexes.set(statement, index);
  }
  return index;
}

/** The lookups of a field as it stands; a json field has others behind its keys. */
export function lookupsOf<C>(field: FieldStatement<C>): readonly Lookup[] {
  if (field.type === 'json') return field.wholeLookups ?? WHOLE_JSON;
  if (field.lookups) return field.lookups;
  return LOOKUPS[field.type === 'relation' ? (field.many ? 'many' : 'one') : field.type];
}

export function isFilterable<C>(field: FieldStatement<C>): boolean {
  return !field.unfilterable && !field.writeOnly;
}

export function relationTarget<C>(statement: ResourceStatement<C>, relation: string): ResourceStatement<C> {
  const field = statement.fields[relation];
  if (field?.type !== 'relation') throw new Error(`${statement.name} has no relation ${relation}.`);
  return field.to();
}

/** The parameter for a field and lookup: the exact match is the bare name. */
export function parameterName(field: string, lookup: Lookup): string {
  if (lookup === 'exact') return field;
  return `${field}__${lookup === 'json_contains' ? 'contains' : lookup}`;
}

function buildIndex<C>(statement: ResourceStatement<C>): NameIndex {
  const index: NameIndex = { filters: new Map(), relations: [], json: new Map() };
  for (const [field, about] of Object.entries(statement.fields)) {
    if (!isFilterable(about)) continue;
    for (const lookup of lookupsOf(about)) {
      const name = parameterName(field, lookup);
      index.filters.set(name, { field, lookup, negated: false });
      index.filters.set(`${name}!`, { field, lookup, negated: true });
    }
    if (about.type === 'relation') index.relations.push(field);
    if (about.type === 'json') index.json.set(field, about.lookups ?? LOOKUPS.json);
  }
  index.relations.sort().reverse();
  return index;
}

/** `metadata__kernel__version__icontains`: keys, then a lookup if the last part is one. */
function jsonFilter(index: NameIndex, name: string): Omit<Filter, 'path'> | null {
  if (index.json.size === 0) return null;
  const negated = name.endsWith('!');
  const positive = negated ? name.slice(0, -1) : name;
  const [field, lookups] = [...index.json].find(([candidate]) => positive.startsWith(`${candidate}__`)) ?? [];
  if (field === undefined) return null;
  const keys = positive.slice(field.length + 2).split('__');
  if (keys.some((key) => key === '' || key.includes('\0'))) return null;
  const last = keys[keys.length - 1] as Lookup;
  if (keys.length === 1 || !lookups?.includes(last)) return { field, keys, lookup: 'exact', negated };
  return { field, keys: keys.slice(0, -1), lookup: last, negated };
}
