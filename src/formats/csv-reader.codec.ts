import { CsvError, InfoRecord, parse, Parser } from 'csv-parse';
import { pipeline, Readable } from 'node:stream';

import { BadInput } from '../errors/domain-error';
import { EventQueue } from './event-queue';
import { isLava, LAVA_ONLY } from './lava-fields';
import { DEFAULT_READ_LIMITS, ReadLimits, ReportEvent } from './record';
import { COLUMN_ALIASES, TEST_COLUMNS } from './test-columns';
import { TestIntake } from './test-intake';
import { ReportText } from './text-decoder';

/** Longest row, in characters. */
const LONGEST = 8_388_608;
const TOO_LONG = `A row is longer than ${LONGEST} characters: is a quote never closed?`;
const KNOWN: ReadonlySet<string> = new Set<string>(TEST_COLUMNS);

type Row = string[];

interface Parsed {
  info: InfoRecord;
  record: Row;
  raw: string;
}

/**
 * The columns of a row whose field is written `""`: empty text, where nothing at all is null. Found in the raw row
 * because asking the parser about every field takes ten times as long as parsing.
 */
function emptyTexts(raw: string): ReadonlySet<number> {
  const empty = new Set<number>();
  let column = 0;
  let quoted = false;
  for (let i = 0, start = 0; i <= raw.length; i += 1) {
    const c = raw[i];
    if (c === '"') quoted = !quoted;
    if (quoted || (c !== ',' && c !== '\r' && c !== '\n' && c !== undefined)) continue;
    if (i - start === 2 && raw[start] === '"' && raw[start + 1] === '"') empty.add(column);
    start = i + 1;
    column += 1;
  }
  return empty;
}

/** Column names of the header as fields of a record; null where a column is not one of ours. */
function headerOf(row: Row, queue: EventQueue, line: number): (string | null)[] {
  const seen = new Set<string>();
  const lava = isLava(row.map((cell) => cell.trim().toLowerCase()));
  const columns = row.map((cell) => {
    const word = cell.trim().toLowerCase();
    const name = Object.hasOwn(COLUMN_ALIASES, word) ? (COLUMN_ALIASES[word] ?? word) : word;
    if (lava && LAVA_ONLY.has(name)) return name;
    if (!KNOWN.has(name)) {
      queue.warn(
        'unknown_column',
        `the column ${JSON.stringify(word.slice(0, 80))} is not known and left out`,
        { line },
      );
      return null;
    }
    if (seen.has(name)) throw new BadInput(`Line ${line}: the column ${name} comes twice.`);
    seen.add(name);
    return name;
  });
  if (!seen.has('name')) throw new BadInput(`Line ${line}: there is no column "name" in the header.`);
  return columns;
}

const NONE: ReadonlySet<number> = new Set();

function objectOf(row: Row, columns: (string | null)[], raw: string): Record<string, string | null> {
  const empty = raw.includes('""') ? emptyTexts(raw) : NONE;
  const object: Record<string, string | null> = {};
  for (let i = 0; i < columns.length; i += 1) {
    const column = columns[i] ?? null;
    const value = row[i] ?? '';
    if (column !== null) object[column] = value === '' && !empty.has(i) ? null : value;
  }
  return object;
}

/** Rows that csv-parse could not read: it reads ahead, so they wait until the rows before them are out. */
class BadRows {
  /** A quote that was never closed: the rest of the body is inside it. */
  open = false;
  private rows: { line: number; why: string }[] = [];

  add(error: CsvError | undefined): void {
    const line = Number((error as { lines?: number } | undefined)?.lines ?? 1);
    if (error?.code === 'CSV_QUOTE_NOT_CLOSED') this.open = true;
    else this.rows.push({ line, why: error?.code ?? 'unreadable' });
  }

  reject(before: number, queue: EventQueue): void {
    while (this.rows[0] !== undefined && this.rows[0].line < before) {
      const { line, why } = this.rows[0];
      this.rows.shift();
      queue.reject('bad_row', `the row is not CSV (${why})`, { line });
    }
  }
}

function parserFor(bad: BadRows): Parser {
  const parser = parse({
    info: true,
    raw: true,
    skip_empty_lines: true,
    relax_column_count: true,
    skip_records_with_error: true,
    max_record_size: LONGEST,
    on_skip: (error) => {
      // Skipping such a row would mean to copy all of it again with every chunk.
      if (error?.code === 'CSV_MAX_RECORD_SIZE') parser.destroy(new BadInput(TOO_LONG));
      else bad.add(error);
      return undefined;
    },
  });
  return parser;
}

/**
 * Reads CSV (RFC 4180, any line ends) with a header that names fields of a `TestRecord` in any order. Rows that cannot
 * be used are `rejected` warnings with their line. Throws `BadInput` without a `name` column, for a row
 * beyond 8 MiB, or when a quote is open at the end.
 */
export async function* readCsv(
  bytes: AsyncIterable<Uint8Array>,
  limits: ReadLimits = DEFAULT_READ_LIMITS,
): AsyncGenerator<ReportEvent> {
  const source = new ReportText(bytes);
  const queue = new EventQueue(limits);
  const intake = new TestIntake(queue, source.repairs, limits.zone);
  const bad = new BadRows();
  const parser = parserFor(bad);
  let columns: (string | null)[] | null = null;
  // Errors of the source arrive through the parser, which the pipeline destroys with them.
  pipeline(Readable.from(source.pieces()), parser, () => undefined);
  try {
    for await (const { info, record, raw } of parser as AsyncIterable<Parsed>) {
      const line = info.lines;
      bad.reject(line, queue);
      if (columns === null) columns = headerOf(record, queue, line);
      else if (record.length !== columns.length) {
        const message = `the row has ${record.length} columns, the header ${columns.length}`;
        queue.reject('wrong_columns', message, { line });
      } else intake.take(objectOf(record, columns, raw), { line });
      for (const event of queue.drain()) yield event;
    }
  } catch (error) {
    if (error instanceof CsvError)
      throw new BadInput(`Line ${parser.info.lines}: this is not CSV (${error.message}).`);
    throw error;
  }
  if (bad.open) throw new BadInput('This is not CSV, or not all of it: a quote is still open at the end.');
  if (columns === null) throw new BadInput('The report is empty.');
  bad.reject(Infinity, queue);
  queue.dialect(intake.dialect ?? 'assay');
  queue.close(source.repairs);
  for (const event of queue.drain()) yield event;
}
