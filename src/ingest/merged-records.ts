import { EntityManager } from 'typeorm';
import { LoggedRecord, MOST_RECORDS } from './record-log';
import { UploadTally } from './upload-tally';

/** So many new tests are looked at one by one; of more, only those of tests that have overruled attempts. */
const FEW = 20_000;

/** New tests, numbered as they came, of a test that had an attempt before them. */
const MERGED = (few: boolean): string => `
  FROM (SELECT id, suite, test_case, test_set, attempt, row_number() OVER (ORDER BY id) AS at
          FROM tests WHERE job = $1 AND id > $2) t
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
  const files = tally.files.filter(({ stored, error }) => stored > 0 && error === null);
  if (!any || files.length === 0) return;
  const from = MERGED(tally.stored <= FEW);
  let first = 1;
  const firsts = files.map(({ stored }) => (first += stored) - stored);
  const counts = await manager.query<{ file: number; merged: number }[]>(
    `SELECT width_bucket(t.at, $3::bigint[]) AS file, count(*)::integer AS merged ${from} GROUP BY 1`,
    [job, before, firsts],
  );
  for (const { file, merged } of counts) (files[file - 1] as (typeof files)[number]).merged = merged;
  if (counts.length === 0) return;
  const rows = await manager.query<{ at: number; suite: string; name: string; attempt: number }[]>(
    `SELECT m.at, s.name AS suite, c.name, m.attempt
       FROM (SELECT t.* ${from} ORDER BY t.id LIMIT ${MOST_RECORDS}) m
       JOIN suites s ON s.id = m.suite JOIN test_cases c ON c.id = m.test_case ORDER BY m.at`,
    [job, before],
  );
  let at = 0;
  for (const row of rows) {
    while (at + 1 < files.length && (firsts[at + 1] as number) <= row.at) at += 1;
    const file = files[at] as (typeof files)[number];
    tally.log.add(mergedRecord(file.name, file.lines[row.at - (firsts[at] as number)] ?? null, row));
  }
  tally.log.further += tally.sum('merged') - rows.length;
}

const mergedRecord = (
  file: string,
  line: number | null,
  { suite, name, attempt }: { suite: string; name: string; attempt: number },
): LoggedRecord => ({
  file,
  line,
  column: null,
  outcome: 'merged',
  code: 'further_attempt',
  message: `Stored as one more run of a test that was there: attempt ${attempt}.`,
  suite,
  name,
});
