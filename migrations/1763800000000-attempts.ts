import { MigrationInterface, QueryRunner } from 'typeorm';
import { COUNT_ADDED, countTests } from './1763600000001-derived-columns';

/** Worst first, as it was when this was written. */
const WORST_FIRST = [
  'fail',
  'error',
  'timeout',
  'interrupted',
  'miss',
  'unknown',
  'softfail',
  'xfail',
  'warn',
  'pass',
  'xpass',
  'done',
  'canceled',
  'skip',
  'disabled',
];
const GOOD = ['pass', 'warn', 'softfail', 'xfail', 'xpass'];
const BAD = ['fail', 'error', 'timeout', 'miss', 'interrupted'];
const words = (results: readonly string[]): string => results.map((result) => `'${result}'`).join(', ');

const COLUMNS =
  'ALTER TABLE tests ADD COLUMN decides boolean NOT NULL DEFAULT true, ADD COLUMN flaky boolean NOT NULL DEFAULT false';

const INDEXES = [
  'CREATE INDEX tests_suite_test_case_idx ON tests (suite, test_case)',
  'CREATE INDEX tests_overruled_idx ON tests (job, id) WHERE NOT decides',
  'CREATE INDEX tests_flaky_idx ON tests (id) WHERE flaky',
];

/**
 * What each attempt is among those of its test, which are the rows of one suite, test set and test case. A finished one goes before
 * one that is not, then the highest attempt, the worst result, the latest row.
 * @param attempts rows `a` of tests, all those of a test or none
 */
const judged = (attempts: string): string => `
  SELECT id, decides, decides AND failed AND result IN (${words(GOOD)}) IS TRUE AS flaky
    FROM (SELECT a.id, a.result, row_number() OVER ranked = 1 AS decides,
                 bool_or(a.result IN (${words(BAD)}) IS TRUE) OVER test AS failed
            FROM ${attempts}
          WINDOW test AS (PARTITION BY a.suite, a.test_case, a.test_set),
                 ranked AS (test ORDER BY a.result IS NULL, a.attempt DESC,
                              array_position(ARRAY[${words(WORST_FIRST)}], a.result), a.id DESC)) attempts`;

const settled = (attempts: string): string => `
  UPDATE tests SET decides = j.decides, flaky = j.flaky FROM (${judged(attempts)}) j
   WHERE tests.id = j.id AND (tests.decides, tests.flaky) <> (j.decides, j.flaky)`;

/**
 * A statement that finds rows one by one, by an index, whatever the planner believes of a table that has just grown: its plan may be
 * kept for the rest of a long upload.
 */
const BY_INDEX = 'SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off';

const SETTLE = `
  CREATE FUNCTION settle_attempts(suites bigint[], cases bigint[]) RETURNS void LANGUAGE plpgsql ${BY_INDEX} AS $$
  BEGIN
    ${settled(`(SELECT DISTINCT * FROM unnest(suites, cases) t(suite, test_case)) t
               JOIN tests a ON a.suite = t.suite AND a.test_case = t.test_case`)};
  END $$`;

/** So few new tests of a suite are looked for one by one. */
const FEW = 50;
/** As are those between whose numbers there are so many others. */
const SPARSE = 4;

/** Writers of one job take turns: who comes second sees what the first has stored. */
const locked = (rows: string): string =>
  `PERFORM 1 FROM (SELECT DISTINCT job FROM ${rows} OFFSET 0) r JOIN jobs ON jobs.id = r.job
      ORDER BY jobs.id FOR NO KEY UPDATE OF jobs`;

const trigger = (name: string, declared: string, body: string): string => `
  CREATE FUNCTION ${name}() RETURNS trigger LANGUAGE plpgsql ${BY_INDEX} AS $$
  DECLARE
    ${declared}
    repeated bigint[];
    cases bigint[];
  BEGIN
    ${body}
    RETURN NULL;
  END $$`;

const settle = 'IF repeated IS NOT NULL THEN PERFORM settle_attempts(repeated, cases); END IF;';

/**
 * New rows are read once, for their counts and for the numbers of their cases. These are given as reports name tests, so those of a
 * batch mostly lie close together: then one look along the index tells whether any is there twice, for a fraction of what it costs to
 * look for each.
 */
