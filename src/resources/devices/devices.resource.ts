import { deviceKeyVisible, deviceVisible } from '../../auth/lab-visibility';
import { usergroups } from '../usergroups/usergroups.resource';
import { users } from '../users/users.resource';
import { devicetypes } from '../devicetypes/devicetypes.resource';
import { DESCRIPTION, labDocument, nameKey } from '../fields';
import { jobs } from '../jobs/jobs.resource';
import { Resource, resource } from '../../collections/resource';
import { tags } from '../tags/tags.resource';
import { workers } from '../workers/workers.resource';
import { deviceRules } from './device.rules';
import { Device, DEVICE_HEALTHS, DEVICE_STATES } from './device.entity';

export const devices: Resource = resource({
  name: 'devices',
  verboseName: 'device',
  description: 'The boards and machines of the lab.',
  entity: Device,
  key: 'hostname',
  access: 'staff',
  model: 'device',
  rules: deviceRules,
  visible: deviceVisible,
  visibleKey: deviceKeyVisible,
  fields: {
    hostname: nameKey('Its name.'),
    device_type: { type: 'relation', to: () => devicetypes, required: true },
    worker_host: { type: 'relation', to: () => workers, nullable: true, help: 'The worker it hangs on.' },
    tags: { type: 'relation', to: () => tags, many: true, alsoBy: 'name' },
    state: { type: 'choice', choices: DEVICE_STATES, default: 'Idle' },
    health: { type: 'choice', choices: DEVICE_HEALTHS, default: 'Unknown' },
    device_version: { type: 'text', nullable: true, blank: true },
    description: DESCRIPTION,
    physical_owner: { type: 'relation', to: () => users, nullable: true, alsoBy: 'username' },
    physical_group: { type: 'relation', to: () => usergroups, nullable: true, alsoBy: 'name' },
    is_synced: { type: 'bool', default: false, help: 'Kept by its worker.' },
    last_health_report_job: {
      type: 'relation',
      to: () => jobs,
      nullable: true,
      help: 'The last job that told how it is.',
    },
    dictionary: labDocument('Jinja2: how to reach and drive it.'),
  },
  ordering: [
    'hostname',
    'device_type',
    'device_type__core_count',
    'worker_host',
    'state',
    'health',
    'device_version',
    'description',
  ],
  defaultOrder: ['hostname'],
  nested: [{ path: 'jobs', list: () => jobs, by: 'actual_device' }],
});
