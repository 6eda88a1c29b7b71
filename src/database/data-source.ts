import { DataSource, DataSourceOptions } from 'typeorm';
import { CoreModel1763600000000 } from '../../migrations/1763600000000-core-model';
import { DerivedColumns1763600000001 } from '../../migrations/1763600000001-derived-columns';
import { LabPermissions1763700000000 } from '../../migrations/1763700000000-lab-permissions';
import { LabFacts1763700000001 } from '../../migrations/1763700000001-lab-facts';
import { LabVisibility1763700000002 } from '../../migrations/1763700000002-lab-visibility';
import { ListedJobs1763700000003 } from '../../migrations/1763700000003-listed-jobs';
import { Attempts1763800000000 } from '../../migrations/1763800000000-attempts';
import { Receipts1763800000001 } from '../../migrations/1763800000001-receipts';
import { PostgresNaming } from './naming';
import { parsePostgresText } from './wire-types';

/** In the order in which they run. */
export const MIGRATIONS = [
  CoreModel1763600000000,
  DerivedColumns1763600000001,
  LabPermissions1763700000000,
  LabFacts1763700000001,
  LabVisibility1763700000002,
  ListedJobs1763700000003,
  Attempts1763800000000,
  Receipts1763800000001,
];

type EntityClass = new () => object;

/** What of the configuration concerns connections. */
interface PoolOptions {
  poolSize: number;
  /** Milliseconds that a statement may take unless its transaction says otherwise; 0 for ever. */
  statementTimeout: number;
  /** Milliseconds to wait for a connection, be it a free one or a new one; for ever when missing. */
  patience?: number;
}

/** How every connection is made: UTC, values as wire-types.ts reads them, each migration in a transaction of its own. */
export function dataSourceOptions(
  url: string,
  entities: EntityClass[],
  { poolSize, statementTimeout, patience = 0 }: PoolOptions,
): DataSourceOptions {
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
      options: `-c timezone=UTC -c datestyle=ISO -c intervalstyle=iso_8601 -c statement_timeout=${statementTimeout}`,
      idleTimeoutMillis: 30_000,
      connectionTimeoutMillis: patience,
    },
  };
}

/** A data source outside the application, without time limit: for the command line and the tests. The caller destroys it. */
export function newDataSource(url: string, entities: EntityClass[], poolSize = 4): DataSource {
  return new DataSource(dataSourceOptions(url, entities, { poolSize, statementTimeout: 0 }));
}
