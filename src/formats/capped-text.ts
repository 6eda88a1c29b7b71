/** Room for the mark between head and tail. */
const MARK = 64;

/** A cut never leaves half a character behind. */
function startingWhole(text: string): string {
  const code = text.charCodeAt(0);
  return code >= 0xdc00 && code <= 0xdfff ? text.slice(1) : text;
}

function endingWhole(text: string): string {
  const code = text.charCodeAt(text.length - 1);
  return code >= 0xd800 && code <= 0xdbff ? text.slice(0, -1) : text;
}

/**
 * Text that is gathered piece by piece and never holds much more than its cap: of a longer one the head and the tail
 * stay, with a line between them that says how many characters are missing. The whole is never longer than the cap.
 */
export class CappedText {
  /** Characters added, kept or not. */
  length = 0;
  private head = '';
  private tail = '';
  private readonly half: number;

  constructor(private readonly cap: number) {
    this.half = Math.max(0, Math.floor((cap - MARK) / 2));
  }

  get cut(): boolean {
    return this.length > this.cap;
  }

  add(piece: string): void {
    const before = this.length;
    this.length += piece.length;
    if (this.length <= this.cap) {
      this.head += piece;
      return;
    }
    if (before <= this.cap) {
      const whole = this.head + piece.slice(0, this.half);
      this.tail = this.head.slice(this.half);
      this.head = endingWhole(whole.slice(0, this.half));
      piece = before < this.half ? piece.slice(this.half - before) : piece;
    }
    this.tail += piece.length > this.half ? piece.slice(-this.half) : piece;
    if (this.tail.length > 4 * this.half) this.tail = this.tail.slice(-this.half);
  }

  toString(): string {
    if (!this.cut) return this.head;
    const tail = startingWhole(this.half === 0 ? '' : this.tail.slice(-this.half));
    return `${this.head}\n[... ${this.length - this.head.length - tail.length} characters cut ...]\n${tail}`;
  }
}

/** The text, or its head and tail when it is longer than the cap. */
export function cutText(text: string, cap: number): string {
  if (text.length <= cap) return text;
  const capped = new CappedText(cap);
  capped.add(text);
  return capped.toString();
}

/** FNV-1a over UTF-16 units, 32 bits. */
function fingerprint(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/**
 * A name no longer than its cap. The mark of a cut one carries a fingerprint of the whole, so that two long names that
 * differ in the middle stay two.
 */
export function cutName(name: string, cap: number): string {
  if (name.length <= cap) return name;
  const half = Math.max(0, Math.floor((cap - MARK) / 2));
  const mark = `[... ${name.length - 2 * half} characters cut, ${fingerprint(name).toString(16)} ...]`;
  return endingWhole(name.slice(0, half)) + mark + startingWhole(half === 0 ? '' : name.slice(-half));
}
