import { WriteContext } from '../../collections/resource';
import { Key } from '../../store/values';

/**
 * Where a device type takes its devices along (lava-rest §2.9): removes them with their jobs before it goes, and the jobs that
 * still wait for such a device. Without the type they could never run, and nothing would hide them any more.
 */
export async function removeDevicesOfType(name: Key, { manager }: WriteContext): Promise<void> {
  await manager.query(
    `DELETE FROM jobs WHERE actual_device IN (SELECT hostname FROM devices WHERE device_type = $1)
        OR (actual_device IS NULL AND requested_device_type = $1)`,
    [name],
  );
  await manager.query('DELETE FROM devices WHERE device_type = $1', [name]);
}
