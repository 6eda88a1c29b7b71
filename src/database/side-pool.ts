import { Pool } from 'pg';
import { DataSource } from 'typeorm';

const SIZE = 3;
const pools = new WeakMap<DataSource, Pool>();

/**
 * A few connections beside the main pool, for short statements that must neither wait for the transaction at hand nor
 * be undone with it. Taking them from the main pool would let transactions starve each other.
 */
export function sidePool(dataSource: DataSource): Pool {
  let pool = pools.get(dataSource);
  if (!pool) {
    const { url, extra } = dataSource.options as { url?: string; extra?: object };
    pool = new Pool({
      ...extra,
      connectionString: url,
      max: SIZE,
      idleTimeoutMillis: 10_000,
      allowExitOnIdle: true,
    });
    // An idle connection that breaks is replaced at the next use.
    pool.on('error', () => undefined);
    pools.set(dataSource, pool);
  }
  return pool;
}

/** To be called before the data source is destroyed. */
export async function closeSidePool(dataSource: DataSource): Promise<void> {
  const pool = pools.get(dataSource);
  pools.delete(dataSource);
  await pool?.end();
}
