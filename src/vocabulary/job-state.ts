/** Where in its life a job is, in the order of that life, spelt as LAVA spells it (status-vocabularies §2). */
export const JOB_STATES = [
  'Submitted',
  'Scheduling',
  'Scheduled',
  'Assigned',
  'Setup',
  'Running',
  'Uploading',
  'Canceling',
  'Finished',
] as const;
export type JobState = (typeof JOB_STATES)[number];

/** LAVA's four-word verdict, in the order of its numbers 0–3 (status-vocabularies §2.1). */
export const JOB_HEALTHS = ['Unknown', 'Complete', 'Incomplete', 'Canceled'] as const;
export type JobHealth = (typeof JOB_HEALTHS)[number];

/** The canonical verdicts of one job (status-vocabularies §2, J1–J18); null while it is not finished. */
export const JOB_OUTCOMES = [
  'passed',
  'warned',
  'softfailed',
  'failed',
  'error',
  'incomplete',
  'timeout',
  'completed',
  'skipped',
  'not_run',
  'canceled',
  'restarted',
  'obsoleted',
  'parallel_failed',
  'parallel_restarted',
  'aborted',
  'alert',
  'unknown',
] as const;
export type JobOutcome = (typeof JOB_OUTCOMES)[number];

const STATES: ReadonlySet<string> = new Set(JOB_STATES);
const HEALTHS: ReadonlySet<string> = new Set(JOB_HEALTHS);
const OUTCOMES: ReadonlySet<string> = new Set(JOB_OUTCOMES);

/** True when the word is a job state, spelt exactly. */
export function isJobState(word: unknown): word is JobState {
  return typeof word === 'string' && STATES.has(word);
}

/** True when the word is a LAVA health, spelt exactly. */
export function isJobHealth(word: unknown): word is JobHealth {
  return typeof word === 'string' && HEALTHS.has(word);
}

/** True when the word is a canonical job outcome, spelt exactly. */
export function isJobOutcome(word: unknown): word is JobOutcome {
  return typeof word === 'string' && OUTCOMES.has(word);
}
