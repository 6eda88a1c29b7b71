import { finished } from 'node:stream/promises';
import { DatabaseError, PoolClient } from 'pg';
import { BadInput } from '../errors/domain-error';
import { Cell, copyLine } from './copy-text';
import { openCopy } from './pg-streams';

/** A statement of its own for so much: what its triggers and foreign keys hold in memory stays bounded. */
const MOST_ROWS = 20_000;
const MOST_CHARACTERS = 4_000_000;

export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

const columnList = (columns: readonly string[]): string => columns.map(quoted).join(', ');

interface WriterOptions {
  /** What to call the table in errors, when it is only the stage of one. */
  name?: string;
  /** What to call the row at this place, in errors; `jobs[12]` by default. */
  where?: (at: number) => string;
  /** Called after each COPY; the staged rows of an upsert are moved here. */
  written?: () => Promise<void>;
}

/** Rows into one table by COPY, in statements of bounded size. The caller awaits every `add` and a last `flush`. */
export class TableWriter {
  private lines: string[] = [];
  private characters = 0;
  private done = 0;
  private readonly sql: string;
  private readonly name: string;
  private readonly where: (at: number) => string;

  constructor(
    private readonly client: PoolClient,
    table: string,
    columns: readonly string[],
    private readonly options: WriterOptions = {},
  ) {
    this.sql = `COPY ${quoted(table)} (${columnList(columns)}) FROM STDIN`;
    this.name = options.name ?? table;
    this.where = options.where ?? ((at) => `${this.name}[${at}]`);
  }

  /** Rows given so far. */
  get count(): number {
    return this.done + this.lines.length;
  }

  /** Takes one row, in the order of the columns; gives a promise only when a statement's worth has come together. */
  add(row: readonly Cell[]): Promise<void> | undefined {
    const line = copyLine(row);
    this.lines.push(line);
    this.characters += line.length;
    if (this.lines.length < MOST_ROWS && this.characters < MOST_CHARACTERS) return undefined;
    return this.flush();
  }

  /** @throws BadInput naming the row that the database refused */
  async flush(): Promise<void> {
    if (this.lines.length === 0) return;
    const { lines } = this;
    this.lines = [];
    this.characters = 0;
    try {
      const stream = openCopy(this.client, this.sql);
      const end = finished(stream);
      stream.end(lines.join(''));
      await end;
      await this.options.written?.();
    } catch (error) {
      throw this.refusal(error);
    }
    this.done += lines.length;
  }

  private refusal(error: unknown): unknown {
    if (!(error instanceof DatabaseError) || !/^2[123]/.test(error.code ?? '')) return error;
    const place = /COPY \S+, line (\d+)(?:, column ([^:]+))?/.exec(error.where ?? '');
    const row = place === null ? this.name : this.where(this.done + Number(place[1]) - 1);
    const column = place?.[2] ?? error.column;
    const told = error.detail === undefined ? error.message : `${error.message}: ${error.detail}`;
    return new BadInput(`${row}${column === undefined ? '' : `.${column}`}: ${told}`, { cause: error });
  }
}

/** Writes all rows of a list. */
export async function copyRows(
  client: PoolClient,
  table: string,
  columns: readonly string[],
  rows: Iterable<readonly Cell[]>,
  where?: (at: number) => string,
): Promise<void> {
  const writer = new TableWriter(client, table, columns, { where });
  for (const row of rows) {
    const written = writer.add(row);
    if (written !== undefined) await written;
  }
  await writer.flush();
}
