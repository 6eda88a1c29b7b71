import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { from } from 'pg-copy-streams';

const CHUNK = 65_536;

const cell = (value) =>
  value === null ? '\\N' : typeof value === 'string' ? value.replaceAll('\n', '\\n') : value;

/** One row in COPY's text form. The lab has no tabs and no backslashes. */
const line = (row) => `${row.map(cell).join('\t')}\n`;

/** Rows as chunks of COPY's text form. */
export function* copyText(rows) {
  let chunk = '';
  for (const row of rows) {
    chunk += line(row);
    if (chunk.length < CHUNK) continue;
    yield Buffer.from(chunk);
    chunk = '';
  }
  if (chunk !== '') yield Buffer.from(chunk);
}

/** COPY into `table (columns)`. */
export async function copy(client, target, chunks) {
  await pipeline(Readable.from(chunks), client.query(from(`COPY ${target} FROM STDIN`)));
}
