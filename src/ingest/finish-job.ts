import { EntityManager } from 'typeorm';
import { FormatName } from '../formats/detect';
import { strip } from '../query/values/text';
import { readTime } from '../query/values/time';
import { JOB_OUTCOMES, JobOutcome } from '../vocabulary/job-state';
import { healthOf } from '../vocabulary/job-verdict';
import { Attributes } from './attributes';
import { Tally } from './tally';
import { Target } from './target';

const LONGEST_NAME = 200;

/** Enters what the report says of the whole run, where the uploader has said nothing, and lastly the build. */
export async function finishJob(
  manager: EntityManager,
  target: Target,
  { fields }: Attributes,
  format: FormatName,
  { facts }: Tally,
): Promise<void> {
  const said: Record<string, unknown> = {};
  const enter = (name: string, value: unknown): void => {
    if (fields[name] === undefined && value !== null && value !== undefined) said[name] = value;
  };
  enter('name', facts.name === undefined ? null : strip(facts.name).slice(0, LONGEST_NAME) || null);
  enter('start_time', moment(facts.start_time));
  enter('end_time', moment(facts.end_time));
  enter('source_system', format);
  const outcome = JOB_OUTCOMES.find((word) => word === facts.outcome);
  if (outcome && fields.outcome === undefined && fields.health === undefined)
    Object.assign(said, verdict(outcome));
  if (target.build !== null) said.build = target.build;
  const names = Object.keys(said);
  if (names.length === 0) return;
  await manager.query(
    `UPDATE jobs SET ${names.map((name, at) => `${name} = $${at + 2}`).join(', ')} WHERE id = $1`,
    [target.job, ...names.map((name) => said[name])],
  );
}

const verdict = (outcome: JobOutcome) => ({ reported_outcome: outcome, health: healthOf(outcome) });

function moment(text: string | undefined): string | null {
  try {
    return text === undefined ? null : readTime(text);
  } catch {
    return null;
  }
}
