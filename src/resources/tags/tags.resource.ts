import { devices } from '../devices/devices.resource';
import { DESCRIPTION, nameKey, NUMBER_KEY } from '../fields';
import { jobs } from '../jobs/jobs.resource';
import { Resource, resource } from '../../collections/resource';
import { Tag } from './tag.entity';

export const tags: Resource = resource({
  name: 'tags',
  verboseName: 'tag',
  description: 'Words on devices and jobs.',
  entity: Tag,
  key: 'id',
  access: 'staff',
  model: 'tag',
  fields: {
    id: NUMBER_KEY,
    name: { ...nameKey('The word.'), createOnly: false },
    description: DESCRIPTION,
  },
  ordering: ['id', 'name', 'description'],
  defaultOrder: ['id'],
  nested: [
    { path: 'devices', list: () => devices, by: 'tags' },
    { path: 'jobs', list: () => jobs, by: 'tags' },
  ],
});
