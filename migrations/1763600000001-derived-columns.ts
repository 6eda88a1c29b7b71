import { MigrationInterface, QueryRunner } from 'typeorm';
import { RESULTS } from './1763600000000-core-model';

const COUNTED = ['total', ...RESULTS];

/** `tests_pass = x.tests_pass + d.pass, …` for a table `x`. */
const added = (table: string): string =>
  COUNTED.map((word) => `tests_${word} = ${table}.tests_${word} + d."${word}"`).join(', ');

/** Sums the deltas per owner, one column per counter. */
const summed = (owner: string, from: string): string =>
  `SELECT ${owner} AS owner, sum(n)::integer AS "total", ${RESULTS.map(
    (word) => `coalesce(sum(n) FILTER (WHERE result = '${word}'), 0)::integer AS "${word}"`,
  ).join(', ')} FROM ${from} GROUP BY 1`;

const moved = (row: string, sign: '+' | '-'): string =>
  COUNTED.map((word) => `tests_${word} = tests_${word} ${sign} ${row}.tests_${word}`).join(', ');

/** What a name is told apart by, in 32 bytes: names may be longer than an index entry. */
const NAME_DIGEST = `
  CREATE FUNCTION name_digest(name text) RETURNS bytea
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN sha256(replace(name, E'\\\\', E'\\\\\\\\')::bytea)`;

/** The identity of a test case. */
const CASE_DIGEST = `
  CREATE FUNCTION test_case_digest(suite_name text, name text) RETURNS bytea
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN sha256(replace(length(suite_name)::text || ':' || suite_name || name, E'\\\\', E'\\\\\\\\')::bytea)`;

/**
 * Applies changes of test counts to jobs, suites and builds. Rows are locked job first, then suites, then builds,
 * each in the order of their keys, so that concurrent writers wait for each other instead of deadlocking.
 */
const APPLY = `
  CREATE FUNCTION apply_test_counts(deltas test_count[]) RETURNS void LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM 1 FROM jobs WHERE id IN (SELECT job FROM unnest(deltas)) ORDER BY id FOR NO KEY UPDATE;
    UPDATE jobs SET ${added('jobs')} FROM (${summed('job', 'unnest(deltas)')}) d WHERE jobs.id = d.owner;
    UPDATE suites SET ${added('suites')} FROM (${summed('suite', 'unnest(deltas)')}) d WHERE suites.id = d.owner;
    IF EXISTS (SELECT 1 FROM jobs WHERE id IN (SELECT job FROM unnest(deltas)) AND build IS NOT NULL AND NOT restricted) THEN
      PERFORM 1 FROM builds WHERE id IN (SELECT build FROM jobs WHERE id IN (SELECT job FROM unnest(deltas)))
        ORDER BY id FOR NO KEY UPDATE;
      UPDATE builds SET ${added('builds')}
        FROM (${summed('build', 'unnest(deltas) JOIN jobs ON jobs.id = job WHERE build IS NOT NULL AND NOT restricted')}) d
        WHERE builds.id = d.owner;
    END IF;
  END $$`;

/** @param which of the tests that come and go are counted: a condition, or all */
export const countTests = (which = ''): string => `
  CREATE OR REPLACE FUNCTION count_tests() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    deltas test_count[];
  BEGIN
    IF TG_OP = 'INSERT' THEN
      SELECT array_agg(d) INTO deltas FROM (
        SELECT job, suite, result, count(*)::integer AS n FROM new_tests ${which} GROUP BY 1, 2, 3) d;
    ELSIF TG_OP = 'DELETE' THEN
      SELECT array_agg(d) INTO deltas FROM (
        SELECT job, suite, result, -count(*)::integer AS n FROM old_tests ${which} GROUP BY 1, 2, 3) d;
    ELSE
      SELECT array_agg(d) INTO deltas FROM (
        SELECT job, suite, result, sum(n)::integer AS n FROM (
          SELECT job, suite, result, 1 AS n FROM new_tests ${which}
          UNION ALL SELECT job, suite, result, -1 FROM old_tests ${which}) c
        GROUP BY 1, 2, 3 HAVING sum(n) <> 0) d;
    END IF;
    IF deltas IS NOT NULL THEN PERFORM apply_test_counts(deltas); END IF;
    RETURN NULL;
  END $$`;

