import { DESCRIPTION, nameKey } from '../fields';
import { Resource, resource } from '../../collections/resource';
import { JobStatus } from './job-status.entity';

export const jobstatuses: Resource = resource({
  name: 'jobstatuses',
  verboseName: 'job status',
  description: 'The words for how a job ended, and what they mean.',
  entity: JobStatus,
  key: 'name',
  access: 'superuser',
  fields: {
    name: nameKey('The word.'),
    description: DESCRIPTION,
    good: { type: 'bool', nullable: true, help: 'True for good, false for bad, null for neither.' },
  },
  ordering: ['name', 'good'],
  defaultOrder: ['name'],
});
