const DECIMAL = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,4}))?$/;
/** More digits than this are not a measurement but an attack. */
const MOST_DIGITS = 400;

/**
 * A decimal number as plain text without exponent (`1E-07` → `0.0000001`), digits unchanged; null when the text is not
 * a number that PostgreSQL's `numeric` can hold. Outer blanks are ignored.
 */
export function decimalText(text: string): string | null {
  const trimmed = text.trim();
  if (trimmed.length > MOST_DIGITS) return null;
  const match = DECIMAL.exec(trimmed);
  if (match === null) return null;
  const [, sign = '', whole = '', fraction = '', exponent] = match;
  if (whole === '' && fraction === '') return null;
  const minus = sign === '-' ? '-' : '';
  if (exponent === undefined) {
    return minus + (whole === '' ? '0' : whole) + (fraction === '' ? '' : `.${fraction}`);
  }
  return shifted(minus, whole, fraction, Number(exponent));
}

/** Moves the point by `places` to the right (to the left when negative). */
function shifted(minus: string, whole: string, fraction: string, places: number): string | null {
  if (Math.abs(places) > MOST_DIGITS) return null;
  const digits = whole + fraction;
  const point = whole.length + places;
  const padded =
    point <= 0 ? '0'.repeat(1 - point) + digits : digits + '0'.repeat(Math.max(0, point - digits.length));
  const at = point <= 0 ? 1 : point;
  const left = padded.slice(0, at).replace(/^0+(?=\d)/, '');
  const right = padded.slice(at).replace(/0+$/, '');
  return minus + left + (right === '' ? '' : `.${right}`);
}

/** A plain decimal times a power of ten, digits kept (`12` × 10^-3 → `0.012`). */
export function scaledDecimal(text: string, places: number): string | null {
  return places === 0 ? decimalText(text) : decimalText(`${decimalText(text) ?? ''}e${places}`);
}
