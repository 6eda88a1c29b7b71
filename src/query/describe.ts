import { Lookup } from './lookup-names';
import { isFilterable, lookupsOf, parameterName } from './names';
import { FieldStatement, FieldType, ResourceStatement } from './statement';
import { targetKey } from './values/read';

/** One parameter that filters a list; each also exists with `!` at its end. */
export interface FilterDescription {
  name: string;
  /** The field, with the relation before it: `device_type__name`. */
  field: string;
  /** The same for people: `device type name`. */
  label: string;
  /** What the statement says of the field. */
  help?: string;
  lookup: Lookup;
  /** The type of one value: a relation's is that of the target's key; `isnull` takes a bool. */
  type: FieldType;
  /** The collection whose keys are the values, for a relation. */
  target?: string;
  /** The value is a list with commas. */
  many: boolean;
  choices?: readonly string[];
  description: string;
}

/** Of a document as it stands; searching it as text is nothing to advertise. */
const OF_DOCUMENTS: ReadonlySet<Lookup> = new Set(['json_contains', 'has_key', 'has_keys', 'has_any_keys']);
/** Their value is a list. */
const MANY: ReadonlySet<Lookup> = new Set(['in', 'range', 'has_keys', 'has_any_keys']);

const MEANINGS: Record<Lookup, string> = {
  exact: 'is',
  iexact: 'is, in any case,',
  in: 'is one of (apart at commas)',
  contains: 'contains',
  icontains: 'contains, in any case,',
  startswith: 'begins with',
  istartswith: 'begins with, in any case,',
  endswith: 'ends with',
  iendswith: 'ends with, in any case,',
  regex: 'matches the regular expression',
  iregex: 'matches, in any case, the regular expression',
  isnull: 'is missing (true) or there (false)',
  json_contains: 'contains this JSON',
  has_key: 'has this key',
  has_keys: 'has all of these keys (apart at commas)',
  has_any_keys: 'has one of these keys (apart at commas)',
  lt: 'is less than',
  lte: 'is at most',
  gt: 'is greater than',
  gte: 'is at least',
  range: 'lies between (two values apart at a comma, both included)',
};

/** The filters of a statement: its own, and with `depth` those of its relations, as deep as that. */
export function describeFilters<C>(statement: ResourceStatement<C>, depth = 0): FilterDescription[] {
  return describeUnder(statement, depth, []);
}

/** A relation or field on the way to a filter. */
type Step<C> = [name: string, about: FieldStatement<C>];

function describeUnder<C>(
  statement: ResourceStatement<C>,
  depth: number,
  way: readonly Step<C>[],
): FilterDescription[] {
  const fields = Object.entries(statement.fields).filter(([, about]) => isFilterable(about));
  const own = fields.flatMap(([name, about]) =>
    lookupsOf(about)
      .filter((lookup) => about.type !== 'json' || lookup === 'isnull' || OF_DOCUMENTS.has(lookup))
      .map((lookup) => describe(way, [name, about], lookup)),
  );
  if (depth <= 0) return own;
  const related = fields.flatMap(([name, about]) =>
    about.type === 'relation' ? describeUnder(about.to(), depth - 1, [...way, [name, about]]) : [],
  );
  return [...own, ...related];
}

function describe<C>(way: readonly Step<C>[], last: Step<C>, lookup: Lookup): FilterDescription {
  const [, about] = last;
  const steps = [...way, last];
  const field = steps.map(([name]) => name).join('__');
  const label = steps.map(([name, { label }]) => label ?? name.replaceAll('_', ' ')).join(' ');
  const valueType = about.type === 'relation' ? targetKey(about.to()).type : about.type;
  return {
    name: parameterName(field, lookup),
    field,
    label,
    ...(about.help === undefined ? {} : { help: about.help }),
    lookup,
    type: lookup === 'isnull' ? 'bool' : valueType,
    ...(about.type === 'relation' ? { target: about.to().name } : {}),
    many: MANY.has(lookup),
    ...(about.type === 'choice' && about.choices && lookup !== 'isnull' ? { choices: about.choices } : {}),
    description: `${label} ${MEANINGS[lookup]}`.replace(/,$/, ''),
  };
}
