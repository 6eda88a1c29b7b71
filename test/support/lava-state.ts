import { DataSource } from 'typeorm';
import { loadDataset } from '../../src/dataset/load';
import { Ids } from './lava-cases';

const COPIES = 'lava_copies';
const quoted = (name: string): string => `"${name}"`;

interface Column {
  name: string;
  columns: string;
  sequence: string | null;
  last: string | null;
}

const TABLES = `
  SELECT c.relname AS name, string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) AS columns,
         max(pg_get_serial_sequence(quote_ident(c.relname), a.attname)) FILTER (WHERE a.attidentity <> '') AS sequence
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
   WHERE c.relkind IN ('r', 'p') AND c.relname = ANY ($1::text[]) AND c.relnamespace = 'public'::regnamespace
     AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
   GROUP BY c.relname ORDER BY c.relname`;

/**
 * The state that every case begins in: the fixture, and nothing else, in the database of a server that runs. Copies of all
 * tables lie in a schema of their own; going back is one round trip.
 */
export class LavaState {
  private constructor(
    private readonly dataSource: DataSource,
    readonly ids: Ids,
    private readonly back: string,
    private seen: string,
  ) {}

  /** Loads the fixture into a database that has nothing but what a first start makes. */
  static async load(dataSource: DataSource, fixture: unknown): Promise<LavaState> {
    await dataSource.query('TRUNCATE users RESTART IDENTITY CASCADE');
    const { ids, warnings } = await loadDataset(dataSource, fixture);
    if (warnings.length > 0) throw new Error(warnings.join('\n'));
    const state = new LavaState(dataSource, ids, await copyAll(dataSource), '');
    state.seen = await state.lastWriter();
    return state;
  }

  /** Goes back to the fixture when anybody wrote anything since. @returns whether it had to */
  async restore(): Promise<boolean> {
    if ((await this.lastWriter()) === this.seen) return false;
    await this.dataSource.query(this.back);
    this.seen = await this.lastWriter();
    return true;
  }

  /** The number that the next writing transaction of the whole server gets: it stands still while all only read. */
  private async lastWriter(): Promise<string> {
    const [row] = await this.dataSource.query<{ next: string }[]>(
      'SELECT pg_snapshot_xmax(pg_current_snapshot())::text AS next',
    );
    return row?.next ?? '';
  }
}

/** Copies all tables; gives the statements that put the copies back, numbers of sequences too. */
async function copyAll(dataSource: DataSource): Promise<string> {
  const names = [...new Set(dataSource.entityMetadatas.map((entity) => entity.tableName))];
  const tables = await dataSource.query<Column[]>(TABLES, [names]);
  const statements = [`CREATE SCHEMA ${COPIES}`];
  // Neither triggers nor foreign keys: what comes back is whole.
  const back = ['SET LOCAL session_replication_role = replica'];
  for (const { name, columns, sequence } of tables) {
    const copy = `${COPIES}.${quoted(name)}`;
    statements.push(`CREATE TABLE ${copy} AS SELECT ${columns} FROM ${quoted(name)}`);
    back.push(`DELETE FROM ${quoted(name)}`);
    back.push(`INSERT INTO ${quoted(name)} (${columns}) SELECT ${columns} FROM ${copy}`);
    if (sequence === null) continue;
    const [at] = await dataSource.query<{ last_value: string; is_called: boolean }[]>(
      `SELECT last_value, is_called FROM ${sequence}`,
    );
    back.push(`SELECT setval('${sequence}', ${at?.last_value ?? 1}, ${at?.is_called ?? false})`);
  }
  for (const statement of statements) await dataSource.query(statement);
  return `BEGIN; ${back.join('; ')}; COMMIT`;
}
