import { metadataValue } from '../../../formats/metadata-mapping';
import { TestResult } from '../../../vocabulary/test-result';
import { Batches } from './in-batches';
import { lavaResult, LavaResult } from './lava-record';

export type JunitChild = 'failure' | 'skipped';

/** A suite of the job with its counts, for SQL to make: see `junitChildOf`. */
export interface JunitCounts {
  name: string;
  tests: number;
  failures: number;
  skipped: number;
}

/** The same with the seconds of its tests; null when none of them is timed. */
export interface JunitSuite extends JunitCounts {
  time: number | null;
}

/** What the time of a test is read from. */
export interface TimedTest {
  /** The name of its suite. */
  suite: string;
  metadata: string | null;
  /** Seconds that the test itself has; they count when its metadata says none. */
  duration?: string | null;
}

const CHILD: Readonly<Record<LavaResult, JunitChild | null>> = {
  pass: null,
  fail: 'failure',
  skip: 'skipped',
  // LAVA shows it as passed; here nothing passes that nobody saw pass (issue 4, contract lava-rest §7.1).
  unknown: 'skipped',
};
const SECONDS = /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?\s*$/;

/** The child that a result is written as and counted with; null for a pass. */
export function junitChildOf(result: TestResult | null): JunitChild | null {
  return CHILD[lavaResult(result)];
}

/** Seconds from the key `duration` of the metadata, text or number, else from the test itself; null when neither says. */
export function secondsOf(test: Omit<TimedTest, 'suite'>): number | null {
  return secondsIn(metadataValue(test.metadata, 'duration')) ?? secondsIn(test.duration);
}

function secondsIn(value: unknown): number | null {
  if (typeof value === 'string' && !SECONDS.test(value)) return null;
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'bigint') return null;
  const seconds = Number(value);
  return Number.isFinite(seconds) ? seconds : null;
}

/**
 * Adds the times to the counts, before a report is written: JUnit says them first. The tests may be only those that can be
 * timed, whose metadata has the word `duration` or a backslash, or who have a duration; in any order.
 */
export async function timedSuites(
  counts: readonly JunitCounts[],
  tests: Batches<TimedTest>,
): Promise<JunitSuite[]> {
  const times = new Map<string, number>();
  for await (const batch of tests)
    for (const test of batch) {
      const seconds = secondsOf(test);
      if (seconds !== null && seconds !== 0) times.set(test.suite, (times.get(test.suite) ?? 0) + seconds);
    }
  return counts.map((suite) => ({ ...suite, time: times.get(suite.name) ?? null }));
}
