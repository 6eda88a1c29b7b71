import { PoolClient } from 'pg';
import { DataSource, QueryRunner } from 'typeorm';
import { asDomainError } from '../database/sqlstate';

/** As long as it takes: a load or a dump is not a request. */
const UNHURRIED = `SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0`;

/** Opens a transaction without time limit; the caller commits or rolls back, and releases the runner. */
export async function openTransaction(
  dataSource: DataSource,
  isolation: 'READ COMMITTED' | 'REPEATABLE READ',
): Promise<{ runner: QueryRunner; client: PoolClient }> {
  const runner = dataSource.createQueryRunner();
  try {
    const client = (await runner.connect()) as PoolClient;
    await runner.startTransaction(isolation);
    await client.query(UNHURRIED);
    return { runner, client };
  } catch (error) {
    await runner.release();
    throw asDomainError(error);
  }
}

/** All of `work` or nothing of it. @throws what `work` throws, SQLSTATEs as domain errors */
export async function inTransaction<T>(
  dataSource: DataSource,
  work: (client: PoolClient) => Promise<T>,
): Promise<T> {
  const { runner, client } = await openTransaction(dataSource, 'READ COMMITTED');
  try {
    const result = await work(client);
    await runner.commitTransaction();
    return result;
  } catch (error) {
    // The first error is the one to tell: a lost connection fails the rollback too.
    await runner.rollbackTransaction().catch(() => undefined);
    throw asDomainError(error);
  } finally {
    await runner.release();
  }
}
