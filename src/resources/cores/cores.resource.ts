import { nameKey } from '../fields';
import { Resource, resource } from '../../collections/resource';
import { Core } from './core.entity';

export const cores: Resource = resource({
  name: 'cores',
  verboseName: 'core',
  description: 'Each row is one processor core that device types have.',
  entity: Core,
  key: 'name',
  access: 'staff',
  fields: { name: nameKey('Its name.') },
  ordering: ['name'],
  defaultOrder: ['name'],
});
