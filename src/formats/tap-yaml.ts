import { parse } from 'yaml';

import { CappedText } from './capped-text';
import { scaledDecimal, decimalText } from './decimal';
import { ReadLimits, TestRecord } from './record';
import { applyOwnBlock, OWN_BLOCK } from './tap-own';
import { readTapLine } from './tap-line';
import { storableText } from './text-sanitizer';

/** Blocks longer than this are kept as text and not looked into. */
const MOST_PARSED = 65_536;
const DURATION_MS = /^duration_ms: ([\d.]+(?:e[+-]?\d+)?)$/m;
const TELLING = /^(message|error|reason):/m;

/** The diagnostic block behind a test line, while it is being read. */
export class TapYaml {
  private readonly text: CappedText;
  /** It begins as our own blocks do. */
  own = false;

  constructor(
    private readonly indent: number,
    private readonly pointIndent: number,
    limits: ReadLimits,
  ) {
    this.text = new CappedText(limits.text * 8);
  }

  /**
   * `end` with the closing line, `broken` when the line belongs to the stream again and the block was never closed.
   * LAVA glues raw log text to ` ---` (one blank): there, only a test line ends the block early.
   */
  take(line: string): 'more' | 'end' | 'broken' {
    const body = line.trimStart();
    const indent = line.length - body.length;
    if (body.trimEnd() === '...' && indent <= this.indent) return 'end';
    if (body !== '' && indent < this.indent) {
      const loose = this.indent - this.pointIndent === 1;
      if (!loose || readTapLine(body).kind === 'point') return 'broken';
      if (body.trimEnd().endsWith('...')) {
        this.text.add(`${line.trimEnd().slice(0, -3)}\n`);
        return 'end';
      }
    }
    if (this.text.length === 0) this.own = body === OWN_BLOCK;
    this.text.add(`${indent >= this.indent ? line.slice(this.indent) : body}\n`);
    return 'more';
  }

  /** Puts what the block says into its record; returns how many characters had to be replaced. */
  apply(test: TestRecord, warn: (code: string, message: string) => void): number {
    const text = this.text.toString().replace(/\n$/, '');
    if (text === OWN_BLOCK || text.startsWith(`${OWN_BLOCK}\n`)) {
      const { whole, repaired } = applyOwnBlock(test, text.split('\n'));
      if (!whole) warn('diagnostic_incomplete', 'a line of a diagnostic block is not understood');
      return repaired;
    }
    if (text.trim() === '') return 0;
    test.metadata = text;
    const duration = DURATION_MS.exec(text)?.[1];
    if (duration !== undefined) test.duration = scaledDecimal(decimalText(duration) ?? '', -3);
    const told = messageIn(text, warn);
    if (told === null) return 0;
    const clean = storableText(told);
    test.message = test.message === null ? clean.text : `${test.message}\n${clean.text}`;
    return clean.repaired;
  }
}

/** What a foreign block says about the verdict; a block that is not YAML is a message as it stands. */
function messageIn(text: string, warn: (code: string, message: string) => void): string | null {
  if (text.length > MOST_PARSED || !TELLING.test(text)) return null;
  try {
    const value: unknown = parse(text, { maxAliasCount: 0, uniqueKeys: false, logLevel: 'silent' });
    if (value === null || typeof value !== 'object') return null;
    const fields = value as Record<string, unknown>;
    const said = fields.message ?? fields.error ?? fields.reason;
    return typeof said === 'string' ? said.trim() : null;
  } catch {
    warn('diagnostic_not_yaml', 'a diagnostic block is not YAML: it is kept as text');
    return null;
  }
}
