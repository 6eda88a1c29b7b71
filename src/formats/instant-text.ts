import { offsetOf } from './time-zone';

const EXACT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?(Z|[+-]\d\d:\d\d)$/;
const ISO =
  /^(\d{4})-(\d\d)-(\d\d)(?:(?:T|\s+)\s*(\d\d):(\d\d)(?::(\d\d)(?:[.,](\d+))?)?)?\s*(Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?$/i;
const EPOCH = /^\d{9,13}(\.\d+)?$/;
const RFC_822 = /^[A-Z][a-z]{2}, \d{1,2} [A-Z][a-z]{2} \d{4} /;

/** No spelling of a moment is longer; the patterns are not made for more. */
const LONGEST = 64;

const two = (n: number): string => String(n).padStart(2, '0');

/** A zone as ISO 8601 writes it. */
function zoneOf(zone: string): string {
  if (!/^[+-]/.test(zone)) return 'Z';
  const digits = zone.slice(1).replace(':', '').padEnd(4, '0');
  return `${zone[0]}${digits.slice(0, 2)}:${digits.slice(2)}`;
}

/** A day that exists, at a time that exists (24:00 is the next midnight, a leap second its last full second). */
function isoOf(parts: RegExpExecArray, naive: string | undefined): string | null {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts
    .slice(1, 7)
    .map((p) => Number(p ?? 0));
  const midnight = hour === 24 && minute === 0 && second === 0;
  if (year < 1900 || (hour > 23 && !midnight) || minute > 59 || second > 60) return null;
  const date = new Date(Date.UTC(year, month - 1, day));
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  const clockMillis = date.getTime() + ((hour * 60 + minute) * 60 + second) * 1000;
  const zone = parts[8] === undefined ? offsetOf(clockMillis, naive) : zoneOf(parts[8]);
  if (zone !== 'Z' && (Number(zone.slice(1, 3)) > 15 || Number(zone.slice(4)) > 59)) return null;
  const at = midnight ? new Date(date.getTime() + 86_400_000) : date;
  const clock = `${two(midnight ? 0 : hour)}:${two(minute)}:${two(Math.min(second, 59))}`;
  const fraction = parts[7] === undefined ? '' : `.${parts[7].slice(0, 6)}`;
  return at.getUTCFullYear() > 9999 ? null : `${at.toISOString().slice(0, 10)}T${clock}${fraction}${zone}`;
}

function isoOfMillis(millis: number): string | null {
  const date = new Date(millis);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}

/**
 * ISO 8601 with `Z` or offset and at most six decimals, from the spellings of report-formats C3 item 16: a time without
 * zone is one of `zone` (UTC unless told), a blank for the `T`, seconds or milliseconds since 1970, RFC 822. Null when it
 * is not a moment.
 */
export function instantText(received: string, zone?: string): string | null {
  if (received.length > LONGEST) return null;
  const text = received.trim();
  const parts = ISO.exec(text);
  if (parts !== null) {
    const iso = isoOf(parts, zone);
    return iso !== null && EXACT.test(text) && !text.includes('T24')
      ? iso.slice(0, 19) === text.slice(0, 19)
        ? text
        : iso
      : iso;
  }
  if (EPOCH.test(text)) {
    const [whole = ''] = text.split('.');
    return isoOfMillis(whole.length > 11 ? Number(text) : Number(text) * 1000);
  }
  return RFC_822.test(text) ? isoOfMillis(Date.parse(text)) : null;
}

/** True when the text itself says which moment it is: with a zone. Else the zone was assumed, or it is no moment at all. */
export function namesItsZone(received: string): boolean {
  if (EXACT.test(received)) return true;
  const text = received.slice(0, LONGEST).trim();
  return ISO.exec(text)?.[8] !== undefined || EPOCH.test(text) || RFC_822.test(text);
}
