import { FieldType } from './statement';

export const TEXT_LOOKUPS = [
  'exact',
  'iexact',
  'in',
  'contains',
  'icontains',
  'startswith',
  'istartswith',
  'endswith',
  'iendswith',
  'isnull',
  'regex',
  'iregex',
] as const;
const ORDERED_LOOKUPS = ['exact', 'in', 'lt', 'lte', 'gt', 'gte', 'range', 'isnull'] as const;

/** What only numbers can be asked where a value may be anything: behind the keys of a JSON document. */
export const NUMERIC_LOOKUPS: readonly Lookup[] = ['lt', 'lte', 'gt', 'gte', 'range'];

/** On a whole JSON document; `json_contains` is `contains` in a parameter, as Django's JSON fields have it. */
const DOCUMENT_LOOKUPS = ['json_contains', 'has_key', 'has_keys', 'has_any_keys'] as const;

/** `exact` is the bare field name in a parameter; `field__exact` is none. */
export type Lookup =
  (typeof TEXT_LOOKUPS)[number] | (typeof ORDERED_LOOKUPS)[number] | (typeof DOCUMENT_LOOKUPS)[number];

/** A document is also searched as text, but for `contains`. */
export const WHOLE_JSON: readonly Lookup[] = [
  ...DOCUMENT_LOOKUPS,
  ...TEXT_LOOKUPS.filter((lookup) => lookup !== 'exact' && lookup !== 'contains'),
];

/** The lookups that exist for each type of field; a json field has these behind its keys. */
export const LOOKUPS: Record<FieldType | 'one' | 'many', readonly Lookup[]> = {
  text: TEXT_LOOKUPS,
  choice: TEXT_LOOKUPS,
  int: ORDERED_LOOKUPS,
  decimal: ORDERED_LOOKUPS,
  time: ORDERED_LOOKUPS,
  bool: ['exact'],
  json: [...TEXT_LOOKUPS.filter((lookup) => lookup !== 'exact'), ...NUMERIC_LOOKUPS],
  one: ['exact', 'in', 'isnull'],
  many: ['exact'],
};
