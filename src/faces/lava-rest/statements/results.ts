import { Resource, resource } from '../../../collections/resource';
import { NUMBER_KEY } from '../../../resources/fields';
import { Suite } from '../../../resources/suites/suite.entity';
import { Test } from '../../../resources/tests/test.entity';
import { TestSet } from '../../../resources/testsets/test-set.entity';
import { jobs } from './jobs';
import { AROUND, ORDERED, SIX } from './lookups';
import { RESULT_WORDS } from './words';

/**
 * Suites, test sets and tests of one job (lava-rest §1.3, §2.2, §2.3). They have no rule of who sees them: their routes ask for the
 * job first, and nothing else leads here.
 */
export const suites: Resource = resource({
  name: 'suites',
  verboseName: 'test suite',
  description: 'Named sets of tests within a job.',
  entity: Suite,
  key: 'id',
  access: 'nobody',
  fields: {
    id: { ...NUMBER_KEY, lookups: AROUND },
    name: { type: 'text', lookups: SIX },
    job: { type: 'relation', to: () => jobs, unfilterable: true },
  },
  ordering: ['id', 'name', 'job'],
  defaultOrder: ['id'],
});

export const testSets: Resource = resource({
  name: 'test sets',
  verboseName: 'test set',
  description: 'Tests of one suite that belong together.',
  entity: TestSet,
  key: 'id',
  access: 'nobody',
  fields: {
    id: { ...NUMBER_KEY, lookups: AROUND },
    name: { type: 'text', lookups: SIX },
    suite: { type: 'relation', to: () => suites, lookups: ['exact'] },
  },
  ordering: [],
  defaultOrder: ['id'],
});

export const tests: Resource = resource({
  name: 'tests',
  verboseName: 'test case',
  description: 'Tests as they ran in a job.',
  entity: Test,
  key: 'id',
  access: 'nobody',
  fields: {
    id: { ...NUMBER_KEY, lookups: [...AROUND, 'in'] },
    result: {
      type: 'choice',
      words: RESULT_WORDS,
      choices: Object.keys(RESULT_WORDS),
      anyCase: true,
      lookups: ['exact'],
    },
    unit: { type: 'text', property: 'units', unfilterable: true },
    units: { type: 'text', lookups: SIX, hidden: true },
    name: { type: 'text', via: 'test_case', lookups: SIX },
    measurement: { type: 'decimal', nullable: true, lookups: ORDERED },
    metadata: { type: 'text', nullable: true, lookups: SIX },
    start_log_line: { type: 'int', nullable: true, lookups: ORDERED },
    end_log_line: { type: 'int', nullable: true, lookups: ORDERED },
    logged: { type: 'time', lookups: ORDERED },
    suite: { type: 'relation', to: () => suites, lookups: ['exact'] },
    test_set: { type: 'relation', to: () => testSets, nullable: true, lookups: ['exact'] },
    job: { type: 'relation', to: () => jobs, hidden: true, unfilterable: true },
  },
  ordering: [
    'id',
    'name',
    'units',
    'measurement',
    'metadata',
    'start_log_line',
    'end_log_line',
    'logged',
    'suite',
    'test_set',
  ],
  defaultOrder: ['id'],
});
