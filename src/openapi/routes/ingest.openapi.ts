import { Resource } from '../../collections/resource';
import { JOB_FIELDS } from '../../ingest/attributes';
import { jobs } from '../../resources/jobs/jobs.resource';
import { bodySchema } from '../field-schema';
import { asJson, RoomDescription } from '../route-description';
import { Parameter, ref, Response, Schema } from '../types';

const FORMATS: Schema = { type: 'string', enum: ['junit', 'tap', 'csv', 'yaml', 'ndjson'] };

const text = (description: string): Schema => ({ type: 'string', description });

const SPECIAL: Record<string, Schema> = {
  job: {
    type: 'integer',
    format: 'int64',
    description: 'An existing job of yours to add the tests to; then no other attribute may be sent.',
  },
  format: {
    ...FORMATS,
    description: 'The format of the report, when it is not to be told from its content.',
  },
  group: text('The name of a group; made when it is new.'),
  build: text('The name of a build of the group; made when it is new.'),
  tags: text('Names of tags, apart at commas; made when they are new. Also `tag`.'),
  viewing_groups: text('Names of user groups, apart at commas.'),
  metadata: text('A JSON object.'),
  device: text('Short for `actual_device`.'),
  device_type: text('Short for `requested_device_type`.'),
};

/** What may be said beside the report: in the address for any body, as fields of a form. */
function attributes({ fields }: Resource): Record<string, Schema> {
  const own = JOB_FIELDS.flatMap((name) => {
    const field = fields[name];
    if (!field) return [];
    // What is not said may come from the report, so that the collection's own default does not hold here.
    return [[name, { ...bodySchema(field), default: undefined }] as const];
  });
  return { ...SPECIAL, ...Object.fromEntries(own) };
}

const parameters = (): Parameter[] =>
  Object.entries(attributes(jobs)).map(([name, { description, ...schema }]) => ({
    name,
    in: 'query',
    ...(description ? { description } : {}),
    schema,
  }));

const raw: Schema = { type: 'string' };
const receipt = (description: string): Response => ({
  description,
  content: asJson(ref('schemas', 'Receipt')),
});

export const ingestRoutes: RoomDescription = {
  tag: { name: 'ingest', description: 'Whole reports, in one request.' },
  schemas: {
    Receipt: {
      allOf: [
        ref('schemas', 'Ingest'),
        {
          type: 'object',
          properties: {
            duplicate: { type: 'boolean', description: 'The same upload had been stored before.' },
          },
          required: ['duplicate'],
        },
      ],
    },
  },
  routes: [
    {
      method: 'post',
      path: '/api/v1/ingest/',
      operationId: 'ingestReport',
      summary: 'Store a report: job, suites and tests',
      description:
        'One transaction: all of it or nothing. The same bytes with the same attributes again answer the first receipt and store nothing. Unknown attributes are refused. The scope is `push`.',
      access: 'write',
      parameters: parameters(),
      requestBody: {
        required: true,
        description: 'The report itself, or a form with one file and the attributes as its fields.',
        content: {
          'application/xml': { schema: raw },
          'text/x-tap': { schema: raw },
          'text/csv': { schema: raw },
          'application/yaml': { schema: raw },
          'application/x-ndjson': { schema: raw },
          'application/octet-stream': { schema: raw },
          'multipart/form-data': {
            schema: {
              type: 'object',
              properties: {
                ...attributes(jobs),
                file: { type: 'string', contentMediaType: 'application/octet-stream' },
              },
              required: ['file'],
            },
          },
        },
      },
      responses: {
        '200': receipt('It had been stored before: the first receipt.'),
        '201': receipt('Stored: the receipt.'),
      },
      errors: [400, 403, 409, 413],
    },
  ],
};
