import { DataSource } from 'typeorm';
import { LoadReport } from './report';

/** Fewer rows than this do not change any plan. */
const WORTH_IT = 1_000;

/**
 * After many new rows: the planner learns of them and counts can be read from indexes alone, at once instead of when
 * autovacuum comes by. The load is committed already, so a failure here is none of the load.
 */
export async function refreshStatistics(dataSource: DataSource, report: LoadReport): Promise<void> {
  const rows = Object.values(report.counts).reduce((a, b) => a + b, 0);
  if (rows < WORTH_IT) return;
  const tables = [...new Set(dataSource.entityMetadatas.map((entity) => `"${entity.tableName}"`))];
  const runner = dataSource.createQueryRunner();
  try {
    await runner.query('SET statement_timeout = 0');
    await runner.query(`VACUUM (ANALYZE) ${tables.join(', ')}`);
  } catch {
    // Autovacuum will do it.
  } finally {
    await runner.query('RESET statement_timeout').catch(() => undefined);
    await runner.release();
  }
}
