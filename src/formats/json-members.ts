import { Position } from './record';

/** What stands at the top of a JSON object, piece by piece, each as the text of one JSON value. */
export interface JsonMembersHandler {
  /** A member whose value is no array. */
  member(key: string, text: string, at: Position): void;
  /** One element of a member that is an array. */
  element(key: string, text: string, at: Position): void;
  /** Such a value that is longer or deeper than the caps; it was passed over. */
  passedOver(key: string, why: string, at: Position): void;
}

type Phase = 'start' | 'key' | 'colon' | 'value' | 'item' | 'capture' | 'next' | 'after' | 'end';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;
const NEWLINE = 0x0a;
const isBlank = (c: number): boolean => c === 0x20 || c === 0x0a || c === 0x0d || c === 0x09 || c === 0xfeff;
const isOpening = (c: number): boolean => c === 0x7b || c === 0x5b;
const isClosing = (c: number): boolean => c === 0x7d || c === 0x5d;

/**
 * Cuts one JSON object into its members, and members that are arrays into their elements, so that a document of any size
 * is read in the memory of its largest element. Looks at strings and brackets only: whether an element is JSON is for
 * `JSON.parse`.
 */
export class JsonMembers {
  private phase: Phase = 'start';
  private key = '';
  /** Whether what is being captured is a key, a value of the top, or an element. */
  private what: 'key' | 'member' | 'element' = 'key';
  private parts: string[] = [];
  private size = 0;
  private nested = 0;
  private deepest = 0;
  private inString = false;
  /** The line being read, from 1. */
  line = 1;
  private since = 1;
  /** Where in the piece the capture began. */
  private from = 0;
  /** The last character of the piece before was a backslash that escapes the next one. */
  private escaped = false;

  constructor(
    private readonly handler: JsonMembersHandler,
    private readonly limits: { longest: number; depth: number },
    private readonly refuse: (sentence: string, line: number) => never,
  ) {}

  /** The object has begun. */
  get begun(): boolean {
    return this.phase !== 'start';
  }

  write(piece: string): void {
    this.from = 0;
    let i = 0;
    while (i < piece.length) i = this.phase === 'capture' ? this.capture(piece, i) : this.structure(piece, i);
    if (this.phase === 'capture') this.keep(piece.slice(this.from));
  }

  end(): void {
    if (this.phase !== 'end')
      this.refuse('the document ends before its end; nothing of it was stored', this.line);
  }

  /** Between values: what has to come next, and nothing else. */
  private structure(piece: string, i: number): number {
    const c = piece.charCodeAt(i);
    if (c === NEWLINE) this.line += 1;
    if (isBlank(c)) return i + 1;
    switch (this.phase) {
      case 'start':
        if (c !== 0x7b) this.refuse('this is not a JSON object', this.line);
        this.phase = 'key';
        return i + 1;
      case 'key':
        if (c === 0x7d) this.phase = 'end';
        else if (c === QUOTE) return this.begin('key', i);
        else this.refuse('this is not JSON: a name in quotes was expected', this.line);
        return i + 1;
      case 'colon':
        if (c !== COLON) this.refuse('this is not JSON: a colon was expected', this.line);
        this.phase = 'value';
        return i + 1;
      case 'value':
        if (c !== 0x5b) return this.begin('member', i);
        this.phase = 'item';
        return i + 1;
      case 'item':
        if (c !== 0x5d) return this.begin('element', i);
        this.phase = 'after';
        return i + 1;
      case 'next':
        if (c === COMMA) this.phase = 'item';
        else if (c === 0x5d) this.phase = 'after';
        else this.refuse('this is not JSON: a comma was expected', this.line);
        return i + 1;
      case 'after':
        if (c === COMMA) this.phase = 'key';
        else if (c === 0x7d) this.phase = 'end';
        else this.refuse('this is not JSON: a comma was expected', this.line);
        return i + 1;
      default:
        return this.refuse('a second document begins: send one at a time', this.line);
    }
  }

  private begin(what: 'key' | 'member' | 'element', i: number): number {
    this.phase = 'capture';
    this.what = what;
    this.parts = [];
    this.size = 0;
    this.nested = 0;
    this.deepest = 0;
    this.inString = false;
    this.from = i;
    this.since = this.line;
    return i;
  }

  /** Runs through the value to its end, or to the end of the piece. */
  private capture(piece: string, i: number): number {
    for (; i < piece.length; i += 1) {
      if (this.inString) {
        i = this.string(piece, i);
        if (this.inString) return piece.length;
        if (this.what === 'key') {
          this.close(piece, i + 1);
          return i + 1;
        }
        continue;
      }
      const c = piece.charCodeAt(i);
      if (c === QUOTE) this.inString = true;
      else if (c === NEWLINE) this.line += 1;
      else if (isOpening(c)) this.deepest = Math.max(this.deepest, ++this.nested);
      else if (this.nested === 0 && (c === COMMA || isClosing(c))) {
        this.close(piece, i);
        return i;
      } else if (isClosing(c)) this.nested -= 1;
    }
    return i;
  }

  /** The index of the quote that ends the string, or the length of the piece. */
  private string(piece: string, i: number): number {
    for (; i < piece.length; i += 1) {
      const c = piece.charCodeAt(i);
      if (this.escaped) this.escaped = false;
      else if (c === BACKSLASH) this.escaped = true;
      else if (c === QUOTE) {
        this.inString = false;
        return i;
      }
    }
    return i;
  }

  private keep(text: string): void {
    this.size += text.length;
    if (this.size <= this.limits.longest) this.parts.push(text);
    else this.parts = [];
  }

  private close(piece: string, end: number): void {
    this.keep(piece.slice(this.from, end));
    const text = this.parts.join('');
    const at = { line: this.since };
    this.parts = [];
    if (this.what === 'key') {
      this.key = this.readKey(text);
      this.phase = 'colon';
      return;
    }
    this.phase = this.what === 'element' ? 'next' : 'after';
    if (this.size > this.limits.longest)
      this.handler.passedOver(this.key, `is longer than ${this.limits.longest} characters`, at);
    else if (this.deepest > this.limits.depth)
      this.handler.passedOver(this.key, `is nested deeper than ${this.limits.depth} levels`, at);
    else if (this.what === 'element') this.handler.element(this.key, text, at);
    else this.handler.member(this.key, text, at);
  }

  private readKey(text: string): string {
    try {
      return JSON.parse(text) as string;
    } catch {
      return this.refuse('this is not JSON: a name cannot be read', this.since);
    }
  }
}
