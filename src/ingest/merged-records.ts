import { EntityManager } from 'typeorm';
import { LoggedRecord, MOST_RECORDS } from './record-log';
import { UploadTally } from './upload-tally';

/** So many new tests are looked at one by one; of more, only those of tests that have overruled attempts. */
const FEW = 20_000;

/** New tests, numbered as they came, of a test that had an attempt before them. */
const merged = (few: boolean): string => `
  SELECT t.at, s.name AS suite, c.name, t.attempt
    FROM (SELECT id, suite, test_case, test_set, attempt, row_number() OVER (ORDER BY id) AS at
            FROM tests WHERE job = $1 AND id > $2) t
    JOIN suites s ON s.id = t.suite JOIN test_cases c ON c.id = t.test_case
   WHERE EXISTS (SELECT 1 FROM tests e WHERE e.suite = t.suite AND e.test_case = t.test_case
                    AND e.test_set IS NOT DISTINCT FROM t.test_set AND e.id < t.id)
     ${few ? '' : 'AND (t.suite, t.test_case) IN (SELECT suite, test_case FROM tests WHERE job = $1 AND NOT decides)'}`;

/**
 * Counts the tests that became further attempts, in each file, and lists them. All attempts but one of each test are overruled, so
 * that mostly one look tells that there are none.
 * @param before the job's latest test before the upload
 */
export async function noteMerged(
  manager: EntityManager,
  job: number,
  before: number,
  tally: UploadTally,
): Promise<void> {
  const [any] = await manager.query<unknown[]>('SELECT 1 FROM tests WHERE job = $1 AND NOT decides LIMIT 1', [
    job,
  ]);
  if (any) await tellMerged(manager, merged(tally.stored <= FEW), [job, before], tally);
}

/** Enters what a statement finds: `at` (the test's place among all of the upload, from 1), `suite`, `name`, `attempt`. */
export async function tellMerged(
  manager: EntityManager,
  statement: string,
  values: unknown[],
  tally: UploadTally,
): Promise<void> {
  const files = tally.files.filter(({ stored, error }) => stored > 0 && error === null);
  if (files.length === 0) return;
  let first = 1;
  const firsts = files.map(({ stored }) => (first += stored) - stored);
  const counts = await manager.query<{ file: number; merged: number }[]>(
    `SELECT width_bucket(m.at, $${values.length + 1}::bigint[]) AS file, count(*)::integer AS merged
       FROM (${statement}) m GROUP BY 1`,
    [...values, firsts],
  );
  if (counts.length === 0) return;
  for (const { file, merged: count } of counts) (files[file - 1] as (typeof files)[number]).merged = count;
  const rows = await manager.query<MergedTest[]>(
    `SELECT * FROM (${statement}) m ORDER BY at LIMIT ${MOST_RECORDS}`,
    values,
  );
  let at = 0;
  for (const row of rows) {
    while (at + 1 < files.length && (firsts[at + 1] as number) <= row.at) at += 1;
    const file = files[at] as (typeof files)[number];
    tally.log.add(mergedRecord(file.name, file.lines[row.at - (firsts[at] as number)] ?? null, row));
  }
  tally.log.further += tally.sum('merged') - rows.length;
}

interface MergedTest {
  at: number;
  suite: string;
  name: string;
  attempt: number;
}

const mergedRecord = (
  file: string,
  line: number | null,
  { suite, name, attempt }: MergedTest,
): LoggedRecord => ({
  ...{ file, line, column: null, outcome: 'merged', code: 'further_attempt', suite, name },
  message: `Stored as one more run of a test that was there: attempt ${attempt}.`,
});
