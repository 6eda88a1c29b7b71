const SIGNATURE = 11;
/** Flags, and the length of what may follow the header. */
const HEADER = SIGNATURE + 8;
const NULL = -1;
const NOT_ASCII = /[\x80-\xff]/;
const TWO_32 = 4_294_967_296;
/** Seconds from 1970 to PostgreSQL's year 2000. */
const EPOCH = 946_684_800;

/**
 * Reads COPY's binary form, row after row: `feed` pieces, and call `next` until there is none. Fields are read by their place.
 * Integers, text and moments only.
 */
export class BinaryRows {
  private bytes: Buffer = Buffer.alloc(0);
  /** The same bytes as characters: to cut text out of a text is cheaper than out of bytes. */
  private characters = '';
  private at = 0;
  private header = true;
  private readonly starts: Int32Array;
  private readonly lengths: Int32Array;
  private second = NaN;
  private secondText = '';

  constructor(private readonly fields: number) {
    this.starts = new Int32Array(fields);
    this.lengths = new Int32Array(fields);
  }

  feed(piece: Buffer): void {
    const rest = this.bytes.subarray(this.at);
    this.bytes = rest.length === 0 ? piece : Buffer.concat([rest, piece]);
    this.at = 0;
    if (this.header && this.bytes.length >= HEADER) {
      this.at = HEADER + this.bytes.readInt32BE(HEADER - 4);
      this.header = false;
    }
    this.characters = this.bytes.toString('latin1');
  }

  /** Goes to the next row; false when the rest of it is still to come, or when there is none. */
  next(): boolean {
    const { bytes, fields, starts, lengths } = this;
    const end = bytes.length;
    if (this.header) return false;
    let at = this.at + 2;
    if (at > end || bytes.readInt16BE(this.at) < 0) return false;
    for (let field = 0; field < fields; field += 1) {
      if (at + 4 > end) return false;
      const length = bytes.readInt32BE(at);
      at += 4;
      starts[field] = at;
      lengths[field] = length;
      if (length > 0) at += length;
    }
    if (at > end) return false;
    this.at = at;
    return true;
  }

  /** An int8 as far as numbers go. */
  int8(field: number): number {
    const at = this.starts[field] ?? 0;
    return this.bytes.readInt32BE(at) * TWO_32 + this.bytes.readUInt32BE(at + 4);
  }

  int4(field: number): number | null {
    return this.lengths[field] === NULL ? null : this.bytes.readInt32BE(this.starts[field] ?? 0);
  }

  text(field: number): string | null {
    const length = this.lengths[field] ?? NULL;
    if (length <= 0) return length === NULL ? null : '';
    const start = this.starts[field] ?? 0;
    const text = this.characters.slice(start, start + length);
    return NOT_ASCII.test(text) ? this.bytes.toString('utf8', start, start + length) : text;
  }

  /** A text that is probably the one that this field had before: then it is that very text. */
  textLike(field: number, before: string | null): string | null {
    const start = this.starts[field] ?? 0;
    if (before !== null && before.length === this.lengths[field] && this.characters.startsWith(before, start))
      return before;
    return this.text(field);
  }

  /** A moment within some centuries of today, as PostgreSQL writes it in UTC with all six decimals or none. */
  moment(field: number): string {
    const microseconds = this.int8(field);
    const second = Math.floor(microseconds / 1_000_000);
    if (second !== this.second) {
      const iso = new Date((second + EPOCH) * 1000).toISOString();
      this.second = second;
      this.secondText = `${iso.slice(0, 10)} ${iso.slice(11, 19)}`;
    }
    const fraction = microseconds - second * 1_000_000;
    return fraction === 0
      ? `${this.secondText}+00`
      : `${this.secondText}.${String(fraction).padStart(6, '0')}+00`;
  }
}
