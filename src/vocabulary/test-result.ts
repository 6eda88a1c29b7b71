/** The canonical verdicts of one test (status-vocabularies §3, T1–T15). */
export const TEST_RESULTS = [
  'pass',
  'warn',
  'softfail',
  'xfail',
  'xpass',
  'fail',
  'error',
  'timeout',
  'miss',
  'interrupted',
  'canceled',
  'skip',
  'done',
  'disabled',
  'unknown',
] as const;
export type TestResult = (typeof TEST_RESULTS)[number];

/** Worst first: the verdict of a job is the worst of its tests (status-vocabularies §4). */
export const WORST_FIRST: readonly TestResult[] = [
  'fail',
  'error',
  'timeout',
  'interrupted',
  'miss',
  'unknown',
  'softfail',
  'xfail',
  'warn',
  'pass',
  'xpass',
  'done',
  'canceled',
  'skip',
  'disabled',
];

/** Where a test is in its life; its result is null unless it is finished. */
export const TEST_STATES = ['pending', 'running', 'finished'] as const;
export type TestState = (typeof TEST_STATES)[number];

const KNOWN: ReadonlySet<string> = new Set(TEST_RESULTS);

/** True when the word is a canonical test result, spelt exactly. */
export function isTestResult(word: unknown): word is TestResult {
  return typeof word === 'string' && KNOWN.has(word);
}
