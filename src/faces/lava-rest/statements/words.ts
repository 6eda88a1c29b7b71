import { DEVICE_HEALTHS, DEVICE_STATES } from '../../../resources/devices/device.entity';
import { WORKER_HEALTHS, WORKER_STATES } from '../../../resources/workers/worker.entity';
import { JOB_HEALTHS, JobState } from '../../../vocabulary/job-state';
import { wordOfResult } from '../../../vocabulary/result-words';
import { TEST_RESULTS } from '../../../vocabulary/test-result';

type Words = Readonly<Record<string, readonly (string | null)[]>>;

const itself = (words: readonly string[]): Words => Object.fromEntries(words.map((word) => [word, [word]]));

/** LAVA's six states, in the order of its numbers; ours that it does not know are shown as the nearest one. */
export const JOB_STATE_WORDS = {
  Submitted: ['Submitted'],
  Scheduling: ['Scheduling'],
  Scheduled: ['Scheduled', 'Assigned'],
  Running: ['Running', 'Setup', 'Uploading'],
  Canceling: ['Canceling'],
  Finished: ['Finished'],
} satisfies Record<string, JobState[]>;

export const JOB_HEALTH_WORDS = itself(JOB_HEALTHS);
export const DEVICE_STATE_WORDS = itself(DEVICE_STATES);
export const DEVICE_HEALTH_WORDS = itself(DEVICE_HEALTHS);
export const WORKER_STATE_WORDS = itself(WORKER_STATES);
export const WORKER_HEALTH_WORDS = itself(WORKER_HEALTHS);
export const DENOMINATOR_WORDS = itself(['hours', 'jobs']);

/** LAVA's four results (status-vocabularies §3.2); a test without a result yet is `unknown`. */
export const RESULT_WORDS: Words = Object.fromEntries(
  ['pass', 'fail', 'skip', 'unknown'].map((word) => [
    word,
    [...TEST_RESULTS, null].filter((result) => wordOfResult('lava', result) === word),
  ]),
);
