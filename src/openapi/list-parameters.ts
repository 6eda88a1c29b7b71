import { Resource } from '../collections/resource';
import { describeFilters, FilterDescription } from '../query/describe';
import { isFilterable } from '../query/names';
import { typeSchema } from './field-schema';
import { Extension, Parameter, ref, Ref, Schema } from './types';

/** Parameters that every list takes. */
export const LIST_PARAMETERS: Record<string, Parameter> = {
  traversal: {
    name: 'filters',
    in: 'query',
    style: 'form',
    explode: true,
    description:
      'Any further filter, each a parameter of its own. **Through relations**: `relation__field` and ' +
      '`relation__field__lookup` are the filters of the related collection (`x-relations` says which that is), to any ' +
      'depth up to 32; several filters through one relation mean the same related row. **Exclusion**: every filter ' +
      'also exists with `!` at the end of its name (`state!=Running`) and then keeps the rows that it would have taken ' +
      'out; through a relation it excludes related rows (`tags__name!=usb`: some tag is not usb). **Inside JSON** ' +
      '(`x-json`): `field__key__key[__lookup]`; `lt`, `lte`, `gt`, `gte` and `range` compare numbers there.',
    schema: { type: 'object', additionalProperties: { type: 'string' } },
    example: {},
  },
  format: {
    name: 'format',
    in: 'query',
    description: 'The form of the answer. Another one is a 404.',
    schema: { type: 'string', enum: ['json'] },
  },
  page: {
    name: 'page',
    in: 'query',
    description: 'The page, from 1, or `last`. A page that does not exist is a 404.',
    schema: { anyOf: [{ type: 'integer', minimum: 1 }, { const: 'last' }] },
  },
  page_size: {
    name: 'page_size',
    in: 'query',
    description:
      'Rows of a page; 50 when not said, 1000 at the most, unless the server is configured otherwise.',
    schema: { type: 'integer', minimum: 1 },
  },
  limit: {
    name: 'limit',
    in: 'query',
    description: 'Rows at the most, in place of `page_size`. Sending `limit` or `offset` sets `page` aside.',
    schema: { type: 'integer', minimum: 1 },
  },
  offset: {
    name: 'offset',
    in: 'query',
    description: 'Rows to pass over.',
    schema: { type: 'integer', minimum: 0 },
  },
  count: {
    name: 'count',
    in: 'query',
    description:
      'How to count: `exact`; `capped` stops at 10,000 and then says so in `X-Count-Capped`; `none` gives null.',
    schema: { type: 'string', enum: ['exact', 'capped', 'none'], default: 'exact' },
  },
  prefer: {
    name: 'Prefer',
    in: 'header',
    description:
      '`handling=strict` (RFC 7240) makes what would be ignored a 400: unknown parameters, sizes that are none.',
    schema: { type: 'string', examples: ['handling=strict'] },
  },
};

const orderingOf = (resource: Resource): string => `${resource.name}.ordering`;
const filterOf = (resource: Resource, filter: FilterDescription): string => `${resource.name}.${filter.name}`;

/** The filters and the ordering of one collection, shared by all lists of its rows. */
export function collectionParameters(resource: Resource): Record<string, Parameter> {
  const parameters: Record<string, Parameter> = { [orderingOf(resource)]: ordering(resource) };
  for (const filter of describeFilters(resource))
    parameters[filterOf(resource, filter)] = parameterOf(filter);
  return parameters;
}

/** References to everything that a list of these rows takes. */
export function listParameters(resource: Resource): Ref[] {
  const own = [
    ...describeFilters(resource).map((filter) => filterOf(resource, filter)),
    orderingOf(resource),
  ];
  const shared = Object.keys(LIST_PARAMETERS).filter(
    (name) => name !== 'format' || !('format' in resource.fields),
  );
  return [...own, ...shared].map((name) => ref('parameters', name));
}

/** Where the filters of a list lead: relations to their collections, and fields that have keys inside. */
export function listExtensions(resource: Resource): Extension {
  const fields = Object.entries(resource.fields).filter(([, field]) => isFilterable(field));
  const relations = fields.flatMap(([name, field]) =>
    field.type === 'relation' ? [[name, field.to().name] as const] : [],
  );
  const json = fields.filter(([, field]) => field.type === 'json').map(([name]) => name);
  return {
    ...(relations.length > 0 ? { 'x-relations': Object.fromEntries(relations) } : {}),
    ...(json.length > 0 ? { 'x-json': json } : {}),
  };
}

function ordering({ ordering: terms, defaultOrder }: Resource): Parameter {
  return {
    name: 'ordering',
    in: 'query',
    style: 'form',
    explode: false,
    description: `Terms apart at commas; \`-\` turns one round. \`${defaultOrder.join(',')}\` when not said.`,
    schema: { type: 'array', items: { type: 'string', enum: terms.flatMap((term) => [term, `-${term}`]) } },
  };
}

function parameterOf(filter: FilterDescription): Parameter {
  const exact = filter.lookup === 'exact' || filter.lookup === 'in';
  const one: Schema =
    filter.choices && exact ? { type: 'string', enum: [...filter.choices] } : typeSchema(filter.type);
  const list: Schema = {
    type: 'array',
    items: one,
    ...(filter.lookup === 'range' ? { minItems: 2, maxItems: 2 } : {}),
  };
  return {
    name: filter.name,
    in: 'query',
    description: `${filter.description}.`,
    ...(filter.many ? { style: 'form', explode: false, schema: list } : { schema: one }),
    ...(filter.target ? { 'x-target': filter.target } : {}),
  };
}
