import { randomBytes } from 'node:crypto';
import { TestEnvironment } from 'jest-environment-node';
import { Client } from 'pg';

const TEMPLATE = 'assay';

/** Runs a statement outside any database under test. */
async function administer(...statements: string[]): Promise<void> {
  const client = new Client({ connectionString: databaseUrl('postgres') });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

/** The address of a database on the run's server. */
export function databaseUrl(name: string): string {
  const url = new URL(process.env.ASSAY_TEST_SERVER ?? '');
  url.pathname = `/${name}`;
  return url.toString();
}

/** Gives each test file a migrated database of its own: its address is in ASSAY_TEST_DATABASE_URL. */
export default class DatabaseEnvironment extends TestEnvironment {
  private readonly database = `test_${process.env.JEST_WORKER_ID ?? '0'}_${randomBytes(4).toString('hex')}`;

  override async setup(): Promise<void> {
    await super.setup();
    await administer(
      // Copying the template refuses while another worker copies it: wait for one's turn.
      'SELECT pg_advisory_lock(1)',
      `CREATE DATABASE ${this.database} TEMPLATE ${TEMPLATE}`,
    );
    this.global.process.env.ASSAY_TEST_DATABASE_URL = databaseUrl(this.database);
  }

  override async teardown(): Promise<void> {
    await administer(`DROP DATABASE IF EXISTS ${this.database} WITH (FORCE)`);
    await super.teardown();
  }
}
