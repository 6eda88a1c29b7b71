import { RESOURCES } from '../../resources/index';
import { asJson, RoomDescription, RouteDescription } from '../route-description';
import { Schema } from '../types';

const word: Schema = { type: 'string' };
const checks: Schema = {
  type: 'object',
  properties: Object.fromEntries(
    ['database', 'migrations'].map((name) => [name, { type: 'string', enum: ['ok', 'failed'] }]),
  ),
  required: ['database', 'migrations'],
};
const ready = (status: string, more: Record<string, Schema> = {}): Schema => ({
  type: 'object',
  properties: { ...more, status: { const: status }, checks },
  required: [...Object.keys(more), 'status', 'checks'],
});

const page = (path: string, operationId: string, summary: string, type: string): RouteDescription => ({
  method: 'get',
  path,
  operationId,
  summary,
  access: 'open',
  responses: { '200': { description: 'As asked.', content: { [type]: { schema: word } } } },
});

export const serverRoutes: RoomDescription = {
  tag: { name: 'server', description: 'The server itself.' },
  routes: [
    {
      method: 'get',
      path: '/',
      operationId: 'enter',
      summary: 'Where to begin',
      access: 'read',
      responses: {
        '200': {
          description: 'The addresses of the API and of its page.',
          content: asJson({
            type: 'object',
            properties: {
              name: word,
              api: { type: 'string', format: 'uri' },
              docs: { type: 'string', format: 'uri' },
            },
            required: ['name', 'api', 'docs'],
          }),
        },
        '302': { description: 'A browser is sent to the page.' },
      },
    },
    {
      method: 'get',
      path: '/api/v1/',
      operationId: 'listCollections',
      summary: 'The collections and their addresses',
      access: 'read',
      responses: {
        '200': {
          description: 'Name and address of each.',
          content: asJson({
            type: 'object',
            properties: Object.fromEntries(
              RESOURCES.map(({ name }) => [name, { type: 'string', format: 'uri' }]),
            ),
            required: RESOURCES.map(({ name }) => name),
          }),
        },
      },
      errors: [404, 406],
    },
    {
      method: 'get',
      path: '/api/v1/schema/',
      operationId: 'readSchema',
      summary: 'This document',
      access: 'open',
      responses: { '200': { description: 'OpenAPI 3.1.', content: asJson({ type: 'object' }) } },
    },
    page('/api/v1/docs/', 'readDocs', 'This document as a page for people', 'text/html'),
    {
      ...page('/api/v1/docs/{file}', 'readDocsFile', 'A part of that page', '*/*'),
      parameters: [{ name: 'file', in: 'path', required: true, schema: word }],
      errors: [404],
    },
    {
      method: 'get',
      path: '/healthz',
      operationId: 'checkHealth',
      summary: 'The process lives',
      access: 'open',
      responses: {
        '200': {
          description: 'It does.',
          content: asJson({ type: 'object', properties: { status: { const: 'ok' } }, required: ['status'] }),
        },
      },
    },
    {
      method: 'get',
      path: '/readyz',
      operationId: 'checkReadiness',
      summary: 'The process can do its work',
      access: 'open',
      responses: {
        '200': { description: 'It can.', content: asJson(ready('ok')) },
        '503': {
          description: 'It cannot; `checks` says why.',
          content: asJson(ready('unavailable', { detail: word })),
        },
      },
    },
    page('/metrics', 'readMetrics', 'Numbers for Prometheus', 'text/plain'),
  ],
};
