import { EntityManager } from 'typeorm';
import { Key } from '../../store/values';

/** Gives a device type these aliases, wherever they were before, and no others. */
export async function assignAliases(
  manager: EntityManager,
  deviceType: Key,
  names: readonly Key[],
): Promise<void> {
  await manager.query(
    'UPDATE aliases SET device_type = NULL WHERE device_type = $1 AND NOT name = ANY($2::text[])',
    [deviceType, names],
  );
  await manager.query('UPDATE aliases SET device_type = $1 WHERE name = ANY($2::text[])', [
    deviceType,
    names,
  ]);
}
