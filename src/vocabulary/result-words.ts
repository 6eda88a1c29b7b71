import { TestResult } from './test-result';

/** The vocabularies a canonical result can be spoken in; `avocado_framework` is the runner, `avocado` the server. */
export type ResultVocabulary = 'lava' | 'avocado' | 'avocado_framework' | 'openqa' | 'kcidb' | 'squad';

type Row = readonly [string, string | null, string, string, string | null, string];

const COLUMN: Readonly<Record<ResultVocabulary, number>> = {
  lava: 0,
  avocado: 1,
  avocado_framework: 2,
  openqa: 3,
  kcidb: 4,
  squad: 5,
};

/** status-vocabularies §3.2, columns in the order of COLUMN; null where that system says it by leaving the word out. */
const ROWS: Readonly<Record<TestResult, Row>> = {
  pass: ['pass', 'PASS', 'PASS', 'passed', 'PASS', 'pass'],
  warn: ['pass', 'WARN', 'WARN', 'passed', 'PASS', 'pass'],
  softfail: ['fail', 'WARN', 'WARN', 'softfailed', 'FAIL', 'fail'],
  xfail: ['fail', 'WARN', 'WARN', 'softfailed', 'FAIL', 'fail'],
  xpass: ['pass', 'PASS', 'PASS', 'passed', 'PASS', 'pass'],
  fail: ['fail', 'FAIL', 'FAIL', 'failed', 'FAIL', 'fail'],
  error: ['fail', 'ERROR', 'ERROR', 'failed', 'ERROR', 'skip'],
  timeout: ['fail', 'ERROR', 'INTERRUPTED', 'failed', 'ERROR', 'fail'],
  miss: ['unknown', 'TEST_NA', 'SKIP', 'none', 'MISS', 'skip'],
  interrupted: ['unknown', 'ERROR', 'INTERRUPTED', 'cancelled', 'ERROR', 'skip'],
  canceled: ['skip', 'TEST_NA', 'CANCEL', 'skipped', 'SKIP', 'skip'],
  skip: ['skip', 'TEST_NA', 'SKIP', 'skipped', 'SKIP', 'skip'],
  done: ['pass', 'PASS', 'PASS', 'passed', 'DONE', 'pass'],
  disabled: ['skip', 'TEST_NA', 'SKIP', 'skipped', 'SKIP', 'skip'],
  unknown: ['unknown', null, 'ERROR', 'none', null, 'skip'],
};

/** The words for a test that has not finished: LAVA calls it `unknown`, openQA `none`, the others say nothing. */
const UNFINISHED: Row = ['unknown', null, 'ERROR', 'none', null, 'skip'];

/**
 * How another system spells a canonical result; null when it says it by saying nothing. The same system gets its own
 * received word back instead: that is the caller's choice, from `source_status` (status-vocabularies §1).
 */
export function wordOfResult(vocabulary: ResultVocabulary, result: TestResult | null): string | null {
  return (result === null ? UNFINISHED : ROWS[result])[COLUMN[vocabulary]] ?? null;
}
