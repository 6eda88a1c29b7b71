import { ofVisibleJob } from '../../auth/visibility';
import { TEST_RESULTS, TEST_STATES } from '../../vocabulary/test-result';
import { momentOfCreation, NUMBER_KEY } from '../fields';
import { jobs } from '../jobs/jobs.resource';
import { Resource, resource } from '../../collections/resource';
import { suites } from '../suites/suites.resource';
import { testsets } from '../testsets/testsets.resource';
import { Test } from './test.entity';
import { testRules } from './test.rules';

const LONG_TEXT = 1_000_000;

export const tests: Resource = resource({
  name: 'tests',
  verboseName: 'test',
  description: 'Tests as they ran in a job, with their results and measurements.',
  entity: Test,
  key: 'id',
  access: 'submitter',
  rules: testRules,
  owner: 'job__submitter',
  visible: ofVisibleJob('"job"'),
  visibleWith: 'job',
  fields: {
    id: NUMBER_KEY,
    suite: {
      type: 'relation',
      to: () => suites,
      required: true,
      createOnly: true,
      makeable: true,
      help: 'Its number; in a body also its name, which is then made within the job.',
    },
    job: {
      type: 'relation',
      to: () => jobs,
      createOnly: true,
      help: 'Required in a body when the suite is said by name; a numbered suite knows its job.',
    },
    test_set: { type: 'relation', to: () => testsets, nullable: true, help: 'One of its suite.' },
    name: { type: 'text', via: 'test_case', required: true, createOnly: true, maxLength: 4096 },
    state: {
      type: 'choice',
      choices: TEST_STATES,
      help: 'Finished when there is a result, pending otherwise, unless said.',
    },
    result: {
      type: 'choice',
      choices: TEST_RESULTS,
      nullable: true,
      help: 'The verdict; null unless finished.',
    },
    source_status: { type: 'text', nullable: true, blank: true, help: 'The exact word received.' },
    measurement: { type: 'decimal', nullable: true, maxDigits: 30, decimalPlaces: 10 },
    units: { type: 'text', blank: true, default: '' },
    duration: { type: 'decimal', nullable: true, maxDigits: 20, decimalPlaces: 6, help: 'Seconds.' },
    logged: momentOfCreation('When it was logged; now when not said.'),
    message: {
      type: 'text',
      nullable: true,
      blank: true,
      maxLength: LONG_TEXT,
      help: 'What it said about its verdict.',
    },
    metadata: {
      type: 'text',
      nullable: true,
      blank: true,
      maxLength: LONG_TEXT,
      help: 'YAML or JSON, as received.',
    },
    attempt: {
      type: 'int',
      minimum: 1,
      help: '1 for the first run of this test in this job; when not said, one more than the highest there is.',
    },
    decides: {
      type: 'bool',
      readOnly: true,
      help: 'True for the one attempt that gives the test its verdict; counters count these.',
    },
    flaky: {
      type: 'bool',
      readOnly: true,
      help: 'True when this attempt decides and is good, and another one was not.',
    },
    start_log_line: { type: 'int', nullable: true, minimum: 0 },
    end_log_line: { type: 'int', nullable: true, minimum: 0 },
  },
  ordering: [
    'id',
    'suite',
    'job',
    'test_set',
    'name',
    'state',
    'result',
    'measurement',
    'units',
    'duration',
    'logged',
    'metadata',
    'attempt',
  ],
  defaultOrder: ['id'],
});
