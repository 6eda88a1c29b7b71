import { YamlMapping, YamlScalar } from './yaml11';

const LETTER = 1;
const DIGIT = 2;
const IN_KEY = 4;
const FIRST_OF_PLAIN = 8;
const KINDS = kinds();
const MOST_KEY = 128;

/** Plain scalars that are not text though they begin with a letter. */
const CONSTANTS: ReadonlyMap<string, boolean | null> = new Map<string, boolean | null>([
  ...['null', 'Null', 'NULL'].map((word) => [word, null] as const),
  ...['yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'].map((word) => [word, true] as const),
  ...['no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'].map((word) => [word, false] as const),
]);
const LONGEST_CONSTANT = 5;
const PERHAPS_A_NUMBER = /^[0-9a-fA-FxX_.:+-]*$/;
const WHOLE = /^(?:0|[1-9][0-9]*)$/;
const DECIMAL = /^(?:0|[1-9][0-9]*)\.[0-9]+$/;

function kinds(): Uint8Array {
  const kinds = new Uint8Array(128);
  for (let code = 0; code < 128; code += 1) {
    const character = String.fromCharCode(code);
    if (/[A-Za-z_]/.test(character)) kinds[code] = LETTER | IN_KEY | FIRST_OF_PLAIN;
    else if (/[0-9]/.test(character)) kinds[code] = DIGIT | IN_KEY | FIRST_OF_PLAIN;
    else if (/[.-]/.test(character)) kinds[code] = IN_KEY;
    else if (/[/(]/.test(character)) kinds[code] = FIRST_OF_PLAIN;
  }
  return kinds;
}

const kindAt = (text: string, at: number): number => KINDS[text.charCodeAt(at)] ?? 0;

/** Characters that mean themselves everywhere in a scalar; what is rare (tabs, C1, separators, surrogates) is left out. */
const harmless = (code: number): boolean =>
  (code >= 0x20 && code < 0x7f) || (code > 0xa0 && code < 0x2000) || (code >= 0x3000 && code < 0xd800);

/**
 * Reads `key: value` lines with plain and quoted scalars, as LAVA writes a test's metadata: the same as `readYaml11`, at a
 * hundredth of its price. Undefined when the text is anything more than that; then it says nothing about the text.
 */
export function readYamlLines(text: string): YamlMapping | undefined {
  const mapping: YamlMapping = new Map();
  for (let at = 0; at < text.length;) {
    if ((kindAt(text, at) & LETTER) === 0) return undefined;
    const start = at;
    do at += 1;
    while ((kindAt(text, at) & IN_KEY) !== 0);
    if (at - start > MOST_KEY || text.charCodeAt(at) !== 0x3a || text.charCodeAt(at + 1) !== 0x20)
      return undefined;
    const key = text.slice(start, at);
    if (key.length <= LONGEST_CONSTANT && CONSTANTS.has(key)) return undefined;
    const found = text.indexOf('\n', at);
    const end = found < 0 ? text.length : found;
    const value = scalar(text, at + 2, end);
    if (value === undefined) return undefined;
    mapping.set(key, value);
    at = end + 1;
  }
  return mapping;
}

function scalar(text: string, start: number, end: number): YamlScalar | undefined {
  if (start >= end) return undefined;
  const first = text.charCodeAt(start);
  if (first === 0x27 || first === 0x22) return quoted(text, start, end, first);
  const kind = KINDS[first] ?? 0;
  if ((kind & FIRST_OF_PLAIN) === 0 || !plainText(text, start, end)) return undefined;
  const plain = text.slice(start, end);
  if ((kind & DIGIT) !== 0) return numberOrText(plain);
  if (plain.length > LONGEST_CONSTANT) return plain;
  const constant = CONSTANTS.get(plain);
  return constant === undefined ? plain : constant;
}

/** Whether everything on the line is one plain scalar: no `: `, no ` #`, no blank at the end. */
function plainText(text: string, start: number, end: number): boolean {
  let before = 0;
  for (let at = start; at < end; at += 1) {
    const code = text.charCodeAt(at);
    if (!harmless(code)) return false;
    if (code === 0x23 && before === 0x20) return false;
    if (code === 0x3a && (at + 1 === end || text.charCodeAt(at + 1) === 0x20)) return false;
    before = code;
  }
  return before !== 0x20;
}

function numberOrText(plain: string): YamlScalar | undefined {
  if (!PERHAPS_A_NUMBER.test(plain)) return plain;
  if (WHOLE.test(plain)) return BigInt(plain);
  return DECIMAL.test(plain) ? Number(plain) : undefined;
}

/** A quoted scalar on one line that ends the line; in double quotes only without escapes. */
function quoted(text: string, start: number, end: number, quote: number): string | undefined {
  const last = end - 1;
  if (last === start || text.charCodeAt(last) !== quote) return undefined;
  let doubled = false;
  for (let at = start + 1; at < last; at += 1) {
    const code = text.charCodeAt(at);
    if (!harmless(code)) return undefined;
    if (quote === 0x22 ? code === 0x22 || code === 0x5c : code === 0x27) {
      if (quote === 0x22 || at + 1 >= last || text.charCodeAt(at + 1) !== 0x27) return undefined;
      doubled = true;
      at += 1;
    }
  }
  const inner = text.slice(start + 1, last);
  return doubled ? inner.replaceAll("''", "'") : inner;
}
