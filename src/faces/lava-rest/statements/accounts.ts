import { UserGroup } from '../../../auth/entities/user-group.entity';
import { Permission } from '../../../auth/entities/permission.entity';
import { User } from '../../../auth/entities/user.entity';
import { Resource, resource } from '../../../collections/resource';
import { NUMBER_KEY } from '../../../resources/fields';
import { userRules } from '../../../resources/users/user.rules';
import { EXACT, SIX } from './lookups';

/** Groups and users as relations reach them (lava-rest §3.4); the lists of §1.8 have other filters. */
export const groups: Resource = resource({
  name: 'groups',
  verboseName: 'group',
  description: 'Groups of users.',
  entity: UserGroup,
  key: 'id',
  access: 'nobody',
  fields: {
    id: { ...NUMBER_KEY, unfilterable: true },
    name: { type: 'text', lookups: SIX },
  },
  ordering: [],
  defaultOrder: ['id'],
});

export const users: Resource = resource({
  name: 'users',
  verboseName: 'user',
  description: 'People and harnesses with an account.',
  entity: User,
  key: 'id',
  access: 'nobody',
  fields: {
    id: { ...NUMBER_KEY, unfilterable: true },
    username: { type: 'text', lookups: SIX },
    email: { type: 'text', lookups: SIX },
    group: { type: 'relation', to: () => groups, many: true, property: 'groups', hidden: true },
  },
  ordering: [],
  defaultOrder: ['id'],
});

export const permissions: Resource = resource({
  name: 'permissions',
  verboseName: 'permission',
  description: 'What users and groups may be allowed to do.',
  entity: Permission,
  key: 'id',
  access: 'nobody',
  fields: {
    id: { ...NUMBER_KEY, unfilterable: true },
    codename: { type: 'text', lookups: SIX },
  },
  ordering: [],
  defaultOrder: ['id'],
});

/** `/groups/` */
export const groupList: Resource = resource({
  ...groups,
  access: 'superuser',
  fields: {
    id: { ...NUMBER_KEY, unfilterable: true },
    name: { type: 'text', lookups: EXACT, required: true, unique: true, maxLength: 150 },
  },
  ordering: ['name'],
  defaultOrder: ['name'],
});

/** `/users/` */
export const userList: Resource = resource({
  ...users,
  access: 'superuser',
  rules: userRules,
  fields: {
    id: { ...NUMBER_KEY, unfilterable: true },
    username: {
      type: 'text',
      lookups: EXACT,
      required: true,
      unique: true,
      maxLength: 150,
      format: 'username',
    },
    first_name: { type: 'text', blank: true, maxLength: 150, default: '', unfilterable: true },
    last_name: { type: 'text', blank: true, maxLength: 150, default: '', unfilterable: true },
    email: { type: 'text', lookups: EXACT, format: 'email', blank: true, maxLength: 254, default: '' },
    is_active: { type: 'bool', default: true },
    is_staff: { type: 'bool', default: false },
    is_superuser: { type: 'bool', default: false },
    groups: {
      type: 'relation',
      to: () => groups,
      many: true,
      alsoBy: 'name',
      shown: 'name',
      unfilterable: true,
    },
    last_login: { type: 'time', nullable: true, readOnly: true, unfilterable: true },
    date_joined: { type: 'time', readOnly: true, unfilterable: true },
    password: { type: 'text', writeOnly: true, untrimmed: true, required: true, maxLength: 128 },
  },
  ordering: ['username', 'date_joined', 'last_login'],
  defaultOrder: ['username'],
});
