import { Resource, resource } from '../../collections/resource';
import { NUMBER_KEY } from '../fields';
import { ofJobOfTest } from '../../auth/visibility';
import { tests } from '../tests/tests.resource';
import { TestData } from './test-data.entity';

export const testdata: Resource = resource({
  name: 'testdata',
  verboseName: 'test data',
  description: 'Values that tests left behind.',
  entity: TestData,
  key: 'id',
  access: 'submitter',
  owner: 'test__job__submitter',
  visible: ofJobOfTest('"test"'),
  visibleWith: 'test',
  fields: {
    id: NUMBER_KEY,
    test: { type: 'relation', to: () => tests, required: true, createOnly: true },
    category: { type: 'text', blank: true, default: '' },
    key: { type: 'text', required: true },
    value: { type: 'text', blank: true, default: '', untrimmed: true, maxLength: 1_000_000 },
  },
  ordering: ['id', 'test', 'category', 'key'],
  defaultOrder: ['id'],
});
