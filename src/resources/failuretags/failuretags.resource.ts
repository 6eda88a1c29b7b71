import { Resource, resource } from '../../collections/resource';
import { DESCRIPTION, nameKey, NUMBER_KEY } from '../fields';
import { jobs } from '../jobs/jobs.resource';
import { FailureTag } from './failure-tag.entity';

export const failuretags: Resource = resource({
  name: 'failuretags',
  verboseName: 'failure tag',
  description: 'Words on why jobs failed.',
  entity: FailureTag,
  key: 'id',
  access: 'staff',
  fields: {
    id: NUMBER_KEY,
    name: { ...nameKey('The word.'), createOnly: false },
    description: DESCRIPTION,
  },
  ordering: ['id', 'name', 'description'],
  defaultOrder: ['id'],
  nested: [{ path: 'jobs', list: () => jobs, by: 'failure_tags' }],
});
