import { Resource } from '../collections/resource';
import { rowName } from './names';
import { asJsonOrForm } from './route-description';
import { bodyProperties } from './row-schemas';
import { Parameter, ref, RequestBody, Schema } from './types';

const BYTES: Schema = { type: 'string', contentMediaType: 'application/octet-stream' };

/** What creates rows: one, an array, or a stream; each row as `schema` says. */
export function createBody(resource: Resource, schema: Schema): RequestBody {
  if (resource.uploaded) return uploadBody(resource);
  return {
    required: true,
    description:
      'One row, an array of rows, or NDJSON of any length: one row a line. Each request is one transaction: all rows or none.',
    content: {
      'application/json': { schema: { anyOf: [schema, { type: 'array', items: schema }] } },
      'application/x-ndjson': {
        schema: { type: 'string', contentMediaType: 'application/x-ndjson', 'x-line': schema },
      },
      'application/x-www-form-urlencoded': { schema },
      'multipart/form-data': { schema },
    },
  };
}

/** The bodies of one collection that several routes share. */
export function sharedBodies(resource: Resource): Record<string, RequestBody> {
  if (resource.access === 'nobody') return {};
  const name = rowName(resource);
  return {
    [`${name}Create`]: createBody(resource, ref('schemas', `${name}Create`)),
    [`${name}Replace`]: changeBody(`${name}Replace`),
    [`${name}Change`]: changeBody(`${name}Change`),
  };
}

function changeBody(name: string): RequestBody {
  const schema = ref('schemas', name);
  return {
    required: true,
    content: asJsonOrForm(schema),
  };
}

/** A file, alone or in a form; what is said of it stands in the form's fields or in the address. */
function uploadBody(resource: Resource): RequestBody {
  const file: Schema = {
    type: 'object',
    properties: { file: BYTES },
    required: ['file'],
  };
  const form = { allOf: [ref('schemas', `${rowName(resource)}New`), file] };
  return {
    required: true,
    description:
      'A form with one file, or the bytes alone with their own type. What a form says in its fields may stand in the address, too.',
    content: { 'multipart/form-data': { schema: form }, '*/*': { schema: BYTES } },
  };
}

/** What the address of an upload may say, beside what its path says. */
export function uploadParameters(resource: Resource, fixed: readonly string[] = []): Parameter[] {
  return Object.entries(bodyProperties(resource, 'create'))
    .filter(([name]) => !fixed.includes(name))
    .map(([name, { description, ...schema }]) => ({
      name,
      in: 'query',
      ...(description ? { description } : {}),
      schema,
    }));
}
