/** How values are read (drf.md §3), as plainly as can be. */
export class Bad extends Error {}

export function refuse(): never {
  throw new Bad();
}

export function trim(text: string): string {
  const space = '[\\t-\\r\\x1c- \\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]+';
  return text.replace(new RegExp(`^${space}`), '').replace(new RegExp(`${space}$`), '');
}

export function readText(text: string): string {
  return text.includes('\0') ? refuse() : trim(text);
}

/** Decimals are whole numbers of 10^-30. */
const DIGITS = 30;

export function readDecimal(text: string): bigint {
  const parts = /^([+-]?)(\d*)\.?(\d*)(?:[eE]([+-]?\d+))?$/.exec(trim(text));
  if (!parts) return refuse();
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = parts;
  if (whole + fraction === '') return refuse();
  const shift = DIGITS - fraction.length + Number(exponent);
  const digits = BigInt(whole + fraction) * 10n ** BigInt(Math.max(shift, 0));
  if (shift < 0) throw new Error(`${text} has more digits than the generators make.`);
  const value = sign === '-' ? -digits : digits;
  return value > 10n ** BigInt(50 + DIGITS) ? refuse() : value;
}

export function readInt(text: string): bigint {
  return readDecimal(text) / 10n ** BigInt(DIGITS);
}

/** Microseconds since 1970. A date alone is its midnight: of the two ways of §3, docs/api.md takes the newer. */
export function readTime(text: string): bigint {
  const form =
    /^(\d{4})-(\d\d?)-(\d\d?)(?:[T ](\d\d?):(\d\d)(?::(\d\d)(?:[.,](\d+))?)?(?:Z|([+-])(\d\d)(?::?(\d\d))?)?)?$/;
  const parts = form.exec(trim(text));
  if (!parts) return refuse();
  const [
    ,
    year,
    month,
    day,
    hour = '0',
    minute = '0',
    second = '0',
    fraction = '',
    sign,
    hours = '0',
    minutes = '0',
  ] = parts;
  const local = Date.UTC(
    Number(year),
    Number(month) - 1,
    Number(day),
    Number(hour),
    Number(minute),
    Number(second),
  );
  const offset = (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1);
  return BigInt(local - offset * 60_000) * 1000n + BigInt(fraction.slice(0, 6).padEnd(6, '0'));
}
