import { jobVisible } from '../../auth/job-visibility';
import { JOB_HEALTHS, JOB_OUTCOMES, JOB_STATES } from '../../vocabulary/job-state';
import { activities } from '../activities/activities.resource';
import { attachments } from '../attachments/attachments.resource';
import { builds } from '../builds/builds.resource';
import { devices } from '../devices/devices.resource';
import { devicetypes } from '../devicetypes/devicetypes.resource';
import { failuretags } from '../failuretags/failuretags.resource';
import { COUNTER_NAMES, COUNTERS, DESCRIPTION, moment, NUMBER_KEY } from '../fields';
import { groups } from '../groups/groups.resource';
import { logs } from '../logs/logs.resource';
import { Resource, resource } from '../../collections/resource';
import { PlainFieldStatement } from '../../query/statement';
import { suites } from '../suites/suites.resource';
import { tags } from '../tags/tags.resource';
import { testdata } from '../testdata/testdata.resource';
import { tests } from '../tests/tests.resource';
import { testsets } from '../testsets/testsets.resource';
import { usergroups } from '../usergroups/usergroups.resource';
import { users } from '../users/users.resource';
import { workers } from '../workers/workers.resource';
import { Job } from './job.entity';
import { jobRules } from './job.rules';

const definitionText = (help: string): PlainFieldStatement => ({
  type: 'text',
  blank: true,
  default: '',
  maxLength: 10_000_000,
  untrimmed: true,
  detailOnly: true,
  help: `${help} In single rows only.`,
});

export const jobs: Resource = resource({
  name: 'jobs',
  verboseName: 'job',
  description: 'Runs of something: who ran what on which device, and how it ended.',
  entity: Job,
  key: 'id',
  access: 'submitter',
  rules: jobRules,
  owner: 'submitter',
  visible: jobVisible,
  fields: {
    id: NUMBER_KEY,
    name: { type: 'text', blank: true, default: '' },
    description: DESCRIPTION,
    uniqueident: {
      type: 'text',
      nullable: true,
      unique: true,
      createOnly: true,
      help: 'An identity of your own, unique on this server: the same again is refused, not a second job.',
    },
    submitter: {
      type: 'relation',
      to: () => users,
      alsoBy: 'username',
      createOnly: true,
      help: 'You when not said; staff may name another.',
    },
    group: { type: 'relation', to: () => groups, nullable: true, alsoBy: 'name' },
    build: {
      type: 'relation',
      to: () => builds,
      nullable: true,
      help: 'Its group becomes the group of the job.',
    },
    requested_device_type: { type: 'relation', to: () => devicetypes, nullable: true },
    actual_device: { type: 'relation', to: () => devices, nullable: true },
    worker: { type: 'relation', to: () => workers, nullable: true },
    tags: { type: 'relation', to: () => tags, many: true, alsoBy: 'name' },
    state: { type: 'choice', choices: JOB_STATES, default: 'Submitted', help: 'Where in its life.' },
    health: {
      type: 'choice',
      choices: JOB_HEALTHS,
      default: 'Unknown',
      help: "The verdict in LAVA's words.",
    },
    outcome: {
      type: 'choice',
      choices: JOB_OUTCOMES,
      nullable: true,
      help: 'The verdict in force: the reported one, else the worst of its tests once it has finished. Writing it reports it.',
    },
    reported_outcome: {
      type: 'choice',
      choices: JOB_OUTCOMES,
      nullable: true,
      readOnly: true,
      help: 'The verdict as stated outright.',
    },
    failure_tags: { type: 'relation', to: () => failuretags, many: true, alsoBy: 'name' },
    failure_comment: {
      type: 'text',
      nullable: true,
      blank: true,
      maxLength: 10_000,
      help: 'Why it failed, in the words of people.',
    },
    reason: { type: 'text', nullable: true, blank: true, maxLength: 10_000, help: 'Why it ended as it did.' },
    source_status: { type: 'text', nullable: true, blank: true, help: 'The exact word received.' },
    source_system: {
      type: 'text',
      nullable: true,
      blank: true,
      help: 'Whose word that is: lava, avocado, junit, …',
    },
    priority: { type: 'int', default: 50, minimum: -2_147_483_648 },
    health_check: { type: 'bool', default: false },
    submit_time: moment('Now when not said.'),
    start_time: moment('When it began.'),
    end_time: moment('When it ended.'),
    is_public: { type: 'bool', default: true, help: 'Seen by everybody, unless there are viewing groups.' },
    viewing_groups: { type: 'relation', to: () => usergroups, many: true, alsoBy: 'name' },
    parents: { type: 'relation', to: () => jobs, many: true },
    cloned_from: { type: 'relation', to: () => jobs, nullable: true, createOnly: true },
    target_group: {
      type: 'text',
      nullable: true,
      readOnly: true,
      help: 'What the nodes of one multinode job have in common.',
    },
    sub_id: {
      type: 'text',
      nullable: true,
      readOnly: true,
      help: 'Which node of a multinode job it is: `12.0`.',
    },
    metadata: {
      type: 'json',
      default: {},
      help: 'An object of your own; `metadata__key=value` filters by it.',
    },
    ...COUNTERS,
    definition: definitionText('What was to be run, verbatim.'),
    original_definition: definitionText('As it was sent, when `definition` says the same in other words.'),
    multinode_definition: definitionText('The definition of all nodes, of which this job is one.'),
  },
  ordering: [
    'id',
    'name',
    'description',
    'submitter',
    'submitter__username',
    'group',
    'build',
    'requested_device_type',
    'actual_device',
    'actual_device__worker_host',
    'worker',
    'state',
    'health',
    'outcome',
    'priority',
    'health_check',
    'submit_time',
    'start_time',
    'end_time',
    ...COUNTER_NAMES,
  ],
  defaultOrder: ['-id'],
  nested: [
    {
      path: 'suites',
      list: () => suites,
      by: 'job',
      nested: [
        { path: 'tests', list: () => tests, by: 'suite' },
        { path: 'testsets', list: () => testsets, by: 'suite' },
      ],
    },
    {
      path: 'tests',
      list: () => tests,
      by: 'job',
      nested: [
        { path: 'activities', list: () => activities, by: 'test' },
        { path: 'data', list: () => testdata, by: 'test' },
        { path: 'attachments', list: () => attachments, by: 'test' },
      ],
    },
    { path: 'activities', list: () => activities, by: 'job' },
    { path: 'attachments', list: () => attachments, by: 'job' },
    { path: 'logs', list: () => logs, by: 'job' },
    { path: 'children', list: () => jobs, by: 'parents' },
  ],
});
