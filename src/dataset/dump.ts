import { PoolClient } from 'pg';
import { DataSource } from 'typeorm';
import { asDomainError } from '../database/sqlstate';
import { CatalogColumn, CatalogTable, readCatalog } from './catalog';
import { openCursor } from './pg-streams';
import { quoted } from './table-writer';
import { openTransaction } from './transaction';

/** Rows in memory at a time: as many as make a text of this size, so that few round trips and little memory go together. */
const MOST_ROWS = 5_000;
const FEW_CHARACTERS = 250_000;
const MANY_CHARACTERS = 2_000_000;

/** The first line of a dump, by which a file is known as one. */
export const DUMP_START = '{"format":"assay-1","tables":[';

/**
 * The whole database as one JSON document of the form "assay-1", a row a line, as of one moment, however large.
 * Whoever reads it may stop at any time. Password and token hashes are in it: keep it as you keep the database.
 */
export async function* dumpDataset(dataSource: DataSource): AsyncGenerator<string> {
  const { runner, client } = await openTransaction(dataSource, 'REPEATABLE READ');
  try {
    await client.query('SET TRANSACTION READ ONLY');
    yield DUMP_START;
    let separator = '\n';
    for (const table of await readCatalog(dataSource, client)) {
      yield separator + (await heading(client, table));
      yield* rows(client, table);
      yield '\n]}';
      separator = ',\n';
    }
    yield '\n]}\n';
  } catch (error) {
    throw asDomainError(error);
  } finally {
    // It only read; there is nothing to commit.
    await runner.rollbackTransaction().catch(() => undefined);
    await runner.release();
  }
}

/** `{"table":"jobs","last_id":12,"columns":["id",…],"rows":[`; `last_id` where numbers are given by a sequence. */
async function heading(client: PoolClient, table: CatalogTable): Promise<string> {
  const last: { last_id?: number | null } = {};
  if (table.sequence !== null) {
    const { rows } = await client.query<{ last_value: number; is_called: boolean }>(
      `SELECT last_value, is_called FROM ${table.sequence.name}`,
    );
    last.last_id = rows[0]?.is_called === true ? rows[0].last_value : null;
  }
  const columns = table.columns.map((column) => column.name);
  return `${JSON.stringify({ table: table.name, ...last, columns }).slice(0, -1)},"rows":[`;
}

async function* rows(client: PoolClient, table: CatalogTable): AsyncGenerator<string> {
  // Bytes, not the database's collation: the same rows give the same document everywhere.
  const order = table.columns
    .filter(({ name }) => table.key.length === 0 || table.key.includes(name))
    .map(({ name, type }) => (type === 'text' ? `${quoted(name)} COLLATE "C"` : quoted(name)));
  const cursor = openCursor(
    client,
    `SELECT ${table.columns.map(spelt).join(', ')} FROM ${quoted(table.name)} ORDER BY ${order.join(', ')}`,
  );
  let separator = '\n';
  let size = 50;
  try {
    for (;;) {
      const batch = await cursor.read(size);
      if (batch.length === 0) return;
      const text = batch.map((row) => JSON.stringify(row)).join(',\n');
      yield separator + text;
      separator = ',\n';
      if (text.length > MANY_CHARACTERS) size = Math.max(1, size >> 1);
      else if (text.length < FEW_CHARACTERS) size = Math.min(MOST_ROWS, size * 2);
    }
  } finally {
    await cursor.close();
  }
}

const AS_JSON = new Set(['bigint', 'integer', 'smallint', 'boolean', 'text']);

/** How a column is read: whatever JSON or JavaScript could not hold exactly comes as text. */
function spelt({ name, type }: CatalogColumn): string {
  const column = quoted(name);
  if (AS_JSON.has(type)) return column;
  if (type === 'bytea') return `encode(${column}, 'hex')`;
  if (type !== 'timestamp with time zone') return `${column}::text`;
  // ISO 8601 has no infinity, and no year that is not of four digits.
  return `CASE WHEN ${column} >= '0001-01-01Z' AND ${column} < '10000-01-01Z'
    THEN to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') ELSE ${column}::text END`;
}
