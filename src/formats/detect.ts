import { TextDecoder } from 'node:util';

import { COLUMN_ALIASES, TEST_COLUMNS } from './test-columns';
import { withoutKernelTime } from './tap-indent';
import { readTapLine } from './tap-line';

/** The formats a report can be recognised as. */
export type FormatName = 'junit' | 'tap' | 'csv' | 'yaml' | 'ndjson';

const SNIFFED = 8_192;
const COLUMNS: ReadonlySet<string> = new Set<string>([...TEST_COLUMNS, ...Object.keys(COLUMN_ALIASES)]);

function startOf(bytes: Uint8Array): string {
  const first = bytes.subarray(0, SNIFFED);
  const little = (first[0] === 0xff && first[1] === 0xfe) || (first[0] === 0x3c && first[1] === 0);
  const big = (first[0] === 0xfe && first[1] === 0xff) || (first[0] === 0 && first[1] === 0x3c);
  const encoding = little ? 'utf-16le' : big ? 'utf-16be' : 'utf-8';
  return new TextDecoder(encoding).decode(first, { stream: true }).trimStart();
}

function isTap(lines: string[]): boolean {
  return lines.some((line) => {
    const { kind } = readTapLine(withoutKernelTime(line).trim());
    return kind === 'version' || kind === 'plan' || kind === 'point' || kind === 'bail';
  });
}

function isCsv(header: string): boolean {
  const cells = header.split(',').map((cell) =>
    cell
      .trim()
      .replace(/^"(.*)"$/, '$1')
      .toLowerCase(),
  );
  return (
    cells.includes('name') && cells.filter((cell) => COLUMNS.has(cell)).length >= Math.min(2, cells.length)
  );
}

/**
 * What a report is, from its first bytes (some kilobytes are enough); null when it is none of ours, a page of HTML or
 * an archive for instance. Content only: names and content types lie.
 */
export function detect(firstBytes: Uint8Array): FormatName | null {
  const text = startOf(firstBytes);
  if (/^<(!doctype\s+)?html/i.test(text) || text.includes('\u0000')) return null;
  if (text.startsWith('<')) return 'junit';
  if (text.startsWith('{')) return 'ndjson';
  const lines = text.split(/\r\n|\n|\r/);
  const first = lines.find((line) => line.trim() !== '' && !/^(#|---|%)/.test(line)) ?? '';
  if (/^\[\s*\]\s*$/.test(text) || /^-\s+["']?[\w-]+["']?:(\s|$)/.test(first)) return 'yaml';
  if (isCsv(lines[0] ?? '')) return 'csv';
  if (isTap(lines)) return 'tap';
  return /<\?xml\s|<testsuites?[\s>]/.test(text) ? 'junit' : null;
}
