import { TestResult } from '../vocabulary/test-result';
import { resultOfWord } from '../vocabulary/test-words';

/** Child elements that say how a case ended, worst last: fail over error over skipped (status-vocabularies §4). */
const CHILDREN: Readonly<Record<string, { result: TestResult; rank: number }>> = {
  skipped: { result: 'skip', rank: 1 },
  softfailure: { result: 'softfail', rank: 2 },
  error: { result: 'error', rank: 3 },
  failure: { result: 'fail', rank: 4 },
};

/** Surefire's elements for one run of a case that was run again (report-formats C1). */
const TRIES: Readonly<Record<string, { result: TestResult; before: boolean }>> = {
  flakyFailure: { result: 'fail', before: true },
  flakyError: { result: 'error', before: true },
  rerunFailure: { result: 'fail', before: false },
  rerunError: { result: 'error', before: false },
};

export const isVerdictElement = (name: string): boolean => Object.hasOwn(CHILDREN, name);
export const isTryElement = (name: string): boolean => Object.hasOwn(TRIES, name);

/** What one such run was; `before` when the case's own verdict comes after it (it passed in the end). */
export function tryOf(name: string): { result: TestResult; before: boolean } {
  return TRIES[name] ?? { result: 'fail', before: false };
}

/** A verdict and the exact word it came from; no word when the case had no child and no attribute. */
export interface JunitVerdict {
  result: TestResult;
  source_status: string | null;
}

/** A child that says the failure of this case is expected: how pytest and Node's runner write it. */
export const isExpectation = (element: string, type: string | undefined): boolean =>
  element === 'skipped' && (type === 'pytest.xfail' || type === 'todo');

/** The worse of two children. */
export function worseChild(
  now: JunitVerdict | null,
  element: string,
  type: string | undefined,
): JunitVerdict | null {
  const child = CHILDREN[element];
  if (child === undefined || (now !== null && rankOf(now) >= child.rank)) return now;
  const result = type === 'pytest.xfail' && element === 'skipped' ? 'xfail' : child.result;
  return { result, source_status: element };
}

function rankOf(verdict: JunitVerdict): number {
  return CHILDREN[verdict.source_status ?? '']?.rank ?? 0;
}

/** Words that say more precisely than `<skipped>` why a case did not run. */
const KINDS_OF_SKIP: ReadonlySet<TestResult> = new Set<TestResult>(['disabled', 'xfail', 'canceled']);

/**
 * The verdict of a case from its worst child and its `result` and `status` attributes. A child wins, except that
 * `softfail…` is openQA's word for a failure that is known, and that a skip may be told more precisely. Without a
 * child the first attribute that says anything but pass decides; a word nobody knows is kept, reported to `strange`,
 * and does not turn the case into anything else: no child means passed.
 */
export function judge(
  child: JunitVerdict | null,
  words: readonly (string | undefined)[],
  strange: (word: string) => void,
): JunitVerdict {
  let received: string | null = null;
  for (const word of words) {
    if (word === undefined || word === '') continue;
    const result = resultOfWord('junit', word);
    if (result === 'softfail') return { result, source_status: word };
    if (child !== null) {
      if (child.result === 'skip' && KINDS_OF_SKIP.has(result) && word !== 'notrun')
        return { result, source_status: word };
      continue;
    }
    if (result === 'unknown' && word.toLowerCase() !== 'unknown') strange(word);
    else if (result !== 'pass') return { result, source_status: word };
    received = word;
  }
  return child ?? { result: 'pass', source_status: received };
}
