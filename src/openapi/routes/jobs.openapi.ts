import { COUNTER_NAMES } from '../../resources/fields';
import { VERDICT_FIELDS } from '../../resources/jobs/verdict-fields';
import { asJson, asJsonOrForm, RoomDescription, RouteDescription } from '../route-description';
import { ref, Schema } from '../types';

const counts: Record<string, Schema> = Object.fromEntries(
  COUNTER_NAMES.map((name) => [name.replace(/^tests_/, ''), { type: 'integer' }]),
);

const rate: Record<string, Schema> = {
  passrate: {
    type: ['number', 'null'],
    description:
      'Good tests among those with a verdict, in per cent with two decimals; null when none has one.',
  },
  good: { type: 'integer', description: 'pass, warn, softfail, xfail, xpass.' },
  counted: { type: 'integer', description: 'The good ones, fail, error, timeout, miss and interrupted.' },
  total: { type: 'integer' },
};

const jobFields = (...names: string[]): Record<string, Schema> =>
  Object.fromEntries(names.map((name) => [name, { $ref: `#/components/schemas/Job/properties/${name}` }]));

const summary = jobFields('id', 'name', 'state', 'health', 'outcome', 'start_time', 'end_time');

const object = (properties: Record<string, Schema>): Schema => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
});

const verdict: Schema = {
  type: 'object',
  properties: Object.fromEntries(
    VERDICT_FIELDS.map((name) => [name, { $ref: `#/components/schemas/JobChange/properties/${name}` }]),
  ),
};

const read = (name: string, id: string, about: string, answer: Schema): RouteDescription => ({
  method: 'get',
  path: `/api/v1/jobs/{job}/${name}/`,
  operationId: id,
  summary: about,
  access: 'read',
  responses: { '200': { description: 'As asked.', content: asJson(answer) } },
  errors: [404, 406],
});

export const jobRoutes: RoomDescription = {
  tag: { name: 'jobs', description: 'Runs of something.' },
  schemas: {
    PassRate: object(rate),
    JobSummary: object({
      ...summary,
      tests: { ...object(counts), description: 'Tests by result.' },
      ...rate,
    }),
  },
  routes: [
    {
      method: 'post',
      path: '/api/v1/jobs/{job}/cancel/',
      operationId: 'cancelJob',
      summary: 'Ask for the end of a job',
      description:
        'A submitted job ends at once, a later one is `Canceling` until its worker finishes it; the nodes of a multinode job are canceled together. Asking again changes nothing; a finished job is a 409.',
      access: 'write',
      responses: { '200': ref('responses', 'Job') },
      errors: [403, 404, 406, 409],
    },
    {
      method: 'post',
      path: '/api/v1/jobs/{job}/finish/',
      operationId: 'finishJob',
      summary: 'End a job',
      description:
        'Without a verdict its tests decide. A job that was being canceled ends canceled. Finishing it again changes nothing; with another verdict it is a 409.',
      access: 'write',
      requestBody: { required: false, content: asJsonOrForm(verdict) },
      responses: { '200': ref('responses', 'Job') },
      errors: [400, 403, 404, 406, 409, 413, 415],
    },
    read('summary', 'readJobSummary', 'How a job went', ref('schemas', 'JobSummary')),
    read('passrate', 'readJobPassRate', 'The pass rate of a job', ref('schemas', 'PassRate')),
    read('metadata', 'readJobMetadata', 'The metadata of a job', {
      type: 'object',
      additionalProperties: true,
    }),
  ],
};
