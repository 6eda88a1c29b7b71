import { EntityManager } from 'typeorm';
import { KeptUpload } from './payload.service';
import { SAID } from './staging';

/** Differences that are shown; all are counted. */
const SHOWN = 1_000;
/** Characters of a value that are shown. */
const SHOWN_TEXT = 200;

/** One test that would be stored otherwise now. */
export interface Difference {
  change: 'added' | 'changed' | 'missing';
  suite: string;
  name: string;
  attempt: number;
  /** For a changed test: what is stored, and what is read now. */
  fields: Record<string, { stored: string | null; read: string | null }>;
}

export interface Differences {
  added: number;
  changed: number;
  missing: number;
  differences: Difference[];
}

/** The fields that are compared: later uploads into a job continue its attempts, whatever their files say. */
export const comparedFields = ({ made_job: made }: Pick<KeptUpload, 'made_job'>): string[] =>
  SAID.map(([name]) => name).filter((name) => made || name !== 'attempt');

/** A report that does not say when a test ran says nothing against what is stored. */
const differs = (name: string): string =>
  name === 'logged'
    ? '(n.logged IS NOT NULL AND o.logged IS DISTINCT FROM n.logged)'
    : `o.${name} IS DISTINCT FROM n.${name}`;

/**
 * Holds the tests of an upload against those in `reimported`, and leaves what differs in the table `difference` (`id` in `tests`,
 * `n` in `reimported`). Runs of one test are compared in the order in which they came.
 */
export async function findDifferences(manager: EntityManager, kept: KeptUpload): Promise<Differences> {
  const fields = comparedFields(kept);
  await manager.query('ANALYZE reimported');
  await manager.query(
    `CREATE TEMPORARY TABLE difference (id bigint, n bigint, change text, suite text, name text, attempt integer)
       ON COMMIT DROP`,
  );
  await manager.query(
    `INSERT INTO difference
     SELECT o.id, n.n, CASE WHEN o.id IS NULL THEN 'added' WHEN n.n IS NULL THEN 'missing' ELSE 'changed' END,
            coalesce(o.suite_name, n.suite), coalesce(o.name, n.name), coalesce(o.attempt, n.attempt)
       FROM (SELECT t.*, s.name AS suite_name, c.name,
                    row_number() OVER (PARTITION BY t.suite, t.test_case ORDER BY t.id) AS nth
               FROM tests t JOIN suites s ON s.id = t.suite JOIN test_cases c ON c.id = t.test_case
              WHERE t.job = $1 AND EXISTS (
                SELECT 1 FROM unnest($2::bigint[], $3::bigint[]) r (low, high) WHERE t.id BETWEEN low AND high)) o
       FULL JOIN (SELECT *, row_number() OVER (PARTITION BY suite, name ORDER BY n) AS nth FROM reimported) n
         ON o.suite_name = n.suite AND o.name = n.name AND o.nth = n.nth
      WHERE o.id IS NULL OR n.n IS NULL OR ${fields.map(differs).join(' OR ')}`,
    [kept.job, kept.ranges.map(([low]) => low), kept.ranges.map(([, high]) => high)],
  );
  const [counts] = await manager.query<Omit<Differences, 'differences'>[]>(
    `SELECT ${(['added', 'changed', 'missing'] as const)
      .map((change) => `(count(*) FILTER (WHERE change = '${change}'))::integer AS ${change}`)
      .join(', ')} FROM difference`,
  );
  return { ...(counts as Omit<Differences, 'differences'>), differences: await shown(manager, fields) };
}

async function shown(manager: EntityManager, fields: readonly string[]): Promise<Difference[]> {
  const text = (value: string): string => `left(to_jsonb(${value}) #>> '{}', ${SHOWN_TEXT})`;
  const pairs = fields.map(
    (name) =>
      `CASE WHEN ${differs(name)} THEN jsonb_build_object('${name}', jsonb_build_object('stored', ${text(`o.${name}`)}, 'read', ${text(`n.${name}`)})) ELSE '{}' END`,
  );
  return manager.query<Difference[]>(
    `SELECT d.change, d.suite, d.name, d.attempt,
            CASE WHEN d.change = 'changed' THEN ${pairs.join(' || ')} ELSE '{}' END AS fields
       FROM (SELECT * FROM difference ORDER BY n NULLS LAST, id LIMIT ${SHOWN}) d
       LEFT JOIN tests o ON o.id = d.id LEFT JOIN reimported n ON n.n = d.n
      ORDER BY d.n NULLS LAST, d.id`,
  );
}
