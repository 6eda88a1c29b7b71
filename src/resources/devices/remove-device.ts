import { WriteContext } from '../../collections/resource';
import { Key } from '../../store/values';

/** Where a device takes its jobs along (lava-rest §2.9): removes them, with their results, before it goes. */
export async function removeDeviceJobs(hostname: Key, { manager }: WriteContext): Promise<void> {
  await manager.query('DELETE FROM jobs WHERE actual_device = $1', [hostname]);
}
