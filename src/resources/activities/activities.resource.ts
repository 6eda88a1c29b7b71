import { ofVisibleJob } from '../../auth/visibility';
import { momentOfCreation, NUMBER_KEY } from '../fields';
import { jobs } from '../jobs/jobs.resource';
import { Resource, resource } from '../../collections/resource';
import { tests } from '../tests/tests.resource';
import { Activity } from './activity.entity';
import { activityRules } from './activity.rules';

export const activities: Resource = resource({
  name: 'activities',
  verboseName: 'activity',
  description: 'What happened to a job or to one of its tests, and when.',
  entity: Activity,
  key: 'id',
  access: 'submitter',
  rules: activityRules,
  owner: 'job__submitter',
  visible: ofVisibleJob('"job"'),
  visibleWith: 'job',
  fields: {
    id: NUMBER_KEY,
    job: { type: 'relation', to: () => jobs, required: true, createOnly: true },
    test: { type: 'relation', to: () => tests, nullable: true, createOnly: true },
    activity: { type: 'text', required: true },
    time: momentOfCreation('Now when not said.'),
    status: { type: 'text', nullable: true, blank: true },
  },
  ordering: ['id', 'job', 'test', 'activity', 'time', 'status'],
  defaultOrder: ['id'],
});
