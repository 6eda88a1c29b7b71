import { TextDecoder } from 'node:util';

import { countOf, RepairCount, storablePiece } from './text-sanitizer';

const SNIFFED = 1024;
const XML_ENCODING = /^\s*<\?xml\s[^>]*?\bencoding\s*=\s*["']([A-Za-z0-9._:-]+)["']/;
/** How U+FFFD itself is spelt in UTF-8: where it was in the input, nothing was invalid. */
const REPLACEMENT_BYTES = Buffer.from([0xef, 0xbf, 0xbd]);

/** The encoding the first bytes show: byte order mark, XML in UTF-16, or (XML only) the declaration. */
function encodingOf(first: Buffer, xml: boolean): string {
  if (first[0] === 0xff && first[1] === 0xfe) return 'utf-16le';
  if (first[0] === 0xfe && first[1] === 0xff) return 'utf-16be';
  if (first[0] === 0x3c && first[1] === 0 && first[2] !== 0) return 'utf-16le';
  if (first[0] === 0 && first[1] === 0x3c) return 'utf-16be';
  const declared = xml ? XML_ENCODING.exec(first.toString('latin1'))?.[1]?.toLowerCase() : undefined;
  // Bytes that could be read as ASCII up to the declaration are not UTF-16, whatever it says.
  return declared === undefined || declared.startsWith('utf-16') || declared.startsWith('ucs')
    ? 'utf-8'
    : declared;
}

function decoderFor(encoding: string): TextDecoder {
  try {
    return new TextDecoder(encoding);
  } catch {
    return new TextDecoder('utf-8');
  }
}

/**
 * Decodes a body piece by piece into storable text: byte order mark stripped, invalid bytes to U+FFFD, unstorable
 * characters replaced; `repairs` counts both. Pieces are as large as the chunks that arrive.
 */
export class ReportText {
  readonly repairs = new RepairCount();
  private decoder: TextDecoder | null = null;
  private utf8 = false;
  private carry = Buffer.alloc(0);
  private line = 1;

  constructor(
    private readonly bytes: AsyncIterable<Uint8Array>,
    private readonly options: { xml?: boolean } = {},
  ) {}

  /** The text; may be walked once. */
  async *pieces(): AsyncGenerator<string> {
    let first: Buffer | null = Buffer.alloc(0);
    for await (const bytes of this.bytes) {
      let chunk = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      if (first !== null) {
        first = Buffer.concat([first, chunk]);
        if (first.length < SNIFFED) continue;
        chunk = first;
        first = null;
      }
      const text = this.decode(chunk);
      if (text !== '') yield text;
    }
    const rest = (first === null ? '' : this.decode(first)) + this.decode(Buffer.alloc(0), true);
    if (rest !== '') yield rest;
  }

  private decode(chunk: Buffer, last = false): string {
    if (this.decoder === null) {
      this.decoder = decoderFor(encodingOf(chunk.subarray(0, SNIFFED), this.options.xml === true));
      this.utf8 = this.decoder.encoding === 'utf-8';
    }
    const decoded = last ? this.decoder.decode() : this.decoder.decode(chunk, { stream: true });
    const { text, repaired } = storablePiece(decoded);
    const invalid = this.invalidIn(decoded, chunk);
    if (this.repairs.count === 0) {
      if (repaired + invalid > 0) this.repairs.add(repaired + invalid, this.lineOf(decoded));
      else this.line += countOf('\n', text);
    } else {
      this.repairs.add(repaired + invalid, this.line);
    }
    return text;
  }

  /** U+FFFD in the text that was not in the bytes; two bytes are carried because a character may be cut. */
  private invalidIn(decoded: string, chunk: Buffer): number {
    const bytes = Buffer.concat([this.carry, chunk.subarray(0, 2)]);
    const before = this.carry;
    this.carry = Buffer.from(
      chunk.length >= 2 ? chunk.subarray(-2) : Buffer.concat([before, chunk]).subarray(-2),
    );
    const replaced = decoded.includes('\ufffd') ? countOf('\ufffd', decoded) : 0;
    if (replaced === 0 || !this.utf8) return replaced;
    let genuine = bytes.includes(REPLACEMENT_BYTES) ? 1 : 0;
    for (let at = chunk.indexOf(REPLACEMENT_BYTES); at >= 0; at = chunk.indexOf(REPLACEMENT_BYTES, at + 3)) {
      genuine += 1;
    }
    return Math.max(0, replaced - genuine);
  }

  private lineOf(decoded: string): number {
    const at = decoded.search(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffd-\uffff]/);
    return this.line + countOf('\n', at < 0 ? decoded : decoded.slice(0, at));
  }
}
