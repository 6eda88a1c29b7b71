/**
 * Where a text stops being JSON, in the words and with the places of Python's reader: that is what clients of Django
 * REST framework have seen so far. For texts that `JSON.parse` has refused.
 */
export function jsonFault(text: string): string {
  if (text.startsWith('\ufeff')) return placed('Unexpected UTF-8 BOM (decode using utf-8-sig)', text, 0);
  try {
    const end = blanks(text, value(text, blanks(text, 0)));
    return placed('Extra data', text, end);
  } catch (fault) {
    if (fault instanceof Fault)
      return fault.at === null ? fault.message : placed(fault.message, text, fault.at);
    return 'Nested too deeply.';
  }
}

class Fault extends Error {
  constructor(
    message: string,
    readonly at: number | null,
  ) {
    super(message);
  }
}

/** Python counts characters, not UTF-16 units. */
function placed(message: string, text: string, at: number): string {
  const before = text.slice(0, at);
  const line = before.split('\n').length;
  const column = [...before.slice(before.lastIndexOf('\n') + 1)].length + 1;
  return `${message}: line ${line} column ${column} (char ${[...before].length})`;
}

const BLANKS = /[ \t\n\r]*/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?/y;
const WORD = /null|true|false/y;
const NOT_JSON = /NaN|-?Infinity/y;

function matchAt(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? '';
}

const blanks = (text: string, at: number): number => at + matchAt(BLANKS, text, at).length;

/** Reads one value and gives where it ends. */
function value(text: string, at: number): number {
  if (text[at] === '"') return string(text, at);
  if (text[at] === '{') return object(text, at);
  if (text[at] === '[') return array(text, at);
  const strange = matchAt(NOT_JSON, text, at);
  if (strange) throw new Fault(`Out of range float values are not JSON compliant: '${strange}'`, null);
  const length = matchAt(WORD, text, at).length || matchAt(NUMBER, text, at).length;
  if (length === 0) throw new Fault('Expecting value', at);
  return at + length;
}

function object(text: string, start: number): number {
  let at = blanks(text, start + 1);
  if (text[at] === '}') return at + 1;
  for (;;) {
    if (text[at] !== '"') throw new Fault('Expecting property name enclosed in double quotes', at);
    at = blanks(text, string(text, at));
    if (text[at] !== ':') throw new Fault("Expecting ':' delimiter", at);
    at = blanks(text, value(text, blanks(text, at + 1)));
    if (text[at] === '}') return at + 1;
    if (text[at] !== ',') throw new Fault("Expecting ',' delimiter", at);
    at = blanks(text, at + 1);
  }
}

function array(text: string, start: number): number {
  let at = blanks(text, start + 1);
  if (text[at] === ']') return at + 1;
  for (;;) {
    at = blanks(text, value(text, at));
    if (text[at] === ']') return at + 1;
    if (text[at] !== ',') throw new Fault("Expecting ',' delimiter", at);
    at = blanks(text, at + 1);
  }
}

function string(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const letter = text.charAt(at);
    if (letter === '"') return at + 1;
    if (letter < ' ') throw new Fault('Invalid control character at', at);
    if (letter !== '\\') continue;
    const escaped = text[++at];
    if (escaped === undefined) break;
    if (escaped === 'u') {
      if (!/^[\da-f]{4}$/i.test(text.slice(at + 1, at + 5))) throw new Fault('Invalid \\uXXXX escape', at);
      at += 4;
    } else if (!'"\\/bfnrt'.includes(escaped)) throw new Fault('Invalid \\escape', at - 1);
  }
  throw new Fault('Unterminated string starting at', start);
}
