import { EntityManager } from 'typeorm';
import { newWorkerToken } from '../../auth/token-secret';
import { WriteRules } from '../../collections/resource';
import { Key } from '../../store/values';

/**
 * A worker that works again makes its good devices unknown: nobody has looked at them since. One that retires takes its
 * devices along, unless they are bad. One that comes from retirement finds them retired, and leaves them so.
 */
async function passOn(manager: EntityManager, worker: Key, from: string, to: string): Promise<void> {
  if (from === to) return;
  if (to === 'Active' && from !== 'Retired')
    await manager.query("UPDATE devices SET health = 'Unknown' WHERE worker_host = $1 AND health = 'Good'", [
      worker,
    ]);
  if (to === 'Retired')
    await manager.query(
      "UPDATE devices SET health = 'Retired' WHERE worker_host = $1 AND health NOT IN ('Bad', 'Retired')",
      [worker],
    );
}

export const workerRules: WriteRules = {
  beforeStore(rows) {
    for (const values of rows) values.token ??= newWorkerToken();
  },
  async beforeChange(values, key, { manager }) {
    if (values.health === undefined) return;
    const [worker] = await manager.query<{ health: string }[]>(
      'SELECT health FROM workers WHERE hostname = $1 FOR NO KEY UPDATE',
      [key],
    );
    if (worker) await passOn(manager, key, worker.health, values.health as string);
  },
};
