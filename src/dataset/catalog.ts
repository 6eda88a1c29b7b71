import { PoolClient } from 'pg';
import { DataSource } from 'typeorm';

export interface CatalogColumn {
  name: string;
  /** As PostgreSQL spells it: `bigint`, `numeric(30,10)`, `timestamp with time zone`. */
  type: string;
  nullable: boolean;
}

export interface CatalogTable {
  name: string;
  columns: CatalogColumn[];
  key: string[];
  /** The sequence behind an identity column. */
  sequence: { name: string; column: string } | null;
  /** To-one references: a column and the table it leads to. */
  references: { column: string; to: string }[];
}

/** Columns that triggers keep: neither dumped nor loaded. */
const isDerived = (table: string, column: string): boolean =>
  column.startsWith('tests_') ||
  (table === 'jobs' && ['outcome', 'restricted'].includes(column)) ||
  (table === 'tests' && ['decides', 'flaky'].includes(column));

interface ColumnRow {
  table: string;
  name: string;
  type: string;
  nullable: boolean;
  sequence: string | null;
  key: boolean;
  to: string | null;
}

const COLUMNS = `
  SELECT c.relname AS "table", a.attname AS name, format_type(a.atttypid, a.atttypmod) AS type,
         NOT a.attnotnull AS nullable,
         CASE WHEN a.attidentity <> '' THEN pg_get_serial_sequence(quote_ident(c.relname), a.attname) END AS sequence,
         EXISTS (SELECT 1 FROM pg_constraint p
                  WHERE p.conrelid = c.oid AND p.contype = 'p' AND a.attnum = ANY (p.conkey)) AS key,
         (SELECT t.relname FROM pg_constraint f JOIN pg_class t ON t.oid = f.confrelid
           WHERE f.conrelid = c.oid AND f.contype = 'f' AND f.conkey = ARRAY[a.attnum] LIMIT 1) AS "to"
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
   WHERE c.relkind IN ('r', 'p') AND pg_table_is_visible(c.oid) AND c.relname = ANY ($1::text[])
     AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
   ORDER BY c.relname, a.attnum`;

/**
 * The tables of all entities and their link tables, as the database has them: an entity or a column that is new is dumped
 * and loaded without a word here.
 */
export async function readCatalog(dataSource: DataSource, client: PoolClient): Promise<CatalogTable[]> {
  const names = [...new Set(dataSource.entityMetadatas.map((entity) => entity.tableName))];
  const { rows } = await client.query<ColumnRow>(COLUMNS, [names]);
  const tables = new Map<string, CatalogTable>();
  for (const row of rows) {
    const table = tables.get(row.table) ?? {
      name: row.table,
      columns: [],
      key: [],
      sequence: null,
      references: [],
    };
    tables.set(row.table, table);
    if (isDerived(row.table, row.name)) continue;
    table.columns.push({ name: row.name, type: row.type, nullable: row.nullable });
    if (row.key) table.key.push(row.name);
    if (row.sequence !== null) table.sequence = { name: row.sequence, column: row.name };
    if (row.to !== null) table.references.push({ column: row.name, to: row.to });
  }
  return inOrder([...tables.values()]);
}

/**
 * Tables after those they refer to, otherwise by name. A reference that may be null does not hold its table back for
 * ever: where tables refer to each other in a circle, the loader fills such columns in at the end.
 */
function inOrder(tables: CatalogTable[]): CatalogTable[] {
  const ordered: CatalogTable[] = [];
  const placed = new Set<string>();
  const ready = (table: CatalogTable, patient: boolean): boolean =>
    table.references.every(
      ({ column, to }) =>
        placed.has(to) ||
        to === table.name ||
        (!patient && table.columns.some((other) => other.name === column && other.nullable)),
    );
  let waiting = tables.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  while (waiting.length > 0) {
    const next =
      waiting.find((table) => ready(table, true)) ??
      waiting.find((table) => ready(table, false)) ??
      (waiting[0] as CatalogTable);
    ordered.push(next);
    placed.add(next.name);
    waiting = waiting.filter((table) => table !== next);
  }
  return ordered;
}
