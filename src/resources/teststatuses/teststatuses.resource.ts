import { DESCRIPTION, nameKey } from '../fields';
import { Resource, resource } from '../../collections/resource';
import { TestStatus } from './test-status.entity';

export const teststatuses: Resource = resource({
  name: 'teststatuses',
  verboseName: 'test status',
  description: 'The words for how a test ended, and what they mean.',
  entity: TestStatus,
  key: 'name',
  access: 'superuser',
  fields: {
    name: nameKey('The word.'),
    description: DESCRIPTION,
    good: { type: 'bool', nullable: true, help: 'True for good, false for bad, null for neither.' },
    counts_in_pass_rate: { type: 'bool', default: true },
  },
  ordering: ['name', 'good'],
  defaultOrder: ['name'],
});
