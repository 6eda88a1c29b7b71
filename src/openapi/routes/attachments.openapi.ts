import { RoomDescription } from '../route-description';

export const attachmentRoutes: RoomDescription = {
  tag: { name: 'attachments', description: 'Files of jobs and tests.' },
  routes: [
    {
      method: 'get',
      path: '/api/v1/attachments/{id}/content/',
      operationId: 'readAttachmentContent',
      summary: 'The bytes of an attachment',
      access: 'read',
      responses: {
        '206': { description: 'The bytes that `Range` asks for: one range.' },
        '416': { description: 'None of the bytes that `Range` asks for is there.' },
        '304': { description: 'The file that `If-None-Match` names: content never changes.' },
        '200': {
          description: 'The file, with its own type and name.',
          headers: { ETag: { description: 'Its SHA-256, quoted.', schema: { type: 'string' } } },
          content: { '*/*': { schema: { type: 'string', contentMediaType: 'application/octet-stream' } } },
        },
      },
      errors: [404],
    },
  ],
};
