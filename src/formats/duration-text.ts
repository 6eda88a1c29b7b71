import { decimalText, scaledDecimal } from './decimal';

/** Units met behind a duration, as powers of ten of a second (report-formats C3 item 15). */
const UNITS: Readonly<Record<string, number>> = {
  '': 0,
  s: 0,
  sec: 0,
  secs: 0,
  second: 0,
  seconds: 0,
  ms: -3,
  msec: -3,
  us: -6,
  µs: -6,
  μs: -6,
  ns: -9,
};
const PLAIN = /^\d{1,9}(\.\d{1,9})?$/;
const NUMBER_AND_UNIT = /^([+-]?[\d.,]+(?:[eE][+-]?\d+)?)\s*([a-zµμ]*)$/i;
/** Thirty years: whatever claims more is not a duration in seconds. */
const LONGEST = 1e9;

/** `1,234.56`, `1.234,56` and `0,5` as `1234.56`, `1234.56` and `0.5`; a lone comma before three digits groups. */
function withPoint(number: string): string {
  const comma = number.lastIndexOf(',');
  if (comma < 0) return number;
  const point = number.lastIndexOf('.');
  if (comma < point) return number.replaceAll(',', '');
  if (point >= 0) return number.replaceAll('.', '').replace(',', '.');
  return /^[+-]?\d{1,3}(,\d{3})+$/.test(number) ? number.replaceAll(',', '') : number.replace(',', '.');
}

/** Seconds as decimal text from what reports write; null when it says nothing usable (NaN, negative, absurd, a word). */
export function durationText(received: string): string | null {
  if (received.length > 400) return null;
  if (PLAIN.test(received)) return received;
  const match = NUMBER_AND_UNIT.exec(received.trim());
  const places = UNITS[match?.[2]?.toLowerCase() ?? ''];
  if (match === null || places === undefined) return null;
  const number = withPoint(match[1] ?? '');
  const seconds = places === 0 ? decimalText(number) : scaledDecimal(number, places);
  if (seconds === null || Number(seconds) > LONGEST) return null;
  if (seconds.startsWith('-')) return Number(seconds) === 0 ? '0' : null;
  return seconds;
}
