import { COUNTER_NAMES, COUNTERS, DESCRIPTION, momentOfCreation, NUMBER_KEY } from '../fields';
import { groups } from '../groups/groups.resource';
import { jobs } from '../jobs/jobs.resource';
import { Resource, resource } from '../../collections/resource';
import { Build } from './build.entity';

export const builds: Resource = resource({
  name: 'builds',
  verboseName: 'build',
  description:
    'Builds of a group, with the counts of the tests of their jobs, as far as everybody may see those.',
  entity: Build,
  key: 'id',
  access: 'submitter',
  uniqueTogether: [['group', 'name']],
  fields: {
    id: NUMBER_KEY,
    group: { type: 'relation', to: () => groups, required: true, alsoBy: 'name' },
    name: { type: 'text', required: true, help: 'Version or number.' },
    description: DESCRIPTION,
    created: momentOfCreation('When it was made.'),
    ...COUNTERS,
  },
  ordering: ['id', 'group', 'group__name', 'name', 'created', ...COUNTER_NAMES],
  defaultOrder: ['-id'],
  nested: [{ path: 'jobs', list: () => jobs, by: 'build' }],
});
