import { JOB_OUTCOMES, isJobHealth, isJobOutcome, isJobState } from './job-state';
import { healthOf, outcomeOfHealth, worstOf } from './job-verdict';
import { jobVerdictOfWord } from './job-words';
import { wordOfResult } from './result-words';
import { TEST_RESULTS, WORST_FIRST } from './test-result';
import { resultOfWord, verdictOfWord } from './test-words';

describe('the worst of a job', () => {
  it('ranks every result exactly once', () => {
    expect([...WORST_FIRST].sort()).toEqual([...TEST_RESULTS].sort());
  });

  it.each([
    [{}, 'unknown'],
    [{ pass: 0 }, 'unknown'],
    [{ pass: 3, fail: 1, error: 2 }, 'failed'],
    [{ pass: 3, error: 2, timeout: 1 }, 'error'],
    [{ timeout: 1, miss: 4 }, 'timeout'],
    [{ pass: 1, miss: 4 }, 'incomplete'],
    [{ interrupted: 1 }, 'incomplete'],
    [{ pass: 1, unknown: 1 }, 'unknown'],
    [{ pass: 1, xfail: 1 }, 'softfailed'],
    [{ pass: 1, softfail: 1, warn: 1 }, 'softfailed'],
    [{ pass: 1, warn: 1 }, 'warned'],
    [{ pass: 1, skip: 9 }, 'passed'],
    [{ done: 1 }, 'completed'],
    [{ skip: 2, disabled: 1, canceled: 1 }, 'skipped'],
  ] as const)('says of %j that the job is %s', (counters, outcome) => {
    expect(worstOf(counters)).toBe(outcome);
  });

  it('gives every outcome a LAVA health, and a health back that maps to itself', () => {
    for (const outcome of JOB_OUTCOMES) {
      const health = healthOf(outcome);
      expect(isJobHealth(health)).toBe(true);
      const back = outcomeOfHealth(health);
      expect(isJobOutcome(back) && healthOf(back)).toBe(health);
    }
    expect(healthOf(null)).toBe('Unknown');
    expect(outcomeOfHealth('Unknown', false)).toBeNull();
  });
});

describe('words of other systems', () => {
  it.each([
    ['lava', 'PASS', 'pass'],
    ['lava', '3', 'unknown'],
    ['lava', 'passed', 'unknown'],
    ['avocado', 'TEST_NA', 'skip'],
    ['avocado', 'CANCEL', 'canceled'],
    ['openqa', 'softfailed', 'softfail'],
    ['openqa', 'cancelled', 'interrupted'],
    ['openqa', 'unknown', 'error'],
    ['junit', 'notrun', 'disabled'],
    ['junit', 'softfail-bsc1', 'softfail'],
    ['kcidb', 'MISS', 'miss'],
    ['squad', 'Pass', 'pass'],
    ['squad', 'weird', 'unknown'],
    ['tap', 'not ok', 'fail'],
    ['generic', ' Passed ', 'pass'],
    ['generic', 'xfail', 'xfail'],
    ['generic', 'constructor', 'unknown'],
    ['generic', 'gronk', 'unknown'],
  ] as const)('%s says %s: %s', (system, word, result) => {
    expect(resultOfWord(system, word)).toBe(result);
  });

  it('knows a test that has not finished', () => {
    expect(verdictOfWord('avocado', null)).toEqual({ state: 'pending', result: null });
    expect(verdictOfWord('openqa', 'running')).toEqual({ state: 'running', result: null });
    expect(verdictOfWord('openqa', 'none')).toEqual({ state: 'pending', result: null });
    expect(verdictOfWord('kcidb', 'DONE')).toEqual({ state: 'finished', result: 'done' });
  });

  it('speaks every result in every vocabulary, and never says pass of an unknown one', () => {
    for (const result of TEST_RESULTS) expect(wordOfResult('avocado_framework', result)).not.toBeNull();
    expect(wordOfResult('lava', 'unknown')).toBe('unknown');
    expect(wordOfResult('kcidb', 'unknown')).toBeNull();
    expect(wordOfResult('squad', 'error')).toBe('skip');
    expect(wordOfResult('openqa', null)).toBe('none');
  });

  it('reads job words', () => {
    expect(jobVerdictOfWord('avocado', 'START')).toEqual({ state: 'Setup', outcome: null });
    expect(jobVerdictOfWord('openqa_result', 'user_cancelled')).toEqual({
      state: 'Finished',
      outcome: 'canceled',
    });
    expect(jobVerdictOfWord('kcidb', 'MISS')?.outcome).toBe('not_run');
    expect(jobVerdictOfWord('kcidb', 'toString')).toBeNull();
    expect(isJobState('Running') && !isJobState('running')).toBe(true);
  });
});
