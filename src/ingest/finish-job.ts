import { EntityManager } from 'typeorm';
import { strip } from '../query/values/text';
import { readTime } from '../query/values/time';
import { JOB_OUTCOMES, JobHealth, JobOutcome } from '../vocabulary/job-state';
import { healthOf } from '../vocabulary/job-verdict';
import { Attributes } from './attributes';
import { Target } from './target';
import { UploadTally } from './upload-tally';

const LONGEST_NAME = 200;

/** A run of more seconds than this is a slip of the pen. */
const LONGEST_RUN = 1_000_000_000;

/**
 * Enters what the report says of the whole run, where the uploader has said nothing, and lastly the build.
 * @param file what the upload is called; a job without any name is called after its format
 */
export async function finishJob(
  manager: EntityManager,
  { job, build }: Target,
  { fields }: Attributes,
  tally: UploadTally,
  file: string,
): Promise<void> {
  const facts = factsOf(tally);
  const name = facts.name ?? (file === '' ? `${tally.format} report` : null);
  const said = { source_system: tally.format, ...facts, name, ...verdictOf(tally) };
  const open = Object.entries(said).filter(([name, value]) => fields[name] === undefined && value !== null);
  const told = fields.outcome !== undefined || fields.health !== undefined;
  await change(manager, job, told ? open.filter(([name]) => !VERDICT.includes(name)) : open);
  if (fields.end_time === undefined && said.end_time === null)
    await manager.query(
      `UPDATE jobs SET end_time = coalesce(start_time + $2 * interval '1 second', now()) WHERE id = $1 AND state = 'Finished'`,
      [job, tally.seconds < LONGEST_RUN ? tally.seconds : 0],
    );
  if (build !== null) await change(manager, job, [['build', build]]);
}

const VERDICT = ['reported_outcome', 'health'];

async function change(manager: EntityManager, job: number, values: [string, unknown][]): Promise<void> {
  if (values.length === 0) return;
  await manager.query(
    `UPDATE jobs SET ${values.map(([name], at) => `${name} = $${at + 2}`).join(', ')} WHERE id = $1`,
    [job, ...values.map(([, value]) => value)],
  );
}

function factsOf({ facts }: UploadTally): Record<'name' | 'start_time' | 'end_time', string | null> {
  return {
    name: facts.name === undefined ? null : strip(facts.name).slice(0, LONGEST_NAME) || null,
    start_time: moment(facts.start_time),
    end_time: moment(facts.end_time),
  };
}

/** The verdict that the report states; a report without tests has none, and says nothing good. */
function verdictOf({ facts, stored }: UploadTally): { reported_outcome?: JobOutcome; health?: JobHealth } {
  const outcome = JOB_OUTCOMES.find((word) => word === facts.outcome);
  if (outcome) return { reported_outcome: outcome, health: healthOf(outcome) };
  return stored === 0 ? { health: 'Unknown' } : {};
}

function moment(text: string | undefined): string | null {
  try {
    return text === undefined ? null : readTime(text);
  } catch {
    return null;
  }
}