const ADDED = trigger(
  'attempts_added',
  'added test_count[]; low bigint[]; high bigint[]; scattered bigint[];',
  `SELECT array_agg((job, suite, result, n)::test_count), array_agg(first), array_agg(last) INTO added, low, high FROM (
      SELECT job, suite, result, (count(*) FILTER (WHERE decides))::integer AS n, min(test_case) AS first, max(test_case) AS last
        FROM new_tests GROUP BY 1, 2, 3) d;
    IF added IS NULL THEN RETURN NULL; END IF;
    ${locked('unnest(added)')};
    WITH spans AS MATERIALIZED (
      SELECT suite, min(first) AS first, max(last) AS last,
             sum(n) > ${FEW} AND max(last) - min(first) < ${SPARSE} * sum(n) AS dense
        FROM unnest(added, low, high) AS d(job, suite, result, n, first, last) GROUP BY suite)
    SELECT array_agg(s.suite) FILTER (WHERE t.test_case IS NOT NULL), array_agg(t.test_case) FILTER (WHERE t.test_case IS NOT NULL),
           array_agg(s.suite) FILTER (WHERE NOT s.dense)
      INTO repeated, cases, scattered
      FROM spans s LEFT JOIN LATERAL (
        SELECT t.test_case FROM tests t WHERE s.dense AND t.suite = s.suite AND t.test_case BETWEEN s.first AND s.last
         GROUP BY t.test_case HAVING count(*) > 1 OFFSET 0) t ON true;
    IF scattered IS NOT NULL THEN
      SELECT repeated || array_agg(n.suite), cases || array_agg(n.test_case) INTO repeated, cases FROM new_tests n
       WHERE n.suite = ANY (scattered) AND EXISTS (
         SELECT 1 FROM tests t WHERE t.suite = n.suite AND t.test_case = n.test_case AND t.id <> n.id OFFSET 0);
    END IF;
    ${settle}
    PERFORM apply_test_counts(added);`,
);

const RANKED_BY = 'id, job, suite, test_case, test_set, attempt, result';
/** Also fired by what settling changes, which is nothing that attempts are ranked by. */
const CHANGED = trigger(
  'attempts_changed',
  'jobs_changed bigint[];',
  `SELECT array_agg(job), array_agg(suite), array_agg(test_case) INTO jobs_changed, repeated, cases FROM (
      SELECT job, suite, test_case FROM (
        SELECT ${RANKED_BY} FROM new_tests UNION ALL SELECT ${RANKED_BY} FROM old_tests) c
      GROUP BY ${RANKED_BY} HAVING count(*) = 1) d;
    IF repeated IS NULL THEN RETURN NULL; END IF;
    ${locked('unnest(jobs_changed) c(job)')};
    ${settle}`,
);

/** Nearly always nothing was repeated, and there is nothing to do. */
const REMOVED = trigger(
  'attempts_removed',
  '',
  `${locked('old_tests')};
    IF EXISTS (SELECT 1 FROM old_tests WHERE NOT decides)
       OR EXISTS (SELECT 1 FROM (SELECT DISTINCT job FROM old_tests OFFSET 0) o JOIN tests t USING (job)
                   WHERE NOT t.decides) THEN
      SELECT array_agg(o.suite), array_agg(o.test_case) INTO repeated, cases FROM old_tests o
       WHERE EXISTS (SELECT 1 FROM tests t WHERE t.suite = o.suite AND t.test_case = o.test_case OFFSET 0);
    END IF;
    ${settle}`,
);

const TRIGGERS = [
  `CREATE TRIGGER attempts_added AFTER INSERT ON tests REFERENCING NEW TABLE AS new_tests
     FOR EACH STATEMENT EXECUTE FUNCTION attempts_added()`,
  `CREATE TRIGGER attempts_changed AFTER UPDATE ON tests REFERENCING OLD TABLE AS old_tests NEW TABLE AS new_tests
     FOR EACH STATEMENT EXECUTE FUNCTION attempts_changed()`,
  `CREATE TRIGGER attempts_removed AFTER DELETE ON tests REFERENCING OLD TABLE AS old_tests
     FOR EACH STATEMENT EXECUTE FUNCTION attempts_removed()`,
];

const BACKFILL = settled(`(SELECT suite, test_case FROM tests GROUP BY 1, 2 HAVING count(*) > 1) t
    JOIN tests a ON a.suite = t.suite AND a.test_case = t.test_case`);

/** Tests that ran several times in a job: one row a run, of which one decides. Counters count those. */
export class Attempts1763800000000 implements MigrationInterface {
  name = 'Attempts1763800000000';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      COLUMNS,
      ...INDEXES,
      countTests('WHERE decides'),
      SETTLE,
      ADDED,
      CHANGED,
      REMOVED,
      BACKFILL,
      'DROP TRIGGER count_added ON tests',
      ...TRIGGERS,
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    const statements = [
      'DROP FUNCTION attempts_added, attempts_changed, attempts_removed CASCADE',
      'DROP FUNCTION settle_attempts',
      // Every row counts again.
      'UPDATE tests SET decides = true WHERE NOT decides',
      'ALTER TABLE tests DROP COLUMN decides, DROP COLUMN flaky',
      'DROP INDEX tests_suite_test_case_idx',
      countTests(),
      COUNT_ADDED,
    ];
    for (const statement of statements) await runner.query(statement);
  }
}
