import { YamlMapping, YamlValue } from '../../../formats/yaml11';

const PLAIN = /^[ -&(-[\]-~]*$/;
/** What Python's `repr` does not print as it is: quotes are another matter. Blanks other than U+0020 are separators. */
const EACH_UNPRINTABLE = /[\\\p{C}\p{Zl}\p{Zp}]|(?! )\p{Zs}/gu;
const SHORT: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function escaped(character: string): string {
  const short = SHORT[character];
  if (short !== undefined) return short;
  const code = character.codePointAt(0) ?? 0;
  const hex = code.toString(16);
  if (code < 0x100) return `\\x${hex.padStart(2, '0')}`;
  return code < 0x10000 ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`;
}

function stringLiteral(text: string): string {
  if (PLAIN.test(text)) return `'${text}'`;
  const shown = text.replace(EACH_UNPRINTABLE, escaped);
  if (!text.includes("'")) return `'${shown}'`;
  return text.includes('"') ? `'${shown.replaceAll("'", "\\'")}'` : `"${shown}"`;
}

/** A float as Python shows it: the shortest digits, `1500.0`, `1e-05`, `1e+16`, `nan`. */
export function floatText(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value < 0 ? '-inf' : 'inf';
  const size = Math.abs(value);
  if (size >= 1e16 || (size < 1e-4 && size > 0)) {
    const [digits = '', exponent = ''] = value.toExponential().split('e');
    return `${digits}e${exponent[0]}${exponent.slice(1).padStart(2, '0')}`;
  }
  const text = Object.is(value, -0) ? '-0' : String(value);
  return text.includes('.') ? text : `${text}.0`;
}

/** A mapping as a literal of Python: `{'definition': '0_smoke', 'case': 'login'}` (contract lava-rest §7.4). */
function mappingLiteral(mapping: YamlMapping): string {
  let text = '';
  for (const [key, value] of mapping)
    text += `${text === '' ? '' : ', '}${pythonLiteral(key)}: ${pythonLiteral(value)}`;
  return `{${text}}`;
}

/** What Python's `repr` makes of a value: quotes, escapes, `True`, `None`, lists and mappings (contract lava-rest §7.4). */
export function pythonLiteral(value: YamlValue): string {
  if (typeof value === 'string') return stringLiteral(value);
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'number') return floatText(value);
  if (typeof value === 'bigint') return String(value);
  return Array.isArray(value) ? `[${value.map(pythonLiteral).join(', ')}]` : mappingLiteral(value);
}

/** What Python's `str` makes of a value: text as it is, everything else its literal (contract lava-rest §7.8). */
export function pythonText(value: YamlValue): string {
  return typeof value === 'string' ? value : pythonLiteral(value);
}
