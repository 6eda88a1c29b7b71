import { Token } from '../../auth/entities/token.entity';
import { ownRows } from '../../auth/visibility';
import { moment, momentOfCreation, NUMBER_KEY } from '../fields';
import { Resource, resource } from '../../collections/resource';
import { users } from '../users/users.resource';
import { tokenRules } from './token.rules';

export const tokens: Resource = resource({
  name: 'tokens',
  verboseName: 'token',
  description:
    'Your keys to this API. The answer to the request that makes one holds it in `token`, once; afterwards only `prefix` is known. Deleting it revokes it.',
  entity: Token,
  key: 'id',
  access: 'own',
  rules: tokenRules,
  owner: 'user',
  visible: ownRows('"user"'),
  fields: {
    id: NUMBER_KEY,
    user: {
      type: 'relation',
      to: () => users,
      createOnly: true,
      alsoBy: 'username',
      help: 'Yourself when not said.',
    },
    name: { type: 'text', blank: true, default: '', help: 'What it is for.' },
    prefix: { type: 'text', readOnly: true, help: 'Its first characters.' },
    scopes: {
      type: 'json',
      createOnly: true,
      unfilterable: true,
      help: 'A list of `read`, `push`, `admin`; each includes the ones before it.',
    },
    created: { ...momentOfCreation('When it was made.'), readOnly: true },
    expires: moment('When it stops working.'),
    last_used: { ...moment('When it was last used, to the minute.'), readOnly: true },
  },
  ordering: ['id', 'name', 'created', 'expires', 'last_used'],
  defaultOrder: ['id'],
});
