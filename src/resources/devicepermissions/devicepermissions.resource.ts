import { superusersOnly } from '../../auth/visibility';
import { Resource, resource } from '../../collections/resource';
import { devices } from '../devices/devices.resource';
import { NUMBER_KEY } from '../fields';
import { GRANTED } from '../permissions/granted-fields';
import { permissionRules } from '../permissions/granted.rules';
import { DevicePermission } from './device-permission.entity';

export const devicepermissions: Resource = resource({
  name: 'devicepermissions',
  verboseName: 'device permission',
  description:
    'What user groups may do with single devices: `view_device`, `submit_to_device`, `change_device`. Where some group may view one, others do not see it.',
  entity: DevicePermission,
  key: 'id',
  access: 'superuser',
  visible: superusersOnly,
  rules: permissionRules('device'),
  uniqueTogether: [['device', 'permission', 'group']],
  fields: {
    id: NUMBER_KEY,
    device: { type: 'relation', to: () => devices, required: true },
    ...GRANTED,
  },
  ordering: ['id', 'device', 'group', 'permission'],
  defaultOrder: ['id'],
});
