import { StringDecoder } from 'node:string_decoder';
import { BadInput } from '../errors/domain-error';
import { isObject, JsonObject } from './checked-row';
import { DUMP_START } from './dump';

export interface DumpHeading {
  table: string;
  last_id: number | null;
  columns: string[];
}

/** A dump comes as headings, each followed by the rows of its table, a thousand or so at a time. */
export type DumpPart = { heading: DumpHeading } | { rows: unknown[][] };

const MOST_ROWS = 1_000;
const MANY_CHARACTERS = 2_000_000;
/** A row: a definition of ten megabytes, written in JSON, fits. */
const LONGEST_LINE = 256_000_000;

function headingOf(value: unknown, where: string): DumpHeading {
  if (!isObject(value) || typeof value.table !== 'string' || !Array.isArray(value.columns))
    throw new BadInput(`${where}: must be {"table": …, "columns": […], "rows": […]}`);
  const columns = value.columns.map(String);
  const last = value.last_id ?? null;
  if (last !== null && !(Number.isSafeInteger(last) && (last as number) > 0))
    throw new BadInput(`${where}.last_id: must be a positive number`);
  return { table: value.table, last_id: last as number | null, columns };
}

function rowOf(value: unknown, where: string, columns: readonly string[]): unknown[] {
  if (!Array.isArray(value) || value.length !== columns.length)
    throw new BadInput(`${where}: must be a list of ${columns.length} values`);
  return value as unknown[];
}

/** A dump that is in memory, whatever its layout was. @throws BadInput it is not one */
export function* partsOfObject(input: JsonObject): Generator<DumpPart> {
  if (!Array.isArray(input.tables)) throw new BadInput('tables: must be a list');
  for (const [at, table] of (input.tables as unknown[]).entries()) {
    const heading = headingOf(table, `tables[${at}]`);
    yield { heading };
    const rows = (table as JsonObject).rows;
    if (!Array.isArray(rows)) throw new BadInput(`tables[${at}].rows: must be a list`);
    yield { rows: rows.map((row, n) => rowOf(row, `${heading.table}[${n}]`, heading.columns)) };
  }
}

/** Lines without their ends. A row's text has no line end of its own: JSON writes it as `\n`. */
async function* linesOf(stream: AsyncIterable<Buffer | string>): AsyncGenerator<string[]> {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  for await (const chunk of stream) {
    const text = typeof chunk === 'string' ? chunk : decoder.write(chunk);
    const lines = text.split('\n');
    lines[0] = rest + (lines[0] as string);
    rest = lines.pop() as string;
    if (rest.length > LONGEST_LINE) throw new BadInput('The dump has a line that is too long.');
    yield lines;
  }
  yield [rest + decoder.end()];
}

/**
 * A dump as it was written, a row a line, in memory that does not grow with it.
 * @throws BadInput a line is not what it should be, or the end is missing
 */
export async function* partsOfStream(stream: AsyncIterable<Buffer | string>): AsyncGenerator<DumpPart> {
  const state = new LineState();
  for await (const lines of linesOf(stream)) {
    for (const line of lines) {
      const part = state.take(line);
      if (part !== null) yield* part;
    }
  }
  state.finish();
}

class LineState {
  private place: 'start' | 'tables' | 'rows' | 'end' = 'start';
  private number = 0;
  private columns: string[] = [];
  private rows: unknown[][] = [];
  private characters = 0;

  take(line: string): DumpPart[] | null {
    this.number += 1;
    const where = `line ${this.number}`;
    const text = line.endsWith('\r') ? line.slice(0, -1) : line;
    if (this.place === 'rows') return this.row(text, where);
    if (text === '' && this.place !== 'tables') return null;
    if (this.place === 'start' && text === DUMP_START) this.place = 'tables';
    else if (this.place === 'tables' && text === ']}') this.place = 'end';
    else if (this.place === 'tables' && text.endsWith('"rows":[')) return this.heading(text, where);
    else throw new BadInput(`${where}: is not the form "assay-1" as dumpdata writes it`);
    return null;
  }

  finish(): void {
    if (this.place !== 'end') throw new BadInput(`The dump ends early, after line ${this.number}.`);
  }

  private heading(text: string, where: string): DumpPart[] {
    const heading = headingOf(parsed(`${text}]}`, where), where);
    this.columns = heading.columns;
    this.place = 'rows';
    return [{ heading }];
  }

  private row(text: string, where: string): DumpPart[] | null {
    if (text === ']}' || text === ']},') {
      this.place = 'tables';
      return this.batch();
    }
    this.rows.push(rowOf(parsed(text.endsWith(',') ? text.slice(0, -1) : text, where), where, this.columns));
    this.characters += text.length;
    return this.rows.length < MOST_ROWS && this.characters < MANY_CHARACTERS ? null : this.batch();
  }

  private batch(): DumpPart[] {
    const { rows } = this;
    this.rows = [];
    this.characters = 0;
    return rows.length === 0 ? [] : [{ rows }];
  }
}

function parsed(text: string, where: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new BadInput(`${where}: is not JSON`, { cause: error });
  }
}
