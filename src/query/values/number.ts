import { BadValue, NOT_A_NUMBER, TOO_LARGE } from './bad-value';
import { strip } from './text';

/** Numbers below every number of a column: PostgreSQL compares with it, a million digits would only cost time. */
export const BELOW_ALL = '-Infinity';

const DECIMAL = /^([-+]?)(?=\d|\.\d)(\d*)(?:\.(\d*))?(?:[eE]([-+]?\d+))?$/;
/** Python compares with the float 1e50, which is this. */
const MOST = 100000000000000007629769841091887003294964970946560n;
/** Python's decimal knows no larger exponents. */
const MOST_EXPONENT = 999_999_999_999_999_999;
/** PostgreSQL's numeric holds 16,383 digits behind the point. */
const FINEST = -16_000;

interface Decimal {
  negative: boolean;
  /** Without leading zeros; "" is zero. */
  digits: string;
  exponent: number;
}

/** Every decimal digit of Unicode as its ASCII digit: Python reads `１２` as 12. */
export function asciiDigits(text: string): string {
  return text.replace(/[^\0-\x7f]/gu, (char) => {
    if (!/^\p{Nd}$/u.test(char)) return char;
    const code = char.codePointAt(0) ?? 0;
    let zero = code; // blocks of digits begin with their zero and have ten each
    while (/^\p{Nd}$/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
    return String((code - zero) % 10);
  });
}

/**
 * What Python's Decimal reads after trimming (drf.md §3), as exact text that PostgreSQL's numeric takes.
 * Throws BadValue, also above 1e50.
 */
export function readDecimal(text: string): string {
  const { negative, digits, exponent } = parseDecimal(text);
  if (digits === '') return '0';
  const sign = negative ? '-' : '';
  if (exponent >= FINEST)
    return digits.length + exponent > 130_000 ? BELOW_ALL : `${sign}${digits}E${exponent}`;
  // Finer than any column: a last digit that only says "a little more than that" compares alike.
  const kept = digits.slice(0, Math.max(0, digits.length + exponent - FINEST));
  return `${sign}${kept}1E${FINEST - 1}`;
}

/** A number for an integer column: cut toward zero, whatever the lookup. Throws BadValue. */
export function readInteger(text: string): string {
  const { negative, digits, exponent } = parseDecimal(text);
  const length = digits.length + exponent;
  if (length <= 0) return '0';
  if (length > 60) return BELOW_ALL;
  const whole = exponent >= 0 ? digits + '0'.repeat(exponent) : digits.slice(0, length);
  return `${negative ? '-' : ''}${whole}`;
}

function parseDecimal(text: string): Decimal {
  const match = DECIMAL.exec(asciiDigits(strip(text)).replaceAll('_', ''));
  if (!match) throw new BadValue(NOT_A_NUMBER);
  const [, sign, whole = '', fraction = '', power = '0'] = match;
  if (Math.abs(Number(power)) > MOST_EXPONENT) throw new BadValue(NOT_A_NUMBER);
  const digits = (whole + fraction).replace(/^0+/, '');
  const decimal = { negative: sign === '-', digits, exponent: Number(power) - fraction.length };
  if (exceedsMost(decimal)) throw new BadValue(TOO_LARGE);
  return decimal;
}

function exceedsMost({ negative, digits, exponent }: Decimal): boolean {
  const length = digits.length + exponent;
  if (negative || digits === '' || length < 51) return false;
  if (length > 51) return true;
  const whole = BigInt(exponent >= 0 ? digits + '0'.repeat(exponent) : digits.slice(0, length));
  return whole > MOST || (whole === MOST && /[1-9]/.test(digits.slice(length)));
}

/** Python's `int(text)`: pages, sizes, number keys. Null if it is none. */
export function readPythonInt(text: string): bigint | null {
  const match = /^([-+]?)(\d+(?:_\d+)*)$/.exec(asciiDigits(strip(text)));
  if (!match) return null;
  const value = BigInt((match[2] ?? '').replaceAll('_', ''));
  return match[1] === '-' ? -value : value;
}
