import { RoomDescription, RouteDescription } from '../route-description';
import { Parameter } from '../types';

const FORMATS = [
  { path: 'junit', words: 'JUnit XML', type: 'application/xml' },
  { path: 'tap13', words: 'TAP version 13', type: 'text/x-tap' },
  { path: 'csv', words: 'CSV', type: 'text/csv' },
  { path: 'yaml', words: 'YAML', type: 'application/yaml' },
] as const;

const WINDOW: Parameter[] = [
  {
    name: 'limit',
    in: 'query',
    description: 'Tests at the most; all when not said.',
    schema: { type: 'integer', minimum: 0 },
  },
  {
    name: 'offset',
    in: 'query',
    description: 'Tests to pass over.',
    schema: { type: 'integer', minimum: 0 },
  },
];

const GUARD: Parameter = {
  name: 'guard',
  in: 'query',
  description: 'Makes cells harmless that a spreadsheet would take for formulas.',
  schema: { type: 'boolean', default: false },
};

const exported = (of: 'Job' | 'Suite', path: string): RouteDescription[] =>
  FORMATS.map((format) => ({
    method: 'get',
    path: `${path}${format.path}/`,
    operationId: `export${of}As${format.path.charAt(0).toUpperCase()}${format.path.slice(1)}`,
    summary: `The tests of a ${of.toLowerCase()} as ${format.words}`,
    description: 'Written while it is read, from one snapshot of the database.',
    access: 'read',
    parameters: format.path === 'csv' ? [...WINDOW, GUARD] : WINDOW,
    responses: {
      '200': {
        description: 'The report.',
        headers: {
          'Content-Disposition': { description: 'The name of the file.', schema: { type: 'string' } },
        },
        content: { [format.type]: { schema: { type: 'string' } } },
      },
    },
    errors: [400, 404],
  }));

export const exportRoutes: RoomDescription = {
  tag: { name: 'exports', description: 'Reports that leave.' },
  routes: [
    ...exported('Job', '/api/v1/jobs/{job}/'),
    ...exported('Suite', '/api/v1/jobs/{job}/suites/{suite}/'),
  ],
};
