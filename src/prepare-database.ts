import { DataSource } from 'typeorm';
import { AccountsService } from './auth/accounts.service';
import { FirstSuperuser, makeFirstSuperuser } from './auth/first-superuser';
import { Config } from './config/config';
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

/** Migrates the database and makes the first superuser, when either is missing. */
export function prepareDatabase(
  url: string,
  config: Pick<Config, 'adminUsername' | 'adminPassword' | 'adminToken'>,
): Promise<FirstSuperuser | null> {
  return withDataSource(url, async (dataSource) => {
    await migrate(dataSource);
    return makeFirstSuperuser(dataSource, new AccountsService(dataSource), config);
  });
}