export const COUNT_ADDED = `CREATE TRIGGER count_added AFTER INSERT ON tests REFERENCING NEW TABLE AS new_tests
     FOR EACH STATEMENT EXECUTE FUNCTION count_tests()`;

const COUNT_TRIGGERS = [
  COUNT_ADDED,
  `CREATE TRIGGER count_removed AFTER DELETE ON tests REFERENCING OLD TABLE AS old_tests
     FOR EACH STATEMENT EXECUTE FUNCTION count_tests()`,
  `CREATE TRIGGER count_changed AFTER UPDATE ON tests REFERENCING OLD TABLE AS old_tests NEW TABLE AS new_tests
     FOR EACH STATEMENT EXECUTE FUNCTION count_tests()`,
];

/**
 * A job that changes its build, is hidden or shown, or goes, takes its counts along. A build counts the jobs that everybody
 * may see: its counters are shown to everybody.
 */
const MOVE_COUNTS = `
  CREATE FUNCTION move_job_counts() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF OLD.build IS NOT NULL AND NOT OLD.restricted THEN
      UPDATE builds SET ${moved('OLD', '-')} WHERE id = OLD.build;
    END IF;
    IF TG_OP = 'UPDATE' AND NEW.build IS NOT NULL AND NOT NEW.restricted THEN
      UPDATE builds SET ${moved('NEW', '+')} WHERE id = NEW.build;
    END IF;
    RETURN NULL;
  END $$`;

const MOVE_TRIGGERS = [
  `CREATE TRIGGER counts_moved AFTER UPDATE OF build, is_public ON jobs FOR EACH ROW
     WHEN (NEW.tests_total > 0 AND (OLD.build IS DISTINCT FROM NEW.build OR OLD.restricted IS DISTINCT FROM NEW.restricted)) EXECUTE FUNCTION move_job_counts()`,
  `CREATE TRIGGER counts_gone AFTER DELETE ON jobs FOR EACH ROW
     WHEN (OLD.build IS NOT NULL AND OLD.tests_total > 0) EXECUTE FUNCTION move_job_counts()`,
];

const RESTRICTED =
  'NEW.restricted := NOT NEW.is_public OR EXISTS (SELECT 1 FROM job_viewing_groups WHERE job = NEW.id);';

/** The verdict in force (status-vocabularies §2 and §4) and whether the job is hidden from the public. */
export const deriveJob = (restricted = RESTRICTED): string => `
  CREATE OR REPLACE FUNCTION derive_job() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    NEW.outcome := CASE
      WHEN NEW.reported_outcome IS NOT NULL AND NOT (NEW.reported_outcome = 'completed' AND NEW.tests_total > 0)
        THEN NEW.reported_outcome
      WHEN NEW.state <> 'Finished' THEN NULL
      WHEN NEW.health = 'Canceled' THEN 'canceled'
      WHEN NEW.health = 'Incomplete' THEN 'incomplete'
      WHEN NEW.tests_total = 0 THEN CASE NEW.health WHEN 'Complete' THEN 'completed' ELSE 'unknown' END
      WHEN NEW.tests_fail > 0 THEN 'failed'
      WHEN NEW.tests_error > 0 THEN 'error'
      WHEN NEW.tests_timeout > 0 THEN 'timeout'
      WHEN NEW.tests_interrupted > 0 OR NEW.tests_miss > 0 THEN 'incomplete'
      WHEN NEW.tests_unknown > 0 THEN 'unknown'
      WHEN NEW.tests_softfail > 0 OR NEW.tests_xfail > 0 THEN 'softfailed'
      WHEN NEW.tests_warn > 0 THEN 'warned'
      WHEN NEW.tests_pass > 0 OR NEW.tests_xpass > 0 THEN 'passed'
      WHEN NEW.tests_done > 0 THEN 'completed'
      WHEN NEW.tests_canceled > 0 OR NEW.tests_skip > 0 OR NEW.tests_disabled > 0 THEN 'skipped'
      ELSE 'unknown' END;
    ${restricted}
    RETURN NEW;
  END $$`;

const RESTRICT_JOB = `
  CREATE FUNCTION restrict_job() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    UPDATE jobs SET is_public = is_public WHERE id = coalesce(NEW.job, OLD.job);
    RETURN NULL;
  END $$`;

