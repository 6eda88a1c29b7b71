import { WriteContext } from '../../collections/resource';
import { Key } from '../../store/values';

/** Where a user takes the jobs along that they submitted (lava-rest §2.9): removes them before the user goes. */
export async function removeJobsOfUser(user: Key, { manager }: WriteContext): Promise<void> {
  await manager.query('DELETE FROM jobs WHERE submitter = $1', [user]);
}
