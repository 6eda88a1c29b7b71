import { superusersOnly } from '../../auth/visibility';
import { Resource, resource } from '../../collections/resource';
import { devicetypes } from '../devicetypes/devicetypes.resource';
import { NUMBER_KEY } from '../fields';
import { GRANTED } from '../permissions/granted-fields';
import { permissionRules } from '../permissions/granted.rules';
import { DeviceTypePermission } from './device-type-permission.entity';

export const devicetypepermissions: Resource = resource({
  name: 'devicetypepermissions',
  verboseName: 'device type permission',
  description:
    'What user groups may do with single device types: `view_devicetype`, `submit_to_devicetype`, `change_devicetype`. Where some group may view one, others do not see it.',
  entity: DeviceTypePermission,
  key: 'id',
  access: 'superuser',
  visible: superusersOnly,
  rules: permissionRules('devicetype'),
  uniqueTogether: [['device_type', 'permission', 'group']],
  fields: {
    id: NUMBER_KEY,
    device_type: { type: 'relation', to: () => devicetypes, required: true },
    ...GRANTED,
  },
  ordering: ['id', 'device_type', 'group', 'permission'],
  defaultOrder: ['id'],
});