const DERIVE_TRIGGERS = [
  `CREATE TRIGGER derive_new BEFORE INSERT ON jobs FOR EACH ROW EXECUTE FUNCTION derive_job()`,
  `CREATE TRIGGER derive_changed BEFORE UPDATE OF state, health, reported_outcome, tests_total, tests_pass, is_public
     ON jobs FOR EACH ROW EXECUTE FUNCTION derive_job()`,
  `CREATE TRIGGER viewing_group_changed AFTER INSERT OR DELETE ON job_viewing_groups
     FOR EACH ROW EXECUTE FUNCTION restrict_job()`,
];

const JOB_STATUSES = [
  ['passed', 'Finished, all fine.', true],
  ['warned', 'Finished, fine with warnings.', true],
  ['softfailed', 'Finished with known or tolerated problems only.', true],
  ['failed', 'Finished with a negative verdict.', false],
  ['error', 'The machinery or the test code broke.', false],
  ['incomplete', 'Died before its end.', false],
  ['timeout', 'Stopped for exceeding its time.', false],
  ['completed', 'Ran to its end, without a verdict of its own.', true],
  ['skipped', 'Never ran: a dependency, or not applicable.', null],
  ['not_run', 'Never ran: harness or infrastructure failed.', false],
  ['canceled', 'Stopped by a person.', null],
  ['restarted', 'Stopped because a new run replaced it.', null],
  ['obsoleted', 'Superseded by a newer build.', null],
  ['parallel_failed', 'Stopped because a partner failed.', null],
  ['parallel_restarted', 'Stopped because a partner was restarted.', null],
  ['aborted', 'Taken from the queue before completion.', false],
  ['alert', 'Ended with an alert.', false],
  ['unknown', 'Finished without a recognisable status.', false],
] as const;

const TEST_STATUSES = [
  ['pass', 'Asserted, good.', true, true],
  ['warn', 'Good, with warnings.', true, true],
  ['softfail', 'Bad, but a recorded tolerated problem.', true, true],
  ['xfail', 'Failed as known.', true, true],
  ['xpass', 'Passed although expected to fail.', true, true],
  ['fail', 'Asserted, bad.', false, true],
  ['error', 'The test code broke; the state of its subject is not known.', false, true],
  ['timeout', 'Exceeded its time.', false, true],
  ['miss', 'Did not run: the harness failed.', false, true],
  ['interrupted', 'Cut short from outside.', false, true],
  ['canceled', 'Gave itself up while running.', null, false],
  ['skip', 'Not applicable, not run.', null, false],
  ['done', 'Ran and measured; no verdict.', null, false],
  ['disabled', 'Switched off by configuration.', null, false],
  ['unknown', 'Reported with a word that was not understood, or none.', null, false],
] as const;

/** What the database keeps by itself: identities of test cases, counters, verdicts, visibility; and the status words. */
export class DerivedColumns1763600000001 implements MigrationInterface {
  name = 'DerivedColumns1763600000001';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      NAME_DIGEST,
      'CREATE UNIQUE INDEX suites_job_name_key ON suites (job, name_digest(name))',
      CASE_DIGEST,
      'CREATE UNIQUE INDEX test_cases_digest_key ON test_cases (test_case_digest(suite_name, name))',
      'CREATE TYPE test_count AS (job bigint, suite bigint, result text, n integer)',
      APPLY,
      countTests(),
      ...COUNT_TRIGGERS,
      MOVE_COUNTS,
      ...MOVE_TRIGGERS,
      deriveJob(),
      RESTRICT_JOB,
      ...DERIVE_TRIGGERS,
    ];
    for (const statement of statements) await runner.query(statement);
    for (const row of JOB_STATUSES)
      await runner.query('INSERT INTO job_statuses (name, description, good) VALUES ($1, $2, $3)', [...row]);
    for (const row of TEST_STATUSES)
      await runner.query(
        'INSERT INTO test_statuses (name, description, good, counts_in_pass_rate) VALUES ($1, $2, $3, $4)',
        [...row],
      );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DELETE FROM test_statuses');
    await runner.query('DELETE FROM job_statuses');
    for (const name of ['restrict_job', 'derive_job', 'move_job_counts', 'count_tests', 'apply_test_counts'])
      await runner.query(`DROP FUNCTION ${name} CASCADE`);
    await runner.query('DROP TYPE test_count');
    await runner.query('DROP INDEX suites_job_name_key');
    await runner.query('DROP FUNCTION name_digest');
    await runner.query('DROP INDEX test_cases_digest_key');
    await runner.query('DROP FUNCTION test_case_digest');
  }
}
