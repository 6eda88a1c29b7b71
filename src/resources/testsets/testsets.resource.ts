import { ofJobOfSuite } from '../../auth/visibility';
import { Resource, resource } from '../../collections/resource';
import { NUMBER_KEY } from '../fields';
import { suites } from '../suites/suites.resource';
import { tests } from '../tests/tests.resource';
import { TestSet } from './test-set.entity';

export const testsets: Resource = resource({
  name: 'testsets',
  verboseName: 'test set',
  description: 'Named sets of tests within a suite.',
  entity: TestSet,
  key: 'id',
  access: 'submitter',
  owner: 'suite__job__submitter',
  visible: ofJobOfSuite('"suite"'),
  visibleWith: 'suite',
  uniqueTogether: [['suite', 'name']],
  fields: {
    id: NUMBER_KEY,
    suite: { type: 'relation', to: () => suites, required: true, createOnly: true },
    name: { type: 'text', required: true, maxLength: 4096, createOnly: true },
  },
  ordering: ['id', 'suite', 'name'],
  defaultOrder: ['id'],
  nested: [{ path: 'tests', list: () => tests, by: 'test_set' }],
});
