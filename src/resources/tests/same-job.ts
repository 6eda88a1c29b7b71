import { WriteContext } from '../../collections/resource';
import { FieldErrors } from '../../errors/domain-error';
import { Values } from '../../store/values';

/** Rows that name a job and a test: the test must be the job's. Gives what is wrong with each. */
export async function sameJob(rows: Values[], { manager }: WriteContext): Promise<FieldErrors[]> {
  const tests = rows.map((row) => row.test).filter((test): test is number => typeof test === 'number');
  if (tests.length === 0) return [];
  const found = await manager.query<{ id: number; job: number }[]>(
    'SELECT id, job FROM tests WHERE id = ANY($1::bigint[])',
    [[...new Set(tests)]],
  );
  const jobs = new Map(found.map(({ id, job }) => [id, job]));
  return rows.map((row): FieldErrors =>
    typeof row.test === 'number' && jobs.get(row.test) !== row.job
      ? { test: ['This test belongs to another job.'] }
      : {},
  );
}
