import { floatText } from '../../../formats/python-float';
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
