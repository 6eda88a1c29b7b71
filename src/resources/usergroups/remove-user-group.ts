import { WriteContext } from '../../collections/resource';
import { Key } from '../../store/values';
import { checkHidesNothing } from './usergroup.rules';

/**
 * Where a group takes its devices along (lava-rest §2.9): removes those whose `physical_group` it is, with their jobs, before it
 * goes. @throws Conflict something else is hidden from everybody but this group
 */
export async function removeDevicesOfGroup(group: Key, { manager }: WriteContext): Promise<void> {
  await manager.query(
    'DELETE FROM jobs WHERE actual_device IN (SELECT hostname FROM devices WHERE physical_group = $1)',
    [group],
  );
  await manager.query('DELETE FROM devices WHERE physical_group = $1', [group]);
  await checkHidesNothing(manager, group);
}
