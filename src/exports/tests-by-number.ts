import { QueryRunner } from 'typeorm';
import { BinaryRows } from '../database/binary-rows';
import { copyOut } from '../database/copy-out';
import { TestResult } from '../vocabulary/test-result';
import { TestRow } from './job.reading';
import { Window } from './window';

/** Rows of one COPY: a reader that goes away costs no more than these. */
const AT_A_TIME = 20_000;

/** Moments that `BinaryRows` does not write come as text. */
const COLUMNS = `t.id, t.suite, c.name, t.result, t.measurement::text, t.units, t.duration::text, t.logged,
  CASE WHEN t.logged BETWEEN '1900-01-01' AND '2200-01-01' THEN NULL ELSE t.logged::text END,
  t.metadata, t.start_log_line, t.end_log_line`;
const WIDTH = 12;

/** Which tests of a job; `suite` is the number of one of its suites. */
export interface TestsByNumber {
  job: number;
  /** Each test once, by the attempt that decides. */
  deciding: boolean;
  suite?: number;
  window?: Window;
}

/** Numbers stand in the text of a COPY, which binds no values. */
function whole(value: number): string {
  if (!Number.isSafeInteger(value)) throw new Error(`${value} is no whole number.`);
  return String(value);
}

/**
 * Tests in the order of their numbers, many of them, as fast as PostgreSQL gives them: by COPY, some thousands at a time, within the
 * transaction at hand.
 * @param names the suites of the job by number
 */
export async function* testsByNumber(
  runner: QueryRunner,
  { job, deciding, suite, window }: TestsByNumber,
  names: ReadonlyMap<number, string>,
): AsyncGenerator<TestRow[]> {
  // It would remember names of test cases that do not come again.
  await runner.query('SET LOCAL enable_memoize = off');
  const own =
    `t.job = ${whole(job)}${deciding ? ' AND t.decides' : ''}` +
    (suite === undefined ? '' : ` AND t.suite = ${whole(suite)}`);
  let left = window?.limit ?? Infinity;
  let skip = window?.offset ?? 0;
  let last: number | null = null;
  while (left > 0) {
    const wanted = Math.min(left, AT_A_TIME);
    const text: string =
      `SELECT ${COLUMNS} FROM tests t JOIN test_cases c ON c.id = t.test_case` +
      ` WHERE ${own}${last === null ? '' : ` AND t.id > ${whole(last)}`}` +
      ` ORDER BY t.id LIMIT ${whole(wanted)} OFFSET ${whole(skip)}`;
    let come = 0;
    for await (const rows of batches(runner, text, job, names)) {
      come += rows.length;
      last = rows.at(-1)?.id ?? last;
      yield rows;
    }
    if (come < wanted) return;
    left -= come;
    skip = 0;
  }
}

async function* batches(
  runner: QueryRunner,
  text: string,
  job: number,
  names: ReadonlyMap<number, string>,
): AsyncGenerator<TestRow[]> {
  const reader = new BinaryRows(WIDTH);
  let units: string | null = '';
  let result: string | null = null;
  for await (const piece of copyOut(runner, text)) {
    reader.feed(piece);
    const rows: TestRow[] = [];
    while (reader.next()) {
      result = reader.textLike(3, result);
      units = reader.textLike(5, units);
      rows.push({
        id: reader.int8(0),
        job,
        suite: names.get(reader.int8(1)) ?? '',
        name: reader.text(2) ?? '',
        result: result as TestResult | null,
        measurement: reader.text(4),
        units: units ?? '',
        duration: reader.text(6),
        logged: reader.text(8) ?? reader.moment(7),
        metadata: reader.text(9),
        start_log_line: reader.int4(10),
        end_log_line: reader.int4(11),
      });
    }
    if (rows.length > 0) yield rows;
  }
}
