import { EntityManager } from 'typeorm';

/** Nothing comes of canceling a job in these states. */
export const ENDING: ReadonlySet<string> = new Set(['Canceling', 'Finished']);

/**
 * Asks for the end of a job and of the other nodes of its multinode job, within a transaction: one that nobody has begun to
 * schedule ends at once, one that is farther is `Canceling` until whoever runs it finishes it; one that has ended stays as it
 * is, even when it does so just now (lava-rest §8.4). Whether the caller may is not asked here.
 */
export async function cancelJob(manager: EntityManager, job: number): Promise<void> {
  const [group] = await manager.query<{ target_group: string | null; submitter: number }[]>(
    'SELECT target_group, submitter FROM jobs WHERE id = $1',
    [job],
  );
  // Everybody locks in the same order. Nodes have one submitter: what else bears their mark is none of them.
  const rows = await manager.query<{ id: number }[]>(
    group?.target_group
      ? 'SELECT id FROM jobs WHERE target_group = $1 AND submitter = $2 ORDER BY id FOR NO KEY UPDATE'
      : 'SELECT id FROM jobs WHERE id = $1 FOR NO KEY UPDATE',
    group?.target_group ? [group.target_group, group.submitter] : [job],
  );
  await manager.query(
    `UPDATE jobs SET
        start_time = CASE WHEN state = 'Submitted' THEN coalesce(start_time, now()) ELSE start_time END,
        end_time = CASE WHEN state = 'Submitted' THEN coalesce(end_time, now()) ELSE end_time END,
        health = CASE WHEN state = 'Submitted' THEN 'Canceled' ELSE health END,
        state = CASE WHEN state = 'Submitted' THEN 'Finished' ELSE 'Canceling' END
      WHERE id = ANY($1) AND state <> ALL($2)`,
    [rows.map(({ id }) => id), [...ENDING]],
  );
}
