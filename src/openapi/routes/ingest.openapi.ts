import { Resource } from '../../collections/resource';
import { JOB_FIELDS } from '../../ingest/attributes';
import { jobs } from '../../resources/jobs/jobs.resource';
import { bodySchema } from '../field-schema';
import { asJson, RoomDescription } from '../route-description';
import { Parameter, ref, Response, Schema } from '../types';

const FORMATS: Schema = { type: 'string', enum: ['junit', 'tap', 'csv', 'yaml', 'ndjson', 'kcidb'] };

const text = (description: string): Schema => ({ type: 'string', description });

const SPECIAL: Record<string, Schema> = {
  job: {
    type: 'integer',
    format: 'int64',
    description: 'An existing job of yours to add the tests to; then no attribute of a job may be sent.',
  },
  format: {
    ...FORMATS,
    description: 'The format of the report, when it is not to be told from its content.',
  },
  zone: text('The zone of times that name none: `UTC`, `+05:30`, `Europe/Berlin`.'),
  attempt: {
    type: 'integer',
    minimum: 1,
    description: 'Which attempt of its tests the upload is, when its records do not say.',
  },
  atomic: {
    type: 'boolean',
    default: false,
    description: 'Store nothing at all unless every file and every record can be stored.',
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

const IDEMPOTENCY_KEY: Parameter = {
  name: 'Idempotency-Key',
  in: 'header',
  description:
    'What you call this request, 1 to 255 characters. The same again with the same upload is answered by the first receipt, with another one by 409.',
  schema: { type: 'string', minLength: 1, maxLength: 255 },
};

const parameters = (): Parameter[] => [
  ...Object.entries(attributes(jobs)).map(([name, { description, ...schema }]): Parameter => ({
    name,
    in: 'query',
    ...(description ? { description } : {}),
    schema,
  })),
  IDEMPOTENCY_KEY,
];

const raw: Schema = { type: 'string' };
const receipt = (description: string): Response => ({
  description,
  content: asJson(ref('schemas', 'Receipt')),
});

const count = (description: string): Schema => ({ type: 'integer', description });
const value: Schema = { type: ['string', 'null'] };

const REIMPORT: Schema = {
  type: 'object',
  properties: {
    applied: { type: 'boolean', description: 'It was stored.' },
    added: count('Tests that were not stored.'),
    changed: count('Tests that are read otherwise.'),
    missing: count('Tests that are stored and not read any more; they stay.'),
    same: count('Tests that are as they were.'),
    differences: {
      type: 'array',
      maxItems: 1_000,
      items: {
        type: 'object',
        properties: {
          change: { type: 'string', enum: ['added', 'changed', 'missing'] },
          suite: { type: 'string' },
          name: { type: 'string' },
          attempt: { type: 'integer' },
          fields: {
            type: 'object',
            description: 'What differs of a changed test; the first 200 characters of each value.',
            additionalProperties: {
              type: 'object',
              properties: { stored: value, read: value },
              required: ['stored', 'read'],
            },
          },
        },
        required: ['change', 'suite', 'name', 'attempt', 'fields'],
      },
    },
    receipt: ref('schemas', 'Ingest'),
  },
  required: ['applied', 'added', 'changed', 'missing', 'same', 'differences', 'receipt'],
};

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
    Reimport: REIMPORT,
  },
  routes: [
    {
      method: 'post',
      path: '/api/v1/ingest/',
      operationId: 'ingestReport',
      summary: 'Store a report: job, suites and tests',
      description:
        'One transaction and one job, whatever the number of files. What cannot be read is rejected, and the receipt says why; the rest is stored, unless `atomic`. The same bytes with the same attributes again answer the first receipt and store nothing. Attributes also come as headers (`X-Assay-Device-Type`) and as a JSON object in the field `attributes` of a form; fields go before JSON, JSON before parameters, parameters before headers. Unknown ones are refused. The body may be compressed (`Content-Encoding`), the files zip or tar archives. The scope is `push`.',
      access: 'write',
      parameters: parameters(),
      requestBody: {
        required: true,
        description:
          'The report itself, an archive of reports, or a form with up to 1,000 files and the attributes as its fields.',
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
                attributes: { type: 'object', description: 'All of these as JSON; fields go before.' },
                file: {
                  type: 'array',
                  items: { type: 'string', contentMediaType: 'application/octet-stream' },
                },
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
    {
      method: 'get',
      path: '/api/v1/ingests/{id}/payload/',
      operationId: 'readIngestPayload',
      summary: 'The upload itself, as it came',
      description: 'Of several files a tar archive. It is kept for `ASSAY_PAYLOAD_DAYS`; then this is a 404.',
      access: 'read',
      responses: {
        '200': {
          description: 'The upload, with its own type and name.',
          content: { '*/*': { schema: { type: 'string', contentMediaType: 'application/octet-stream' } } },
        },
      },
      errors: [404],
    },
    {
      method: 'post',
      path: '/api/v1/ingests/{id}/reimport/',
      operationId: 'reimportIngest',
      summary: 'Read the kept upload again, and show what would be otherwise',
      description:
        'With `apply=true` it is stored: tests that are read otherwise are changed, new ones added, none removed, and the receipt has the new figures.',
      access: 'write',
      parameters: [
        {
          name: 'apply',
          in: 'query',
          description: 'Store it.',
          schema: { type: 'boolean', default: false },
        },
      ],
      responses: {
        '200': { description: 'The difference.', content: asJson(ref('schemas', 'Reimport')) },
      },
      errors: [400, 403, 404],
    },
  ],
};
