import { deviceTypeKeyVisible, deviceTypeVisible } from '../../auth/lab-visibility';
import { architectures } from '../architectures/architectures.resource';
import { bitwidths } from '../bitwidths/bitwidths.resource';
import { cores } from '../cores/cores.resource';
import { devices } from '../devices/devices.resource';
import { DESCRIPTION, labDocument, nameKey } from '../fields';
import { jobs } from '../jobs/jobs.resource';
import { processors } from '../processors/processors.resource';
import { Resource, resource } from '../../collections/resource';
import { deviceTypeRules } from './device-type.rules';
import { DeviceType } from './device-type.entity';

export const devicetypes: Resource = resource({
  name: 'devicetypes',
  verboseName: 'device type',
  description: 'Kinds of boards and machines.',
  entity: DeviceType,
  key: 'name',
  access: 'staff',
  model: 'devicetype',
  rules: deviceTypeRules,
  visible: deviceTypeVisible,
  visibleKey: deviceTypeKeyVisible,
  fields: {
    name: nameKey('Its name.'),
    description: DESCRIPTION,
    display: { type: 'bool', default: true, help: 'Shown in overviews.' },
    architecture: { type: 'relation', to: () => architectures, nullable: true },
    processor: { type: 'relation', to: () => processors, nullable: true },
    cpu_model: { type: 'text', nullable: true, blank: true, label: 'CPU model' },
    cores: { type: 'relation', to: () => cores, many: true },
    core_count: { type: 'int', nullable: true, minimum: 0 },
    bits: { type: 'relation', to: () => bitwidths, nullable: true },
    health_frequency: {
      type: 'int',
      default: 24,
      minimum: 1,
      help: 'A health check is due after so many hours or jobs.',
    },
    health_denominator: { type: 'choice', choices: ['hours', 'jobs'], default: 'hours' },
    disable_health_check: { type: 'bool', default: false },
    template: labDocument('Jinja2, from which the configuration of its devices is made.'),
    health_check: labDocument('The definition of the job that checks its devices.'),
  },
  ordering: [
    'name',
    'description',
    'display',
    'architecture',
    'processor',
    'cpu_model',
    'core_count',
    'bits',
  ],
  defaultOrder: ['name'],
  nested: [
    { path: 'devices', list: () => devices, by: 'device_type' },
    { path: 'jobs', list: () => jobs, by: 'requested_device_type' },
  ],
});
