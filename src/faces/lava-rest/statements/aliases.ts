import { deviceTypeVisible } from '../../../auth/lab-visibility';
import { Resource, resource } from '../../../collections/resource';
import { Alias } from '../../../resources/aliases/alias.entity';
import { devicetypes } from './devicetypes';
import { SIX } from './lookups';

/** `/aliases/`: those of device types that are shown and that the caller may see, even for superusers (lava-rest §1.7). */
export const aliases: Resource = resource({
  name: 'aliases',
  verboseName: 'alias',
  description: 'Further names of device types.',
  entity: Alias,
  key: 'name',
  access: 'permitted',
  model: 'alias',
  visible: (row, viewer, bind) => {
    const seen = deviceTypeVisible('"named"', viewer, bind);
    return `EXISTS (SELECT 1 FROM "device_types" "named" WHERE "named"."name" = ${row}."device_type" AND "named"."display"${seen ? ` AND ${seen}` : ''})`;
  },
  fields: {
    name: {
      type: 'text',
      required: true,
      createOnly: true,
      unique: true,
      label: 'Alias for this device-type',
      lookups: SIX,
    },
    device_type: {
      type: 'relation',
      to: () => devicetypes,
      namesUnseen: true,
      nullable: true,
      unfilterable: true,
    },
  },
  ordering: ['name', 'device_type'],
  defaultOrder: ['name'],
});
