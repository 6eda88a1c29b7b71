import { TEST_RESULTS, TestResult } from '../../vocabulary/test-result';

/** How many tests of a job there are, by result. */
export type Counts = Record<'total' | TestResult, number>;

const GOOD: readonly TestResult[] = ['pass', 'warn', 'softfail', 'xfail', 'xpass'];
const BAD: readonly TestResult[] = ['fail', 'error', 'timeout', 'miss', 'interrupted'];

/** The counters of a job's row. */
export function countsOf(row: Record<string, unknown>): Counts {
  return Object.fromEntries(['total', ...TEST_RESULTS].map((word) => [word, row[`tests_${word}`]])) as Counts;
}

/**
 * Good tests among those that have a verdict (status-vocabularies §3, §5): skipped, canceled, disabled and unknown
 * ones count neither way.
 * @returns `passrate` in per cent with two decimals; null when no test has a verdict
 */
export function passRate(counts: Counts): {
  passrate: number | null;
  good: number;
  counted: number;
  total: number;
} {
  const sum = (words: readonly TestResult[]): number => words.reduce((all, word) => all + counts[word], 0);
  const good = sum(GOOD);
  const counted = good + sum(BAD);
  return {
    passrate: counted === 0 ? null : Math.round((good / counted) * 10_000) / 100,
    good,
    counted,
    total: counts.total,
  };
}
