import { EntityManager } from 'typeorm';
import { WriteRules } from '../../collections/resource';
import { Conflict } from '../../errors/domain-error';
import { Key } from '../../store/values';

/** Objects that this group may view and that no other group keeps hidden. */
const hiddenBy = (table: string, object: string, codename: string): string =>
  `SELECT 1 FROM ${table} p JOIN permissions c ON c.id = p.permission AND c.codename = '${codename}'
    WHERE p."group" = $1 AND NOT EXISTS (
      SELECT 1 FROM ${table} o WHERE o.${object} = p.${object} AND o.permission = p.permission AND o."group" <> $1)`;

const HIDDEN = [
  hiddenBy('device_type_permissions', 'device_type', 'view_devicetype'),
  hiddenBy('device_permissions', 'device', 'view_device'),
  hiddenBy('worker_permissions', 'worker', 'view_worker'),
].join(' UNION ALL ');

/**
 * What loses its last group is seen by everybody: a job its viewing group, a device the group that may view it. Nobody means
 * that by removing a group. @throws Conflict
 */
export async function checkHidesNothing(manager: EntityManager, group: Key): Promise<void> {
  const [job] = await manager.query<unknown[]>(
    'SELECT 1 FROM job_viewing_groups WHERE "group" = $1 LIMIT 1',
    [group],
  );
  if (job)
    throw new Conflict('Jobs are shown to this group only.', {
      hint: 'Take it from their viewing groups first.',
    });
  const [object] = await manager.query<unknown[]>(`${HIDDEN} LIMIT 1`, [group]);
  if (object)
    throw new Conflict('Devices, device types or workers are shown to this group only.', {
      hint: 'Take away its permissions on them first.',
    });
}

export const usergroupRules: WriteRules = {
  beforeRemove: (key, { manager }) => checkHidesNothing(manager, key),
};
