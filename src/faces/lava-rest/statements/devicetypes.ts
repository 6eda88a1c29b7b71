import { deviceTypeVisible } from '../../../auth/lab-visibility';
import { Resource, resource } from '../../../collections/resource';
import { Alias } from '../../../resources/aliases/alias.entity';
import { DeviceType } from '../../../resources/devicetypes/device-type.entity';
import { deviceTypeRules } from '../rules/device-type.rules';
import { LISTED, SIX } from './lookups';
import { architectures, bitWidths, cores, processors } from './parts';
import { DENOMINATOR_WORDS } from './words';

/** Aliases as a device type has them: by name, of whatever type they are now. */
const aliasNames: Resource = resource({
  name: 'aliases',
  verboseName: 'alias',
  description: 'Further names of device types.',
  entity: Alias,
  key: 'name',
  access: 'nobody',
  fields: { name: { type: 'text', lookups: SIX } },
  ordering: [],
  defaultOrder: ['name'],
});

/** `/devicetypes/` (lava-rest §1.5, §2.5, §3.4). */
export const devicetypes: Resource = resource({
  name: 'devicetypes',
  verboseName: 'device type',
  description: 'Kinds of devices.',
  entity: DeviceType,
  key: 'name',
  access: 'superuser',
  visible: deviceTypeVisible,
  rules: deviceTypeRules,
  fields: {
    name: {
      type: 'text',
      required: true,
      createOnly: true,
      unique: true,
      maxLength: 50,
      label: 'Name',
      format: 'slashless',
      lookups: SIX,
    },
    architecture: { type: 'relation', to: () => architectures, nullable: true, lookups: ['exact'] },
    processor: { type: 'relation', to: () => processors, nullable: true, lookups: ['exact'] },
    cpu_model: { type: 'text', nullable: true, blank: true, maxLength: 100, lookups: SIX },
    aliases: { type: 'relation', to: () => aliasNames, many: true },
    alias: { type: 'relation', to: () => aliasNames, many: true, property: 'aliases', hidden: true },
    bits: { type: 'relation', to: () => bitWidths, nullable: true, lookups: ['exact'] },
    cores: { type: 'relation', to: () => cores, many: true },
    core_count: { type: 'int', nullable: true, minimum: 0, maximum: 32_767, lookups: LISTED },
    description: { type: 'text', nullable: true, blank: true, lookups: SIX },
    health_frequency: { type: 'int', default: 24, lookups: LISTED },
    disable_health_check: { type: 'bool', default: false, lookups: LISTED },
    health_denominator: {
      type: 'choice',
      words: DENOMINATOR_WORDS,
      choices: Object.keys(DENOMINATOR_WORDS),
      lookups: ['exact'],
      readOnly: true,
    },
    display: { type: 'bool', default: true, lookups: LISTED },
  },
  ordering: [
    'name',
    'architecture',
    'processor',
    'cpu_model',
    'aliases',
    'bits',
    'cores',
    'core_count',
    'description',
    'health_frequency',
    'disable_health_check',
    'display',
  ],
  defaultOrder: ['name'],
});
