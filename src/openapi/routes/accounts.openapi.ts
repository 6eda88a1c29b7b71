import { asJson, asJsonOrForm, RoomDescription } from '../route-description';
import { Schema } from '../types';

const credentials: Schema = {
  type: 'object',
  properties: {
    username: { type: 'string', minLength: 1, maxLength: 150 },
    password: { type: 'string', minLength: 1, maxLength: 1024, format: 'password' },
  },
  required: ['username', 'password'],
};

export const accountRoutes: RoomDescription = {
  tag: { name: 'accounts', description: 'Signing in.' },
  routes: [
    {
      method: 'post',
      path: '/api/v1/token/',
      operationId: 'exchangePassword',
      summary: 'A user name and a password for a token',
      description:
        'The token of the last exchange, as long as it works and the password is the same; else a new one, named `login`, with all scopes.',
      access: 'open',
      requestBody: { required: true, content: asJsonOrForm(credentials) },
      responses: {
        '200': {
          description: 'The token.',
          content: asJson({
            type: 'object',
            properties: { token: { type: 'string' } },
            required: ['token'],
          }),
        },
      },
      errors: [400, 401, 406, 413, 415, 429, 503],
    },
  ],
};
