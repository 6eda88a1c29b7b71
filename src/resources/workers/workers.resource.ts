import { workerKeyVisible, workerVisible } from '../../auth/lab-visibility';
import { devices } from '../devices/devices.resource';
import { DESCRIPTION, labDocument, moment, nameKey } from '../fields';
import { jobs } from '../jobs/jobs.resource';
import { Resource, resource } from '../../collections/resource';
import { workerRules } from './worker.rules';
import { Worker, WORKER_HEALTHS, WORKER_STATES } from './worker.entity';

export const workers: Resource = resource({
  name: 'workers',
  verboseName: 'worker',
  description: 'Machines that devices hang on.',
  entity: Worker,
  key: 'hostname',
  access: 'staff',
  rules: workerRules,
  model: 'worker',
  visible: workerVisible,
  visibleKey: workerKeyVisible,
  fields: {
    hostname: nameKey('Its name in the network.'),
    state: { type: 'choice', choices: WORKER_STATES, default: 'Offline' },
    health: { type: 'choice', choices: WORKER_HEALTHS, default: 'Active' },
    description: DESCRIPTION,
    last_ping: moment('When it was last heard of.'),
    job_limit: { type: 'int', default: 0, minimum: 0, help: 'Jobs at a time; 0 is no limit.' },
    version: { type: 'text', nullable: true, blank: true, maxLength: 100 },
    token: {
      type: 'text',
      writeOnly: true,
      maxLength: 32,
      help: 'By this it signs in; made up when not said. Never shown here.',
    },
    config: labDocument('Its configuration, YAML.'),
    env: labDocument('The environment of what it runs, YAML.'),
  },
  ordering: ['hostname', 'state', 'health', 'description', 'last_ping', 'job_limit', 'version'],
  defaultOrder: ['hostname'],
  nested: [
    { path: 'devices', list: () => devices, by: 'worker_host' },
    { path: 'jobs', list: () => jobs, by: 'worker' },
  ],
});
