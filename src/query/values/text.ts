import { BadValue, NULL_CHARACTER } from './bad-value';

/** White space as Python's `str.strip` sees it; JavaScript's `trim` differs in six characters (drf.md §3). */
function isBlank(code: number): boolean {
  if (code <= 0x20) return code === 0x20 || (code >= 0x09 && code <= 0x0d) || (code >= 0x1c && code <= 0x1f);
  if (code < 0x1680) return code === 0x85 || code === 0xa0;
  return (
    code === 0x1680 ||
    (code >= 0x2000 && code <= 0x200a) ||
    code === 0x2028 ||
    code === 0x2029 ||
    code === 0x202f ||
    code === 0x205f ||
    code === 0x3000
  );
}

/** Python's `str.strip()`. */
export function strip(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isBlank(text.charCodeAt(start))) start += 1;
  while (end > start && isBlank(text.charCodeAt(end - 1))) end -= 1;
  return start === 0 && end === text.length ? text : text.slice(start, end);
}

/** A text value: trimmed, without U+0000. Throws BadValue. */
export function readText(text: string): string {
  return refuseNull(strip(text));
}

/** Throws BadValue if the text holds U+0000, which PostgreSQL cannot store. */
export function refuseNull(text: string): string {
  if (text.includes('\0')) throw new BadValue(NULL_CHARACTER);
  return text;
}

/** The exact match of a choice: one of the choices, untrimmed, case and all. Throws BadValue. */
export function readChoice(text: string, choices: readonly string[]): string {
  if (choices.includes(text)) return text;
  throw new BadValue(`Select a valid choice. ${text} is not one of the available choices.`);
}

/** `true`, `false` in any case, `1`, `0`, untrimmed; null for anything else. */
export function readBool(text: string): boolean | null {
  if (text === '1' || /^true$/i.test(text)) return true;
  if (text === '0' || /^false$/i.test(text)) return false;
  return null;
}
