import { EntityManager } from 'typeorm';
import { jobEntered } from '../../auth/visibility';
import { Viewer } from '../../auth/viewer';
import { Forbidden, NotFound } from '../../errors/domain-error';
import { Key } from '../../store/values';

/** A job whose results a caller may read. */
export interface OpenJob {
  id: number;
  is_public: boolean;
}

/**
 * Lets a caller in to the results of a job, telling a job that is hidden from one that is not there: for protocols that do.
 * @throws NotFound, Forbidden
 */
export async function enterJob(manager: EntityManager, id: Key | null, viewer: Viewer): Promise<OpenJob> {
  const values: unknown[] = [id];
  const visible = jobEntered('"j"', viewer, (value) => `$${values.push(value)}`) ?? 'true';
  const [job] =
    id === null
      ? []
      : await manager.query<(OpenJob & { seen: boolean })[]>(
          `SELECT j.id, j.is_public, (${visible}) AS seen FROM jobs "j" WHERE j.id = $1`,
          values,
        );
  if (!job) throw new NotFound('Not found.');
  if (!job.seen) throw new Forbidden('You do not have permission to perform this action.');
  return { id: job.id, is_public: job.is_public };
}

/** The number of a node of a multinode job: `7.1`. Null when there is none. */
export async function idOfNode(manager: EntityManager, subId: string): Promise<number | null> {
  const [job] = await manager.query<{ id: number }[]>('SELECT id FROM jobs WHERE sub_id = $1', [subId]);
  return job?.id ?? null;
}

/** The job that a test belongs to. Null when there is none. */
export async function jobOfTest(manager: EntityManager, test: Key): Promise<number | null> {
  const [row] = await manager.query<{ job: number }[]>('SELECT job FROM tests WHERE id = $1', [test]);
  return row?.job ?? null;
}
