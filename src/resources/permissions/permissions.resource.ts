import { Permission } from '../../auth/entities/permission.entity';
import { Resource, resource } from '../../collections/resource';
import { NUMBER_KEY } from '../fields';

export const permissions: Resource = resource({
  name: 'permissions',
  verboseName: 'permission',
  description: 'What users and user groups may be allowed to do: `change_device` is to change devices.',
  entity: Permission,
  key: 'id',
  access: 'nobody',
  fields: {
    id: NUMBER_KEY,
    codename: { type: 'text', unique: true, help: 'By this it is named elsewhere.' },
    model: { type: 'text', help: 'What it is about.' },
  },
  ordering: ['id', 'codename', 'model'],
  defaultOrder: ['id'],
});
