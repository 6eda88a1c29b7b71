import { DataSource, DataSourceOptions } from 'typeorm';
import { CoreModel1763600000000 } from '../../migrations/1763600000000-core-model';
import { DerivedColumns1763600000001 } from '../../migrations/1763600000001-derived-columns';
import { PostgresNaming } from './naming';
import { parsePostgresText } from './wire-types';

/** In the order in which they run. */
export const MIGRATIONS = [CoreModel1763600000000, DerivedColumns1763600000001];

type EntityClass = new () => object;

/** How every connection of the server is made: UTC, values as wire-types.ts reads them, migrations in one transaction each. */
export function dataSourceOptions(url: string, entities: EntityClass[], poolSize = 20): DataSourceOptions {
  parsePostgresText();
  return {
    type: 'postgres',
    url,
    entities,
    migrations: MIGRATIONS,
    migrationsTableName: 'migrations',
    migrationsTransactionMode: 'each',
    namingStrategy: new PostgresNaming(),
    poolSize,
    applicationName: 'assay',
    extra: {
      options: '-c timezone=UTC -c datestyle=ISO -c intervalstyle=iso_8601',
      idleTimeoutMillis: 30_000,
    },
  };
}

/** A data source outside the application: for the command line and the tests. The caller initialises and destroys it. */
export function newDataSource(url: string, entities: EntityClass[], poolSize?: number): DataSource {
  return new DataSource(dataSourceOptions(url, entities, poolSize));
}
