import { ofVisibleJob } from '../../auth/visibility';
import { COUNTER_NAMES, COUNTERS, NUMBER_KEY } from '../fields';
import { jobs } from '../jobs/jobs.resource';
import { Resource, resource } from '../../collections/resource';
import { Suite } from './suite.entity';

export const suites: Resource = resource({
  name: 'suites',
  verboseName: 'suite',
  description: 'Named sets of tests within a job.',
  entity: Suite,
  key: 'id',
  access: 'submitter',
  owner: 'job__submitter',
  visible: ofVisibleJob('"job"'),
  visibleWith: 'job',
  uniqueTogether: [['job', 'name']],
  fields: {
    id: NUMBER_KEY,
    job: { type: 'relation', to: () => jobs, required: true, createOnly: true },
    name: { type: 'text', required: true, maxLength: 4096, createOnly: true },
    ...COUNTERS,
  },
  ordering: ['id', 'name', 'job', ...COUNTER_NAMES],
  defaultOrder: ['id'],
});
