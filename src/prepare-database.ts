import { DataSource } from 'typeorm';
import { newDataSource } from './database/data-source';
import { closeSidePool } from './database/side-pool';
import { migrate } from './database/migrate';
import { ENTITIES } from './resources/entities';

/** Runs `work` on a data source of its own, which is closed afterwards. */
export async function withDataSource<Result>(
  url: string,
  work: (dataSource: DataSource) => Promise<Result>,
): Promise<Result> {
  const dataSource = await newDataSource(url, ENTITIES).initialize();
  try {
    return await work(dataSource);
  } finally {
    await closeSidePool(dataSource);
    await dataSource.destroy();
  }
}

/** Brings the database's schema up to date. */
export async function prepareDatabase(url: string): Promise<void> {
  await withDataSource(url, migrate);
}
