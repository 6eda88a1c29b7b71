import { User } from '../../auth/entities/user.entity';
import { momentOfCreation, nameKey, NUMBER_KEY } from '../fields';
import { Resource, resource } from '../../collections/resource';
import { PERMISSIONS } from '../permissions/permissions-field';
import { usergroups } from '../usergroups/usergroups.resource';
import { userRules } from './user.rules';

export const users: Resource = resource({
  name: 'users',
  verboseName: 'user',
  description: 'People and harnesses with an account.',
  entity: User,
  key: 'id',
  access: 'superuser',
  rules: userRules,
  fields: {
    id: NUMBER_KEY,
    username: { ...nameKey('The name to sign in with.'), maxLength: 150, format: 'username' },
    email: { type: 'text', format: 'email', blank: true, maxLength: 254, default: '' },
    first_name: { type: 'text', blank: true, maxLength: 150, default: '' },
    last_name: { type: 'text', blank: true, maxLength: 150, default: '' },
    password: {
      type: 'text',
      writeOnly: true,
      untrimmed: true,
      nullable: true,
      maxLength: 1024,
      help: 'Kept as an argon2id hash; never shown. Null: signs in by token only.',
    },
    is_active: { type: 'bool', default: true, help: 'May sign in.' },
    is_staff: { type: 'bool', default: false, help: 'May administer the lab.' },
    is_superuser: { type: 'bool', default: false, help: 'May see and do everything.' },
    date_joined: { ...momentOfCreation('When the account was made.'), readOnly: true },
    groups: { type: 'relation', to: () => usergroups, many: true, alsoBy: 'name' },
    permissions: PERMISSIONS,
  },
  ordering: ['id', 'username', 'email', 'date_joined'],
  defaultOrder: ['id'],
});
