import { EntityManager } from 'typeorm';

/** What a cancellation or a resubmission has to know of a job. */
export interface KnownJob {
  id: number;
  submitter: number;
  state: string;
  actual_device: string | null;
  requested_device_type: string | null;
  definition: string;
  original_definition: string;
  multinode_definition: string;
}

/** How clients name a job: its number, as a number or in digits, or `318.1` for a node of a multinode job. */
export type JobReference = number | string;

/** The job so named, whoever asks, unless a predicate over its row `"j"` says otherwise; null when there is none. */
export async function findJob(
  manager: EntityManager,
  reference: JobReference,
  predicate?: (bind: (value: unknown) => string) => string | null,
): Promise<KnownJob | null> {
  const text = String(reference);
  if (!/^\d{1,15}(\.\d{1,9})?$/.test(text)) return null;
  const values: unknown[] = [text.includes('.') ? text : Number(text)];
  const named = text.includes('.') ? 'j.sub_id = $1' : 'j.id = $1';
  const also = predicate?.((value) => `$${values.push(value)}`) ?? 'true';
  const [job] = await manager.query<KnownJob[]>(
    `SELECT j.id, j.submitter, j.state, j.actual_device, j.requested_device_type,
            j.definition, j.original_definition, j.multinode_definition
       FROM jobs "j" WHERE ${named} AND ${also}`,
    values,
  );
  return job ?? null;
}
