import { EntityManager } from 'typeorm';
import { allows, may, Viewer } from './viewer';

/**
 * Whether the caller may change this device: everywhere (`change_device`), through a group that may change the device, or,
 * when no group in particular may, through one that may change its type (contract §6.6). Never with a token that merely
 * reads or pushes.
 */
export async function mayChangeDevice(
  manager: EntityManager,
  viewer: Viewer,
  hostname: string,
): Promise<boolean> {
  if (may(viewer, 'change_device')) return true;
  if (viewer.id === null || !allows(viewer, 'admin')) return false;
  const [found] = await manager.query<{ of_device: boolean; mine: boolean; device_type: string }[]>(
    `SELECT d.device_type, coalesce(bool_or(p.id IS NOT NULL), false) AS of_device, coalesce(bool_or(${MEMBER}), false) AS mine
       FROM devices d LEFT JOIN device_permissions p ON p.device = d.hostname
        AND p.permission = (SELECT id FROM permissions WHERE codename = 'change_device')
      WHERE d.hostname = $1 GROUP BY d.hostname`,
    [hostname, viewer.id],
  );
  if (!found) return false;
  return found.of_device ? found.mine : mayChangeDeviceType(manager, viewer, found.device_type);
}

/** As `mayChangeDevice`, for a device type and `change_devicetype`. */
export async function mayChangeDeviceType(
  manager: EntityManager,
  viewer: Viewer,
  name: string,
): Promise<boolean> {
  if (may(viewer, 'change_devicetype')) return true;
  if (viewer.id === null || !allows(viewer, 'admin')) return false;
  const [found] = await manager.query<unknown[]>(
    `SELECT 1 FROM device_type_permissions p JOIN permissions c ON c.id = p.permission
      WHERE p.device_type = $1 AND c.codename = 'change_devicetype' AND ${MEMBER} LIMIT 1`,
    [name, viewer.id],
  );
  return found !== undefined;
}

const MEMBER = 'p."group" IN (SELECT m."group" FROM user_group_members m WHERE m."user" = $2)';
