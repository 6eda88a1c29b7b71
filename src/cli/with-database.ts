import { DataSource } from 'typeorm';
import { readConfig } from '../config/config';
import { migrate } from '../database/migrate';
import { openDatabase } from '../open-database';
import { withDataSource } from '../prepare-database';
import { atInterrupt } from './interrupt';

/**
 * Runs `work` on the database that the server uses, or would use: DATABASE_URL, else the embedded one under
 * ASSAY_DATA_DIR, which is started if nobody has and stopped if nobody else uses it. Closed when a signal comes.
 */
export async function withRawDatabase<Result>(
  work: (dataSource: DataSource) => Promise<Result>,
): Promise<Result> {
  const opening = openDatabase(readConfig(), () => undefined);
  const forget = atInterrupt(async () => (await opening).close());
  try {
    const database = await opening;
    try {
      return await withDataSource(database.url, work);
    } finally {
      await database.close();
    }
  } finally {
    forget();
  }
}

/** As `withRawDatabase`, on a schema that is up to date. */
export function withDatabase<Result>(work: (dataSource: DataSource) => Promise<Result>): Promise<Result> {
  return withRawDatabase(async (dataSource) => {
    await migrate(dataSource);
    return work(dataSource);
  });
}
