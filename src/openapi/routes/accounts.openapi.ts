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
      description: 'Every exchange makes a new token, named `login`, with the scopes that the account has.',
      access: 'open',
      requestBody: { required: true, content: asJsonOrForm(credentials) },
      responses: {
        '200': {
          description: 'The token. It is shown this once.',
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
