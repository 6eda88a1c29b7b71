import { Resource } from '../collections/resource';
import { asJson } from './route-description';
import { rowName } from './names';
import { createdName } from './row-schemas';
import { Content, ref, Response, Schema } from './types';

/** The good answers of one collection, shared by its own routes and the nested ones. */
export function sharedAnswers(resource: Resource): Record<string, Response> {
  const name = rowName(resource);
  const row = ref('schemas', name);
  const answers: Record<string, Response> = {
    [name]: { description: `The ${resource.verboseName}.`, headers: idHeader(), content: asJson(row) },
    [`${name}List`]: {
      description: 'One page.',
      headers: {
        ...idHeader(),
        'X-Ignored-Parameters': ref('headers', 'X-Ignored-Parameters'),
        'X-Count-Capped': ref('headers', 'X-Count-Capped'),
      },
      content: asJson(ref('schemas', `${name}List`)),
    },
  };
  if (resource.access !== 'nobody' && !resource.uploaded)
    answers[`${name}Created`] = {
      description: 'Stored. A row for a row, rows for an array, the number of rows for NDJSON.',
      headers: idHeader(),
      content: created(ref('schemas', createdName(resource)), row),
    };
  return answers;
}

/** The envelope of a list of these rows. */
export function listSchema(resource: Resource): Schema {
  return {
    type: 'object',
    properties: {
      count: {
        type: ['integer', 'null'],
        format: 'int64',
        description: 'All rows that the filters let through; null with `count=none`.',
      },
      next: { type: ['string', 'null'], format: 'uri', description: 'The address of the next page.' },
      previous: { type: ['string', 'null'], format: 'uri', description: 'The address of the page before.' },
      results: { type: 'array', items: ref('schemas', rowName(resource)) },
    },
    required: ['count', 'next', 'previous', 'results'],
  };
}

/** What a stream of rows answers. */
export const STORED: Schema = {
  type: 'object',
  properties: { stored: { type: 'integer', format: 'int64', description: 'Rows stored.' } },
  required: ['stored'],
};

const idHeader = () => ({ 'X-Request-Id': ref('headers', 'X-Request-Id') });

const created = (one: Schema, row: Schema): Content =>
  asJson({ anyOf: [one, { type: 'array', items: row }, ref('schemas', 'Stored')] });
