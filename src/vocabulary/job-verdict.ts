import { JobHealth, JobOutcome } from './job-state';
import { TestResult, WORST_FIRST } from './test-result';

/** What a job is when this is the worst of its tests (status-vocabularies §2.1, §4). */
const OUTCOME_OF_WORST: Readonly<Record<TestResult, JobOutcome>> = {
  fail: 'failed',
  error: 'error',
  timeout: 'timeout',
  interrupted: 'incomplete',
  miss: 'incomplete',
  unknown: 'unknown',
  softfail: 'softfailed',
  xfail: 'softfailed',
  warn: 'warned',
  pass: 'passed',
  xpass: 'passed',
  done: 'completed',
  canceled: 'skipped',
  skip: 'skipped',
  disabled: 'skipped',
};

/** LAVA's word for each outcome (status-vocabularies §2.2). */
const HEALTH_OF_OUTCOME: Readonly<Record<JobOutcome, JobHealth>> = {
  passed: 'Complete',
  warned: 'Complete',
  softfailed: 'Complete',
  failed: 'Complete',
  error: 'Incomplete',
  incomplete: 'Incomplete',
  timeout: 'Incomplete',
  completed: 'Complete',
  skipped: 'Canceled',
  not_run: 'Incomplete',
  canceled: 'Canceled',
  restarted: 'Canceled',
  obsoleted: 'Canceled',
  parallel_failed: 'Canceled',
  parallel_restarted: 'Canceled',
  aborted: 'Canceled',
  alert: 'Incomplete',
  unknown: 'Unknown',
};

const OUTCOME_OF_HEALTH: Readonly<Record<JobHealth, JobOutcome>> = {
  Unknown: 'unknown',
  Complete: 'completed',
  Incomplete: 'incomplete',
  Canceled: 'canceled',
};

/**
 * The verdict that follows from how many tests ended how; zero and absent counters are the same.
 * Only skipped tests give `skipped`; no test at all gives `unknown` (status-vocabularies §4).
 */
export function worstOf(counters: Partial<Record<TestResult, number>>): JobOutcome {
  for (const result of WORST_FIRST) {
    if ((counters[result] ?? 0) > 0) return OUTCOME_OF_WORST[result];
  }
  return 'unknown';
}

/** LAVA's health for an outcome; a job without one (not finished) is `Unknown` (status-vocabularies §2.2). */
export function healthOf(outcome: JobOutcome | null): JobHealth {
  return outcome === null ? 'Unknown' : HEALTH_OF_OUTCOME[outcome];
}

/**
 * The outcome a LAVA health stands for; `Unknown` is no verdict at all while the job is not finished
 * (status-vocabularies §2.1).
 */
export function outcomeOfHealth(health: JobHealth, finished = true): JobOutcome | null {
  return health === 'Unknown' && !finished ? null : OUTCOME_OF_HEALTH[health];
}
