import { PoolClient } from 'pg';
import { BadInput } from '../errors/domain-error';
import { CatalogColumn, CatalogTable } from './catalog';
import { Cell } from './copy-text';
import { DumpHeading } from './dump-reader';
import { quoted, TableWriter } from './table-writer';

const HEX = /^([0-9a-f]{2})*$/;

/** One value of a dump as its column takes it. @throws BadInput it cannot be one */
function cellOf(value: unknown, column: CatalogColumn, where: () => string): Cell {
  if (value === null) return null;
  if (column.type === 'bytea') {
    if (typeof value !== 'string' || !HEX.test(value)) throw new BadInput(`${where()}: must be bytes in hex`);
    return Buffer.from(value, 'hex');
  }
  // A dump has JSON as text, so that no number loses digits; written by hand it may be there as it is.
  if (/^jsonb?$/.test(column.type) && typeof value !== 'string') return JSON.stringify(value);
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  throw new BadInput(`${where()}: must be text, a number, true, false or null`);
}

/**
 * One table of a dump on its way in. An empty table is written directly; into one with rows the new ones go by way of a
 * stage, replacing those of the same primary key.
 */
export class TableLoader {
  private rows = 0;

  private constructor(
    private readonly client: PoolClient,
    private readonly table: CatalogTable,
    private readonly heading: DumpHeading,
    private readonly columns: readonly CatalogColumn[],
    private readonly writer: TableWriter,
    /** References to rows that are not there yet: their places, and where they wait. */
    private readonly later: { places: number[]; keys: number[]; writer: TableWriter } | null,
  ) {}

  get name(): string {
    return this.table.name;
  }

  get count(): number {
    return this.rows;
  }

  /**
   * @param done tables that are complete by now
   * @param giveWay removes rows that stand in the way of staged ones
   */
  static async open(
    client: PoolClient,
    table: CatalogTable,
    heading: DumpHeading,
    done: ReadonlySet<string>,
    giveWay?: GiveWay,
  ): Promise<TableLoader> {
    const columns = heading.columns.map((name) => {
      const column = table.columns.find((other) => other.name === name);
      if (column === undefined) throw new BadInput(`The table "${table.name}" has no column "${name}".`);
      return column;
    });
    if (new Set(heading.columns).size < columns.length)
      throw new BadInput(`A column of the table "${table.name}" is there twice.`);
    const place = (name: string): number => heading.columns.indexOf(name);
    const places = table.references
      .filter(({ column, to }) => !done.has(to) && columns[place(column)]?.nullable === true)
      .map(({ column }) => place(column));
    const keys = table.key.map(place);
    if (keys.includes(-1)) throw new BadInput(`The table "${table.name}" lacks its key among the columns.`);
    const later = places.length === 0 ? null : await waitingRoom(client, table, heading, places, keys);
    const writer = await writerFor(client, table, heading, giveWay);
    return new TableLoader(client, table, heading, columns, writer, later);
  }

  async add(row: readonly unknown[]): Promise<void> {
    const at = this.rows;
    this.rows += 1;
    const cells = row.map((value, n) =>
      cellOf(value, this.columns[n] as CatalogColumn, () => `${this.name}[${at}].${this.heading.columns[n]}`),
    );
    if (this.later !== null) {
      const { keys, places, writer } = this.later;
      if (places.some((place) => cells[place] !== null))
        await writer.add([...keys, ...places].map((place) => cells[place] as Cell));
      for (const place of places) cells[place] = null;
    }
    const written = this.writer.add(cells);
    if (written !== undefined) await written;
  }

  /** After the last row: the sequence goes on where the dumped one would. */
  async close(): Promise<void> {
    await this.writer.flush();
    await this.later?.writer.flush();
    const { sequence } = this.table;
    if (sequence === null) return;
    await this.client.query(
      `SELECT setval($1::regclass, m) FROM
         (SELECT greatest($2::bigint, max(${quoted(sequence.column)})) AS m FROM ${quoted(this.name)}) t
        WHERE m > (SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM ${sequence.name})`,
      [sequence.name, this.heading.last_id],
    );
  }

  /** Once all tables are there: the references that had to wait. */
  async fillIn(): Promise<void> {
    if (this.later === null) return;
    const names = (places: number[]): string[] =>
      places.map((place) => quoted(this.heading.columns[place] as string));
    const sets = names(this.later.places).map((name) => `${name} = l.${name}`);
    const same = names(this.later.keys).map((name) => `t.${name} = l.${name}`);
    await this.client.query(
      `UPDATE ${quoted(this.name)} t SET ${sets.join(', ')} FROM ${laterTable(this.name)} l WHERE ${same.join(' AND ')}`,
    );
  }
}

const laterTable = (table: string): string => quoted(`dataset_later_${table}`);

async function waitingRoom(
  client: PoolClient,
  table: CatalogTable,
  heading: DumpHeading,
  places: number[],
  keys: number[],
) {
  const columns = [...keys, ...places].map((place) => heading.columns[place] as string);
  await client.query(
    `CREATE TEMP TABLE ${laterTable(table.name)} ON COMMIT DROP AS
       SELECT ${columns.map(quoted).join(', ')} FROM ${quoted(table.name)} LIMIT 0`,
  );
  return {
    places,
    keys,
    writer: new TableWriter(client, `dataset_later_${table.name}`, columns, { name: table.name }),
  };
}

/** Runs before staged rows are taken over. */
export type GiveWay = (stage: string) => Promise<void>;

async function writerFor(
  client: PoolClient,
  table: CatalogTable,
  heading: DumpHeading,
  giveWay?: GiveWay,
): Promise<TableWriter> {
  const { rows } = await client.query(`SELECT 1 FROM ${quoted(table.name)} LIMIT 1`);
  if (rows.length === 0) return new TableWriter(client, table.name, heading.columns);
  const stage = `dataset_stage_${table.name}`;
  const list = heading.columns.map(quoted).join(', ');
  await client.query(
    `CREATE TEMP TABLE ${quoted(stage)} ON COMMIT DROP AS SELECT ${list} FROM ${quoted(table.name)} LIMIT 0`,
  );
  const sets = heading.columns
    .filter((name) => !table.key.includes(name))
    .map((name) => `${quoted(name)} = excluded.${quoted(name)}`);
  const written = async (): Promise<void> => {
    await giveWay?.(stage);
    await client.query(
      `INSERT INTO ${quoted(table.name)} (${list}) SELECT ${list} FROM ${quoted(stage)}
         ON CONFLICT (${table.key.map(quoted).join(', ')})
         DO ${sets.length === 0 ? 'NOTHING' : `UPDATE SET ${sets.join(', ')}`}`,
    );
    await client.query(`TRUNCATE ${quoted(stage)}`);
  };
  return new TableWriter(client, stage, heading.columns, { name: table.name, written });
}
