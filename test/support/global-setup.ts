import 'reflect-metadata';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newDataSource } from '../../src/database/data-source';
import { LocalPostgres, startLocalPostgres } from '../../src/database/local-postgres';
import { migrate } from '../../src/database/migrate';
import { ENTITIES } from '../../src/resources/entities';

declare global {
  // Handed from the setup to the teardown of one run.
  var assayTestServer: { postgres: LocalPostgres; folder: string } | undefined;
}

/** The database that every test file gets a copy of. */
export const TEMPLATE = 'assay';

/** Starts one PostgreSQL for the whole run and migrates the template. */
export default async function setup(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'assay-test-'));
  // Nothing here must outlive the machine: durability only costs time.
  const settings = {
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
    max_connections: '200',
  };
  const postgres = await startLocalPostgres({ dataDir: folder, settings, database: TEMPLATE });
  globalThis.assayTestServer = { postgres, folder };
  process.env.ASSAY_TEST_SERVER = postgres.url;
  const dataSource = await newDataSource(postgres.url, ENTITIES).initialize();
  await migrate(dataSource);
  await dataSource.destroy();
}
