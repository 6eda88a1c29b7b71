import { deviceVisible } from '../../../auth/lab-visibility';
import { Resource, resource } from '../../../collections/resource';
import { Device } from '../../../resources/devices/device.entity';
import { groups, users } from './accounts';
import { devicetypes } from './devicetypes';
import { relatedJobs } from './jobs';
import { LISTED, SIX } from './lookups';
import { tags } from './tags';
import { DEVICE_HEALTH_WORDS, DEVICE_STATE_WORDS } from './words';
import { workers } from './workers';

/** `/devices/` (lava-rest §1.4, §2.4, §3.4). */
export const devices: Resource = resource({
  name: 'devices',
  verboseName: 'device',
  description: 'The devices of the lab.',
  entity: Device,
  key: 'hostname',
  access: 'superuser',
  visible: deviceVisible,
  fields: {
    hostname: {
      type: 'text',
      required: true,
      createOnly: true,
      unique: true,
      label: 'Hostname',
      format: 'slashless',
      lookups: SIX,
    },
    device_type: {
      type: 'relation',
      to: () => devicetypes,
      namesUnseen: true,
      required: true,
      lookups: ['exact'],
    },
    device_version: { type: 'text', nullable: true, blank: true, lookups: SIX },
    physical_owner: { type: 'relation', to: () => users, nullable: true, lookups: ['exact'] },
    physical_group: { type: 'relation', to: () => groups, nullable: true, lookups: ['exact'] },
    description: { type: 'text', nullable: true, blank: true, lookups: SIX },
    tags: { type: 'relation', to: () => tags, many: true },
    state: {
      type: 'choice',
      words: DEVICE_STATE_WORDS,
      choices: Object.keys(DEVICE_STATE_WORDS),
      numbered: true,
      lookups: LISTED,
      readOnly: true,
    },
    health: {
      type: 'choice',
      words: DEVICE_HEALTH_WORDS,
      choices: Object.keys(DEVICE_HEALTH_WORDS),
      numbered: true,
      anyCase: true,
      lookups: LISTED,
      default: 'Maintenance',
    },
    last_health_report_job: {
      type: 'relation',
      to: () => relatedJobs,
      namesUnseen: true,
      nullable: true,
      readOnly: true,
      lookups: ['exact'],
      narrow: (row) => `${row}."health_check"`,
    },
    worker_host: {
      type: 'relation',
      to: () => workers,
      namesUnseen: true,
      nullable: true,
      lookups: ['exact'],
    },
    is_synced: { type: 'bool', default: false },
  },
  ordering: [
    'hostname',
    'device_type',
    'device_version',
    'physical_owner',
    'physical_group',
    'description',
    'tags',
    'state',
    'health',
    'worker_host',
    'is_synced',
  ],
  defaultOrder: ['hostname'],
});
