import { JobOutcome, JobState } from './job-state';

/** What a received job word says: where the job is, and its outcome (null: none yet, or told by another word). */
export interface JobVerdict {
  state: JobState;
  outcome: JobOutcome | null;
}

/** The job vocabularies that need only one word (status-vocabularies §2.1). */
export type JobVocabulary =
  'avocado' | 'avocado_framework' | 'openqa_state' | 'openqa_result' | 'kcidb' | 'squad';

const at = (state: JobState): JobVerdict => ({ state, outcome: null });
const finished = (outcome: JobOutcome | null): JobVerdict => ({ state: 'Finished', outcome });

const AVOCADO: Readonly<Record<string, JobVerdict>> = {
  test_na: finished('skipped'),
  abort: finished('aborted'),
  error: finished('error'),
  fail: finished('failed'),
  warn: finished('warned'),
  pass: finished('passed'),
  start: at('Setup'),
  alert: finished('alert'),
  running: at('Running'),
  nostatus: finished('unknown'),
};

/** Keys are lower case. openQA's `cancelled` is given as finished: whoever knows of a worker says `Canceling` instead. */
const TABLES: Readonly<Record<JobVocabulary, Readonly<Record<string, JobVerdict>>>> = {
  avocado: AVOCADO,
  avocado_framework: {
    ...AVOCADO,
    skip: finished('skipped'),
    cancel: finished('canceled'),
    interrupted: finished('incomplete'),
  },
  openqa_state: {
    scheduled: at('Scheduled'),
    assigned: at('Assigned'),
    setup: at('Setup'),
    running: at('Running'),
    uploading: at('Uploading'),
    cancelled: finished(null),
    done: finished(null),
  },
  openqa_result: {
    none: finished('unknown'),
    passed: finished('passed'),
    softfailed: finished('softfailed'),
    failed: finished('failed'),
    incomplete: finished('incomplete'),
    timeout_exceeded: finished('timeout'),
    skipped: finished('skipped'),
    obsoleted: finished('obsoleted'),
    parallel_failed: finished('parallel_failed'),
    parallel_restarted: finished('parallel_restarted'),
    user_cancelled: finished('canceled'),
    user_restarted: finished('restarted'),
  },
  kcidb: {
    fail: finished('failed'),
    error: finished('error'),
    miss: finished('not_run'),
    pass: finished('passed'),
    done: finished('completed'),
    skip: finished('skipped'),
  },
  squad: {
    submitted: at('Submitted'),
    scheduled: at('Scheduled'),
    running: at('Running'),
    fetching: at('Uploading'),
    complete: finished('completed'),
    finished: finished('completed'),
    incomplete: finished('incomplete'),
    canceled: finished('canceled'),
  },
};

/**
 * What a job word of another system means here; null when that system has no such word: the caller keeps the word
 * in `source_status` and decides (finished jobs become `unknown`).
 */
export function jobVerdictOfWord(vocabulary: JobVocabulary, word: string): JobVerdict | null {
  const table = TABLES[vocabulary];
  const key = word.trim().toLowerCase();
  return Object.hasOwn(table, key) ? (table[key] ?? null) : null;
}
