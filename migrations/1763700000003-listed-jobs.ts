import { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * All that the rule of who sees which job asks of a job, so that jobs are counted without reading them: their definitions make the
 * table fifty times as large as this index.
 */
export class ListedJobs1763700000003 implements MigrationInterface {
  name = 'ListedJobs1763700000003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE INDEX jobs_listed_idx ON jobs (id)
         INCLUDE (restricted, is_public, submitter, sub_id, actual_device, requested_device_type)`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX jobs_listed_idx');
  }
}
