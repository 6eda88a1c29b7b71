import { nameKey } from '../fields';
import { Resource, resource } from '../../collections/resource';
import { Architecture } from './architecture.entity';

export const architectures: Resource = resource({
  name: 'architectures',
  verboseName: 'architecture',
  description: 'Each row is one instruction set architecture that device types have.',
  entity: Architecture,
  key: 'name',
  access: 'staff',
  fields: { name: nameKey('Its name.') },
  ordering: ['name'],
  defaultOrder: ['name'],
});
