import { UserGroup } from '../../auth/entities/user-group.entity';
import { nameKey, NUMBER_KEY } from '../fields';
import { Resource, resource } from '../../collections/resource';
import { PERMISSIONS } from '../permissions/permissions-field';
import { usergroupRules } from './usergroup.rules';

export const usergroups: Resource = resource({
  name: 'usergroups',
  verboseName: 'user group',
  description: 'Sets of users. A job with viewing groups is seen by the members of all of them.',
  entity: UserGroup,
  key: 'id',
  access: 'superuser',
  rules: usergroupRules,
  fields: {
    id: NUMBER_KEY,
    name: { ...nameKey('Its name.'), createOnly: false },
    permissions: PERMISSIONS,
  },
  ordering: ['id', 'name'],
  defaultOrder: ['id'],
});
