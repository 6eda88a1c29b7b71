import { TestResult } from '../vocabulary/test-result';
import { judge, JunitVerdict, worseChild } from './junit-verdict';
import { TestRecord } from './record';

export type JunitChild = 'failure' | 'error' | 'skipped';

/** status-vocabularies §3.2, column JUnit; `unknown` is an error there, never a pass. */
const CHILD: Readonly<Record<TestResult, JunitChild | null>> = {
  pass: null,
  warn: null,
  softfail: null,
  xfail: 'skipped',
  xpass: null,
  fail: 'failure',
  error: 'error',
  timeout: 'error',
  miss: 'error',
  interrupted: 'error',
  canceled: 'skipped',
  skip: 'skipped',
  done: null,
  disabled: 'skipped',
  unknown: 'error',
};
/** The child element a result is written as, and so the counter it belongs to; a test not finished counts as skipped. */
export function junitChildOf(result: TestResult | null): JunitChild | null {
  return result === null ? 'skipped' : CHILD[result];
}

/** A verdict as a reader sees it, and the `status` attribute that it needs for that. */
export interface PlainVerdict extends JunitVerdict {
  status: string | null;
}

/** A report has few verdicts and many tests: each is worked out once. */
const MOST_KNOWN = 1_000;
const LONGEST = 100;
const known = new Map<string, PlainVerdict>();

/** The plain form of a verdict: with the `status` from which result and word come out as they are, if there is one. */
export function plainVerdict(test: TestRecord, child: JunitChild | null, type: string | null): PlainVerdict {
  const kind = child === null ? '' : (type ?? '');
  if ((test.source_status?.length ?? 0) + kind.length > LONGEST) return workedOut(test, child, kind);
  const key = `${test.result}\n${test.source_status === null ? '' : `=${test.source_status}`}\n${kind}`;
  let verdict = known.get(key);
  if (verdict === undefined) {
    verdict = workedOut(test, child, kind);
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(key, verdict);
  }
  return verdict;
}

function workedOut(test: TestRecord, child: JunitChild | null, type: string): PlainVerdict {
  const soft = test.result === 'softfail' ? 'softfail' : null;
  for (const status of [null, test.source_status, soft]) {
    const verdict = verdictOf(child, type, status);
    if (verdict?.result === test.result && verdict.source_status === test.source_status)
      return { ...verdict, status };
  }
  // Others should see a softfail, even when the word for it is another.
  return { ...(verdictOf(child, type, soft) ?? { result: 'pass', source_status: null }), status: soft };
}

/** The verdict that a reader sees in a child and a `status`; null when the word is strange to it. */
function verdictOf(child: JunitChild | null, type: string, status: string | null): JunitVerdict | null {
  let strange = false;
  const seen = child === null ? null : worseChild(null, child, type === '' ? undefined : type);
  const verdict = judge(seen, [status ?? undefined], () => (strange = true));
  return strange ? null : verdict;
}
