import { isTestResult, TestResult, TestState } from './test-result';

/** The systems whose words for a test are understood; `generic` is for reports of no known origin. */
export const SOURCE_SYSTEMS = [
  'lava',
  'avocado',
  'openqa',
  'junit',
  'kcidb',
  'squad',
  'tap',
  'generic',
] as const;
export type SourceSystem = (typeof SOURCE_SYSTEMS)[number];

/** What a received word says about one test: where it is, and its verdict when it is finished. */
export interface TestVerdict {
  state: TestState;
  result: TestResult | null;
}

type Words = Readonly<Record<string, TestResult>>;

const JUNIT: Words = {
  run: 'pass',
  completed: 'pass',
  success: 'pass',
  failure: 'fail',
  skipped: 'skip',
  notrun: 'disabled',
  suppressed: 'disabled',
  incomplete: 'skip',
  risky: 'warn',
  softfailure: 'softfail',
};

/** Words that mean the same wherever they are met (report-formats C3 item 14). Keys are lower case. */
const GENERIC: Words = {
  ok: 'pass',
  passed: 'pass',
  success: 'pass',
  successful: 'pass',
  'not ok': 'fail',
  failed: 'fail',
  failure: 'fail',
  broken: 'error',
  errored: 'error',
  skipped: 'skip',
  ignored: 'skip',
  pending: 'skip',
  todo: 'skip',
  na: 'skip',
  'n/a': 'skip',
  test_na: 'skip',
  not_applicable: 'skip',
  blocked: 'miss',
  notrun: 'miss',
  not_run: 'miss',
  missing: 'miss',
  aborted: 'interrupted',
  abort: 'interrupted',
  cancel: 'canceled',
  cancelled: 'canceled',
  timedout: 'timeout',
  timed_out: 'timeout',
  timeout_exceeded: 'timeout',
  warning: 'warn',
  warned: 'warn',
  softfailed: 'softfail',
  expected_failure: 'xfail',
  xfailed: 'xfail',
  unexpected_success: 'xpass',
  xpassed: 'xpass',
  measured: 'done',
};

/** status-vocabularies §3.1, one table a system; what a table lacks is looked up in GENERIC, except where the system is closed. */
const TABLES: Readonly<Record<SourceSystem, Words>> = {
  lava: {
    pass: 'pass',
    fail: 'fail',
    skip: 'skip',
    unknown: 'unknown',
    0: 'pass',
    1: 'fail',
    2: 'skip',
    3: 'unknown',
  },
  avocado: {
    pass: 'pass',
    error: 'error',
    fail: 'fail',
    test_na: 'skip',
    warn: 'warn',
    skip: 'skip',
    cancel: 'canceled',
    interrupted: 'interrupted',
  },
  openqa: {
    passed: 'pass',
    failed: 'fail',
    softfailed: 'softfail',
    skipped: 'skip',
    cancelled: 'interrupted',
    ok: 'pass',
    fail: 'fail',
    softfail: 'softfail',
    na: 'unknown',
    unk: 'unknown',
    missing: 'skip',
    unknown: 'error',
  },
  junit: JUNIT,
  kcidb: { fail: 'fail', error: 'error', miss: 'miss', pass: 'pass', done: 'done', skip: 'skip' },
  squad: { pass: 'pass', fail: 'fail', skip: 'skip', skipped: 'skip' },
  tap: { ok: 'pass', 'not ok': 'fail' },
  generic: {},
};

/** Vocabularies that are complete by their own definition: any other word is not understood. */
const CLOSED: ReadonlySet<SourceSystem> = new Set(['lava', 'kcidb', 'squad']);

const own = (words: Words, word: string): TestResult | undefined =>
  Object.hasOwn(words, word) ? words[word] : undefined;

/**
 * The canonical result for a word as received (any case, outer blanks ignored); `unknown` when it is not
 * understood: the caller keeps the word itself in `source_status`.
 */
export function resultOfWord(system: SourceSystem, word: string): TestResult {
  const key = word.trim().toLowerCase();
  const known = own(TABLES[system], key);
  if (known !== undefined) return known;
  if (CLOSED.has(system)) return 'unknown';
  if (system === 'junit' && key.startsWith('softfail')) return 'softfail';
  return isTestResult(key) ? key : (own(GENERIC, key) ?? 'unknown');
}

/** Like `resultOfWord`, also for the words (and the absence of one) that say that a test is not finished. */
export function verdictOfWord(system: SourceSystem, word: string | null): TestVerdict {
  const key = word === null ? '' : word.trim().toLowerCase();
  if (word === null || (system === 'openqa' && key === 'none')) return { state: 'pending', result: null };
  if (system === 'openqa' && key === 'running') return { state: 'running', result: null };
  return { state: 'finished', result: resultOfWord(system, word) };
}
