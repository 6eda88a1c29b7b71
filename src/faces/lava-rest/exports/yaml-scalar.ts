import { floatText } from '../../../formats/python-float';
import { YamlScalar } from '../../../formats/yaml11';

/** The common case: words, names, paths. */
const WORD = /^[A-Za-z_/][A-Za-z0-9_./-]*$/;
const LONGEST_RESERVED = 5;
const RESERVED: ReadonlySet<string> = new Set(['y', 'n', 'yes', 'no', 'on', 'off', 'true', 'false', 'null']);
/** Printable ASCII that may be plain in a block: no indicator in front, no `: `, no ` #`, no blank at the ends. */
const PLAIN = /^[A-Za-z0-9_/(](?:(?!: |:$| #| $)[ -~])*$/;
const ASCII = /^[ -~]*$/;
/** Every number of YAML 1.1 that begins with a digit, as PyYAML or less careful readers see it. */
const NUMBER = /^(?:0[box]?[0-9a-fA-F_]+|[0-9][0-9_]*(?::[0-9][0-9_]*)*(?:\.[0-9_]*)?(?:[eE][-+]?[0-9]+)?)$/;
const DATE = /^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:$|[Tt \t])/;

/** Printed as they are inside double quotes. */
const EACH_ESCAPED = /[^ !#-[\]-~]/gu;
const SHORT: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\0': '\\0',
};

function escaped(character: string): string {
  const short = SHORT[character];
  if (short !== undefined) return short;
  const code = character.codePointAt(0) ?? 0;
  const hex = code.toString(16).toUpperCase();
  if (code < 0x100) return `\\x${hex.padStart(2, '0')}`;
  return code < 0x10000 ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`;
}

/** Text that YAML 1.1 reads back as text: plain where it can be, else in single quotes, in double quotes unless ASCII. */
export function yamlText(text: string): string {
  if (WORD.test(text) ? !reserved(text) : plain(text)) return text;
  if (ASCII.test(text)) return `'${text.includes("'") ? text.replaceAll("'", "''") : text}'`;
  return `"${text.replace(EACH_ESCAPED, escaped)}"`;
}

const reserved = (text: string): boolean =>
  text.length <= LONGEST_RESERVED && RESERVED.has(text.toLowerCase());

const plain = (text: string): boolean =>
  PLAIN.test(text) && !NUMBER.test(text) && !DATE.test(text) && !reserved(text);

/** A scalar on one line. */
export function yamlScalar(value: YamlScalar): string {
  if (typeof value === 'string') return yamlText(value);
  if (typeof value !== 'number') return String(value);
  if (!Number.isFinite(value)) return Number.isNaN(value) ? '.nan' : value < 0 ? '-.inf' : '.inf';
  // A float without a point is text to YAML 1.1.
  return floatText(value).replace(/^(-?[0-9]+)e/, '$1.0e');
}
