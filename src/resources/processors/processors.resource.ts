import { nameKey } from '../fields';
import { Resource, resource } from '../../collections/resource';
import { Processor } from './processor.entity';

export const processors: Resource = resource({
  name: 'processors',
  verboseName: 'processor',
  description: 'Each row is one processor family that device types have.',
  entity: Processor,
  key: 'name',
  access: 'staff',
  fields: { name: nameKey('Its name.') },
  ordering: ['name'],
  defaultOrder: ['name'],
});
