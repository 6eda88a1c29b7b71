import { workerVisible } from '../../../auth/lab-visibility';
import { Resource, resource } from '../../../collections/resource';
import { Worker } from '../../../resources/workers/worker.entity';
import { workerRules } from '../../../resources/workers/worker.rules';
import { AROUND, LISTED, SIX } from './lookups';
import { WORKER_HEALTH_WORDS, WORKER_STATE_WORDS } from './words';

/** `/workers/` (lava-rest §1.6, §2.6). The token is for superusers only: `present` takes it away from others. */
export const workers: Resource = resource({
  name: 'workers',
  verboseName: 'worker',
  description: 'Machines that devices hang on.',
  entity: Worker,
  key: 'hostname',
  access: 'permitted',
  model: 'worker',
  visible: workerVisible,
  rules: workerRules,
  fields: {
    hostname: {
      type: 'text',
      required: true,
      createOnly: true,
      unique: true,
      label: 'Hostname',
      lookups: SIX,
    },
    state: {
      type: 'choice',
      words: WORKER_STATE_WORDS,
      choices: Object.keys(WORKER_STATE_WORDS),
      numbered: true,
      lookups: LISTED,
      readOnly: true,
    },
    health: {
      type: 'choice',
      words: WORKER_HEALTH_WORDS,
      choices: Object.keys(WORKER_HEALTH_WORDS),
      numbered: true,
      lookups: LISTED,
      default: 'Active',
    },
    description: { type: 'text', nullable: true, blank: true, lookups: SIX },
    last_ping: { type: 'time', nullable: true, readOnly: true, lookups: AROUND },
    job_limit: { type: 'int', default: 0, minimum: 0, unfilterable: true },
    version: { type: 'text', nullable: true, blank: true, maxLength: 50, unfilterable: true },
    token: { type: 'text', nullable: true, maxLength: 32, unfilterable: true, readOnly: true },
  },
  ordering: ['hostname', 'state', 'health', 'description', 'last_ping', 'job_limit', 'version'],
  defaultOrder: ['hostname'],
});
