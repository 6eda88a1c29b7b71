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
        '200': {
          description: 'The file, with its own type and name.',
          content: { '*/*': { schema: { type: 'string', contentMediaType: 'application/octet-stream' } } },
        },
      },
      errors: [404],
    },
  ],
};
