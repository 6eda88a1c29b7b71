import { DataSource } from 'typeorm';
import { Unavailable } from '../errors/domain-error';

const LOCK = 0x61737360;
const OLDEST_MAJOR = 15;

/**
 * Brings the schema up to date. Several processes that start together wait for each other; one migrates.
 * @returns the names of the migrations that ran
 * @throws Unavailable the PostgreSQL is too old, or the schema is newer than this program
 */
export async function migrate(dataSource: DataSource): Promise<string[]> {
  const lock = dataSource.createQueryRunner();
  await lock.connect();
  try {
    await checkVersion(dataSource);
    await lock.query('SELECT pg_advisory_lock($1)', [LOCK]);
    await checkNotNewer(dataSource);
    return (await dataSource.runMigrations()).map(({ name }) => name);
  } finally {
    await lock.query('SELECT pg_advisory_unlock($1)', [LOCK]);
    await lock.release();
  }
}

async function checkVersion(dataSource: DataSource): Promise<void> {
  const [row] = await dataSource.query<{ version: number }[]>(
    `SELECT current_setting('server_version_num')::int / 10000 AS version`,
  );
  if ((row?.version ?? 0) < OLDEST_MAJOR)
    throw new Unavailable(`PostgreSQL ${row?.version} is too old: Assay needs ${OLDEST_MAJOR} or later.`);
}

async function checkNotNewer(dataSource: DataSource): Promise<void> {
  const [table] = await dataSource.query<{ name: string | null }[]>(
    `SELECT to_regclass('migrations')::text AS name`,
  );
  if (!table?.name) return;
  const known = new Set(dataSource.migrations.map(({ name }) => name));
  const ran = await dataSource.query<{ name: string }[]>('SELECT name FROM migrations ORDER BY id');
  const strange = ran.find(({ name }) => !known.has(name));
  if (strange)
    throw new Unavailable(
      `The database was made by a newer Assay (migration ${strange.name}): start that version.`,
    );
}
