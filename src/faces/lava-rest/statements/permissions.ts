import { Resource, resource } from '../../../collections/resource';
import { DevicePermission } from '../../../resources/devicepermissions/device-permission.entity';
import { permissionRules } from '../../../resources/permissions/granted.rules';
import { DeviceTypePermission } from '../../../resources/devicetypepermissions/device-type-permission.entity';
import { NUMBER_KEY } from '../../../resources/fields';
import { groups, permissions } from './accounts';
import { devices } from './devices';
import { devicetypes } from './devicetypes';
import { EXACT } from './lookups';

const ID = { ...NUMBER_KEY, lookups: EXACT };
const GROUP = {
  type: 'relation',
  to: () => groups,
  alsoBy: 'name',
  shown: 'name',
  required: true,
  lookups: EXACT,
} as const;
const PERMISSION = {
  type: 'relation',
  to: () => permissions,
  alsoBy: 'codename',
  shown: 'codename',
  required: true,
  lookups: EXACT,
} as const;

/** Named by its key, and no way to what a device type has. */
const bareDeviceTypes: Resource = resource({
  ...devicetypes,
  fields: { name: { type: 'text', unfilterable: true } },
});

/** `/permissions/devicetypes/` (lava-rest §1.7, §2.7): rows say `devicetype`, filters through it `device_type`. */
export const deviceTypePermissions: Resource = resource({
  name: 'devicetypes',
  verboseName: 'device type permission',
  description: 'What groups may do with single device types.',
  entity: DeviceTypePermission,
  key: 'id',
  access: 'superuser',
  uniqueTogether: [['devicetype', 'permission', 'group']],
  rules: permissionRules('devicetype'),
  fields: {
    id: ID,
    group: GROUP,
    permission: PERMISSION,
    devicetype: {
      type: 'relation',
      to: () => bareDeviceTypes,
      namesUnseen: true,
      property: 'device_type',
      required: true,
      lookups: EXACT,
    },
    device_type: { type: 'relation', to: () => devicetypes, namesUnseen: true, hidden: true, lookups: EXACT },
  },
  ordering: ['id', 'group', 'permission', 'devicetype'],
  defaultOrder: ['id'],
});

/** `/permissions/devices/` */
export const devicePermissions: Resource = resource({
  name: 'devices',
  verboseName: 'device permission',
  description: 'What groups may do with single devices.',
  entity: DevicePermission,
  key: 'id',
  access: 'superuser',
  uniqueTogether: [['device', 'permission', 'group']],
  rules: permissionRules('device'),
  fields: {
    id: ID,
    group: GROUP,
    permission: PERMISSION,
    device: { type: 'relation', to: () => devices, namesUnseen: true, required: true, lookups: EXACT },
  },
  ordering: ['id', 'group', 'permission', 'device'],
  defaultOrder: ['id'],
});
