/** What a column may get: bytes for bytea; times, decimals and JSON as text. */
export type Cell = string | number | boolean | Buffer | null;

const SPECIAL = /[\\\n\r\t]/;
const ALL_SPECIAL = /[\\\n\r\t]/g;
const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function cellText(cell: Cell): string {
  if (cell === null) return '\\N';
  if (typeof cell === 'string')
    return SPECIAL.test(cell) ? cell.replace(ALL_SPECIAL, (sign) => ESCAPES[sign] ?? sign) : cell;
  if (typeof cell === 'boolean') return cell ? 't' : 'f';
  return typeof cell === 'number' ? String(cell) : `\\\\x${cell.toString('hex')}`;
}

/** One row in the text form of COPY, its line end included. */
export function copyLine(row: readonly Cell[]): string {
  return `${row.map(cellText).join('\t')}\n`;
}
