import { floatText } from '../formats/python-float';
import { DefinitionKey, DefinitionMap, DefinitionValue, Moment } from './definition-value';

/** Characters of a text that a message repeats. */
const LONGEST = 200;

/** A text as Python's `repr()` writes it: in single quotes unless it holds some and no double ones. */
export function quotedText(text: string): string {
  const shown = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
  const quote = shown.includes("'") && !shown.includes('"') ? '"' : "'";
  const escaped = shown
    .replaceAll('\\', '\\\\')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t')
    .replaceAll(quote, `\\${quote}`);
  return `${quote}${escaped}${quote}`;
}

/** A key as `repr()` writes it. */
export function shownKey(key: DefinitionKey): string {
  if (key === null) return 'None';
  if (typeof key === 'boolean') return key ? 'True' : 'False';
  if (typeof key === 'bigint') return key.toString();
  return typeof key === 'number' ? floatText(key) : quotedText(key);
}

type Scalar = Exclude<DefinitionValue, null | DefinitionValue[] | DefinitionMap>;

/** A scalar as the text that LAVA searches metadata by: Python's `str()`, but `true` and `false` (lava-rest §8.1). */
export function scalarText(value: Scalar): string {
  if (value instanceof Moment) return value.text;
  return typeof value === 'number' ? floatText(value) : String(value);
}
