import { TextDecoder } from 'node:util';

import { COLUMN_ALIASES, TEST_COLUMNS } from './test-columns';
import { withoutKernelTime } from './tap-indent';
import { readTapLine } from './tap-line';

/** The formats a report can be recognised as. */
export type FormatName = 'junit' | 'tap' | 'csv' | 'yaml' | 'ndjson' | 'kcidb';

const TAP_STARTS: ReadonlySet<string> = new Set(['version', 'plan', 'point', 'bail']);
const SNIFFED = 8_192;
/** The first member of a KCIDB document; a line of NDJSON has none of these, or no list or object in it. */
const KCIDB = /^\{\s*"(?:version|checkouts|builds|tests|issues|incidents)"\s*:\s*[[{]/;
const COLUMNS: ReadonlySet<string> = new Set<string>([...TEST_COLUMNS, ...Object.keys(COLUMN_ALIASES)]);

function startOf(bytes: Uint8Array): string {
  const first = bytes.subarray(0, SNIFFED);
  const little = (first[0] === 0xff && first[1] === 0xfe) || (first[0] === 0x3c && first[1] === 0);
  const big = (first[0] === 0xfe && first[1] === 0xff) || (first[0] === 0 && first[1] === 0x3c);
  const encoding = little ? 'utf-16le' : big ? 'utf-16be' : 'utf-8';
  return new TextDecoder(encoding).decode(first, { stream: true }).trimStart();
}

/** It begins like TAP, or has numbered tests, or frames some: a text that merely quotes a line of TAP is none. */
function isTap(lines: string[]): boolean {
  const kinds = lines.map((line) => readTapLine(withoutKernelTime(line).trim()).kind);
  const first = kinds.find((_, at) => lines[at]?.trim() !== '');
  if (first !== undefined && TAP_STARTS.has(first)) return true;
  if (lines.some((line) => /^\s*(?:not )?ok\s+\d+\b/.test(withoutKernelTime(line)))) return true;
  return kinds.some((kind) => kind === 'version' || kind === 'plan') && kinds.includes('point');
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

/** Not text at all: one character in twenty is none. A stray NUL in somebody's output does not make an archive. */
function isBinary(text: string): boolean {
  const strange = text.match(/[\u0000-\u0008\u000e-\u001a\ufffd]/g)?.length ?? 0;
  return text.startsWith('PK\u0003\u0004') || strange * 20 > text.length;
}

/**
 * What a report is, from its first bytes (some kilobytes are enough); null when it is none of ours, a page of HTML or
 * an archive for instance. Content only: names and content types lie.
 */
export function detect(firstBytes: Uint8Array): FormatName | null {
  const text = startOf(firstBytes);
  if (/^<(!doctype\s+)?html/i.test(text) || isBinary(text)) return null;
  if (text.startsWith('<')) return 'junit';
  if (text.startsWith('{')) return KCIDB.test(text) ? 'kcidb' : 'ndjson';
  const lines = text.split(/\r\n|\n|\r/);
  const first = lines.find((line) => line.trim() !== '' && !/^(#|---|%)/.test(line)) ?? '';
  if (/^\[\s*\]\s*$/.test(text) || /^-\s+["']?[\w-]+["']?:(\s|$)/.test(first)) return 'yaml';
  if (isCsv(lines[0] ?? '')) return 'csv';
  if (isTap(lines)) return 'tap';
  return /<\?xml\s|<testsuites?[\s>]/.test(text) ? 'junit' : null;
}
