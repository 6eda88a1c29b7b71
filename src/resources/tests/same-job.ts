import { WriteContext } from '../../collections/resource';
import { BadInput } from '../../errors/domain-error';
import { Values } from '../../store/values';

/** Rows that name a job and a test: the test must be the job's. @throws BadInput */
export async function sameJob(rows: Values[], { manager }: WriteContext): Promise<void> {
  const tests = rows.map((row) => row.test).filter((test): test is number => typeof test === 'number');
  if (tests.length === 0) return;
  const found = await manager.query<{ id: number; job: number }[]>(
    'SELECT id, job FROM tests WHERE id = ANY($1::bigint[])',
    [[...new Set(tests)]],
  );
  const jobs = new Map(found.map(({ id, job }) => [id, job]));
  for (const row of rows)
    if (typeof row.test === 'number' && jobs.get(row.test) !== row.job)
      throw new BadInput('The test belongs to another job.', {
        fields: { test: ['This test belongs to another job.'] },
      });
}
