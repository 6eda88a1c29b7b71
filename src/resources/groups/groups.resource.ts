import { builds } from '../builds/builds.resource';
import { DESCRIPTION, nameKey, NUMBER_KEY } from '../fields';
import { Resource, resource } from '../../collections/resource';
import { Group } from './group.entity';

export const groups: Resource = resource({
  name: 'groups',
  verboseName: 'group',
  description: 'What is tested: a product, a branch. Groups hold builds, builds hold jobs.',
  entity: Group,
  key: 'id',
  access: 'submitter',
  fields: {
    id: NUMBER_KEY,
    name: { ...nameKey('Its name.'), createOnly: false },
    description: DESCRIPTION,
    parent: { type: 'relation', to: () => groups, nullable: true, alsoBy: 'name' },
  },
  ordering: ['id', 'name', 'parent'],
  defaultOrder: ['id'],
  nested: [{ path: 'builds', list: () => builds, by: 'group' }],
});
