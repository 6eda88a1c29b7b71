import { Position } from './record';

/** What neither XML 1.0 nor PostgreSQL can hold, apart from lone surrogates, which no decoder lets through. */
const UNSTORABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/;
const EACH_UNSTORABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu;
const LONE_SURROGATE = /\p{Surrogate}/u;

/** Text as it can be stored, and how many characters had to be replaced for that. */
export interface StorableText {
  text: string;
  repaired: number;
}

/** U+0000 stays visible as U+2400; everything else becomes U+FFFD. */
export function replacementOf(code: number): string {
  return code === 0 ? '\u2400' : '\ufffd';
}

function replaceAll(text: string): StorableText {
  let repaired = 0;
  const clean = text.replace(EACH_UNSTORABLE, (bad) => {
    repaired += 1;
    return replacementOf(bad.charCodeAt(0));
  });
  return { text: clean, repaired };
}

/** Makes text from a source that can hold anything (JSON and YAML escapes, the database) storable and legal in XML. */
export function storableText(text: string): StorableText {
  return UNSTORABLE.test(text) || LONE_SURROGATE.test(text) ? replaceAll(text) : { text, repaired: 0 };
}

/** Same as `storableText` for text straight from a decoder, where a surrogate pair may be cut between two pieces. */
export function storablePiece(text: string): StorableText {
  return UNSTORABLE.test(text) ? replaceAll(text) : { text, repaired: 0 };
}

/** How often one character occurs. */
export function countOf(character: string, text: string): number {
  let count = 0;
  for (let at = text.indexOf(character); at >= 0; at = text.indexOf(character, at + 1)) count += 1;
  return count;
}

/** Adds up the characters replaced in one report, and remembers where the first one stood. */
export class RepairCount {
  count = 0;
  first: Position = { line: 1 };

  add(count: number, line: number): void {
    if (count === 0) return;
    if (this.count === 0) this.first = { line };
    this.count += count;
  }
}
