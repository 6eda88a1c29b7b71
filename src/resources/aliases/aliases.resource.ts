import { aliasVisible } from '../../auth/lab-visibility';
import { devicetypes } from '../devicetypes/devicetypes.resource';
import { nameKey } from '../fields';
import { Resource, resource } from '../../collections/resource';
import { Alias } from './alias.entity';

export const aliases: Resource = resource({
  name: 'aliases',
  verboseName: 'alias',
  description: 'Further names of device types.',
  entity: Alias,
  key: 'name',
  access: 'staff',
  model: 'alias',
  visible: aliasVisible,
  fields: {
    name: nameKey('The other name.'),
    device_type: { type: 'relation', to: () => devicetypes, nullable: true, help: 'What it names.' },
  },
  ordering: ['name', 'device_type'],
  defaultOrder: ['name'],
});
