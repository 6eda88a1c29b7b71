import { PlainFieldStatement } from '../query/statement';
import { BadValue, TOO_LARGE } from '../query/values/bad-value';
import { readDecimal } from '../query/values/number';
import { Checked } from './checked';

const INT32 = 2_147_483_647;
const LONGEST = 1000;

/** "7", 7, "7.0" and 7.0 are integers; 7.5, true and lists are not. */
export function checkInteger(field: PlainFieldStatement, value: unknown): Checked {
  if (typeof value !== 'number' && typeof value !== 'string')
    return { message: 'A valid integer is required.' };
  const text = String(value).trim();
  if (text.length > LONGEST) return { message: 'String value too large.' };
  const whole = /^([+-]?\d+)(?:\.0*)?$/.exec(text)?.[1];
  if (whole === undefined && !Number.isInteger(value)) return { message: 'A valid integer is required.' };
  const number = whole === undefined ? BigInt(value as number) : BigInt(whole);
  const most = field.maximum ?? INT32;
  const least = field.minimum ?? -INT32 - 1;
  if (number > BigInt(most)) return { message: `Ensure this value is less than or equal to ${most}.` };
  if (number < BigInt(least)) return { message: `Ensure this value is greater than or equal to ${least}.` };
  return { value: Number(number) };
}

/** A decimal as text, so that no digit is lost on the way. */
export function checkDecimal(field: PlainFieldStatement, value: unknown): Checked {
  if (typeof value !== 'number' && typeof value !== 'string')
    return { message: 'A valid number is required.' };
  if (typeof value === 'string' && value.length > LONGEST) return { message: 'String value too large.' };
  const most = field.maxDigits ?? 30;
  const tooManyDigits = { message: `Ensure that there are no more than ${most} digits in total.` };
  let text: string;
  try {
    text = readDecimal(String(value));
  } catch (error) {
    const large = error instanceof BadValue && error.message === TOO_LARGE;
    return large ? tooManyDigits : { message: 'A valid number is required.' };
  }
  const [, digits = '', fraction = '', exponent = '0'] =
    /^[+-]?(\d*)\.?(\d*)(?:[eE]([+-]?\d+))?$/.exec(text) ?? [];
  const shift = Number(exponent);
  const places = Math.max(0, fraction.length - shift);
  const before =
    /^0*$/.test(digits) && shift <= 0 ? 0 : Math.max(0, digits.replace(/^0+/, '').length + shift);
  const mostPlaces = field.decimalPlaces ?? 10;
  if (before + places > most) return tooManyDigits;
  if (places > mostPlaces)
    return { message: `Ensure that there are no more than ${mostPlaces} decimal places.` };
  if (before > most - mostPlaces)
    return {
      message: `Ensure that there are no more than ${most - mostPlaces} digits before the decimal point.`,
    };
  return { value: text };
}
