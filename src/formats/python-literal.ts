/** Characters of a literal that is looked into, and how deep it may be. */
const LONGEST = 1_048_576;
const DEEPEST = 100;

const WORDS: Readonly<Record<string, unknown>> = { True: true, False: false, None: null };
const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  b: '\b',
  f: '\f',
  v: '\v',
  a: '\x07',
};
const NUMBER = /[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y;
const WORD = /[A-Za-z_]\w*/y;
const BLANK = /\s*/y;
const PLAIN = /[^'"\\]*/y;

class Unreadable extends Error {}

/** Reads one Python literal: dicts, lists, tuples, strings, numbers, True, False, None. */
class LiteralReader {
  private at = 0;

  constructor(private readonly text: string) {}

  whole(): unknown {
    const value = this.value(0);
    this.skip();
    if (this.at < this.text.length) throw new Unreadable();
    return value;
  }

  private value(depth: number): unknown {
    if (depth > DEEPEST) throw new Unreadable();
    this.skip();
    const c = this.text[this.at];
    if (c === '{') return this.mapping(depth);
    if (c === '[') return this.list(']', depth);
    if (c === '(') return this.list(')', depth);
    if (c === "'" || c === '"') return this.string(c);
    const word = this.match(WORD);
    if (word !== '') {
      if (!Object.hasOwn(WORDS, word)) throw new Unreadable();
      return WORDS[word];
    }
    const number = this.match(NUMBER);
    if (number === '' || !Number.isFinite(Number(number))) throw new Unreadable();
    return Number(number);
  }

  private mapping(depth: number): Record<string, unknown> {
    const entries: [string, unknown][] = [];
    this.at += 1;
    while (!this.ends('}')) {
      const key = this.value(depth + 1);
      if (key !== null && typeof key === 'object') throw new Unreadable();
      this.skip();
      if (this.text[this.at] !== ':') throw new Unreadable();
      this.at += 1;
      entries.push([String(key), this.value(depth + 1)]);
      this.comma('}');
    }
    return Object.fromEntries(entries);
  }

  private list(end: string, depth: number): unknown[] {
    const items: unknown[] = [];
    this.at += 1;
    while (!this.ends(end)) {
      items.push(this.value(depth + 1));
      this.comma(end);
    }
    return items;
  }

  private string(quote: string): string {
    let value = '';
    this.at += 1;
    for (;;) {
      value += this.match(PLAIN);
      const c = this.text[this.at];
      if (c === undefined) throw new Unreadable();
      this.at += 1;
      if (c === quote) return value;
      value += c === '\\' ? this.escape() : c;
    }
  }

  private escape(): string {
    const c = this.text[this.at] ?? '';
    this.at += 1;
    const digits = c === 'x' ? 2 : c === 'u' ? 4 : c === 'U' ? 8 : 0;
    if (digits === 0) return ESCAPES[c] ?? (/['"\\]/.test(c) ? c : `\\${c}`);
    const code = this.text.slice(this.at, this.at + digits);
    this.at += digits;
    const point = parseInt(code, 16);
    if (!/^[0-9a-f]+$/i.test(code) || code.length < digits || point > 0x10ffff) throw new Unreadable();
    return String.fromCodePoint(point);
  }

  private comma(end: string): void {
    this.skip();
    if (this.text[this.at] === ',') this.at += 1;
    else if (this.text[this.at] !== end) throw new Unreadable();
  }

  private ends(end: string): boolean {
    this.skip();
    if (this.text[this.at] !== end) return false;
    this.at += 1;
    return true;
  }

  private skip(): void {
    this.match(BLANK);
  }

  private match(pattern: RegExp): string {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0] ?? '';
    this.at += found.length;
    return found;
  }
}

/** The value of a Python literal, as LAVA's CSV writes metadata (lava-rest §7.4); undefined when it is none. */
export function readPythonLiteral(text: string): unknown {
  if (text.length > LONGEST) return undefined;
  try {
    return new LiteralReader(text).whole();
  } catch (error) {
    if (error instanceof Unreadable) return undefined;
    throw error;
  }
}
