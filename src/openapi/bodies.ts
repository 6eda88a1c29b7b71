import { Resource } from '../collections/resource';
import { rowName } from './names';
import { Content, ref, RequestBody, Schema } from './types';

/** Collections whose rows are files: they come as forms, not as JSON. */
const UPLOADED = new Set(['attachments']);

/** What creates rows: one, an array, or a stream; each row as `schema` says. */
export function createBody(resource: Resource, schema: Schema): RequestBody {
  if (UPLOADED.has(resource.name)) return { required: true, content: uploadForm(resource) };
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
    content: {
      'application/json': { schema },
      'application/x-www-form-urlencoded': { schema },
    },
  };
}

function uploadForm(resource: Resource): Content {
  return {
    'multipart/form-data': {
      schema: {
        allOf: [
          ref('schemas', `${rowName(resource)}New`),
          {
            type: 'object',
            properties: {
              file: {
                type: 'string',
                contentMediaType: 'application/octet-stream',
                description:
                  'The bytes. Its file name and type are taken unless `name` and `content_type` are sent.',
              },
            },
            required: ['file'],
          },
        ],
      },
    },
  };
}
