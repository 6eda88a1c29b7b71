import { jobListed } from '../../../auth/job-visibility';
import { Resource, resource } from '../../../collections/resource';
import { Lookup } from '../../../query/lookup-names';
import { NUMBER_KEY } from '../../../resources/fields';
import { Job } from '../../../resources/jobs/job.entity';
import { groups, users } from './accounts';
import { devices } from './devices';
import { devicetypes } from './devicetypes';
import { AROUND, LISTED, SIX } from './lookups';
import { failureTags } from './parts';
import { tags } from './tags';
import { JOB_HEALTH_WORDS, JOB_STATE_WORDS } from './words';

const MOMENT = {
  type: 'time',
  nullable: true,
  readOnly: true,
  lookups: [...AROUND, 'isnull'],
} as const;
const DOCUMENT = { type: 'text', readOnly: true, lookups: SIX } as const;

/** Behind the keys of a job's metadata (lava-rest §3.6); `exact` may be said, too. */
const METADATA_LOOKUPS: readonly Lookup[] = [
  'exact',
  'iexact',
  'icontains',
  'startswith',
  'istartswith',
  'endswith',
  'iendswith',
  'in',
  'isnull',
  'regex',
  'iregex',
];

/** `/jobs/` (lava-rest §1.2, §2.1, §3.4). The token is for superusers only: `present` takes it away from others. */
export const jobs: Resource = resource({
  name: 'jobs',
  verboseName: 'test job',
  description: 'Runs of definitions on devices.',
  entity: Job,
  key: 'id',
  access: 'superuser',
  visible: jobListed,
  fields: {
    id: { ...NUMBER_KEY, lookups: [...AROUND, 'in'] },
    submitter: { type: 'relation', to: () => users, shown: 'username', readOnly: true, lookups: ['exact'] },
    viewing_groups: { type: 'relation', to: () => groups, many: true, readOnly: true },
    description: { type: 'text', property: 'name', readOnly: true, lookups: SIX },
    health_check: { type: 'bool', readOnly: true },
    requested_device_type: {
      type: 'relation',
      to: () => devicetypes,
      namesUnseen: true,
      nullable: true,
      readOnly: true,
      lookups: ['exact'],
    },
    tags: { type: 'relation', to: () => tags, many: true, readOnly: true },
    actual_device: {
      type: 'relation',
      to: () => devices,
      namesUnseen: true,
      nullable: true,
      readOnly: true,
      lookups: ['exact'],
    },
    submit_time: MOMENT,
    start_time: MOMENT,
    end_time: MOMENT,
    state: {
      type: 'choice',
      words: JOB_STATE_WORDS,
      choices: Object.keys(JOB_STATE_WORDS),
      lookups: LISTED,
      readOnly: true,
    },
    health: {
      type: 'choice',
      words: JOB_HEALTH_WORDS,
      choices: Object.keys(JOB_HEALTH_WORDS),
      lookups: LISTED,
      readOnly: true,
    },
    priority: {
      type: 'int',
      choices: ['0', '50', '100'],
      lookups: ['exact', 'in', 'lt', 'lte', 'gt', 'gte'],
      readOnly: true,
    },
    definition: { type: 'text', blank: true, untrimmed: true, maxLength: 10_000_000, lookups: SIX },
    metadata: {
      type: 'json',
      readOnly: true,
      lookups: METADATA_LOOKUPS,
      wholeLookups: ['has_key', 'has_keys', 'has_any_keys', 'json_contains'],
    },
    original_definition: DOCUMENT,
    multinode_definition: DOCUMENT,
    failure_tags: { type: 'relation', to: () => failureTags, many: true, readOnly: true },
    failure_comment: { type: 'text', nullable: true, readOnly: true, lookups: [...SIX, 'isnull'] },
    token: { type: 'text', nullable: true, blank: true, maxLength: 32, unfilterable: true },
    target_group: {
      type: 'text',
      nullable: true,
      hidden: true,
      lookups: ['exact', 'iexact', 'in', 'contains', 'icontains', 'startswith'],
    },
  },
  ordering: ['id', 'start_time', 'end_time', 'submit_time'],
  defaultOrder: ['-id'],
});

/** Jobs as relations reach them: their metadata is only filtered by in their own list (lava-rest §3.6). */
export const relatedJobs: Resource = resource({
  ...jobs,
  fields: { ...jobs.fields, metadata: { type: 'json', readOnly: true, unfilterable: true } },
});

/** One job, to whom its route has let in already. */
export const jobsByDetail: Resource = resource({ ...jobs, visible: undefined });
