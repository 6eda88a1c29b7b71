import { BadValue, NOT_A_TIME } from './bad-value';
import { clockOf, daysInMonth, daysOf, weekdayOf } from './civil';
import { asciiDigits } from './number';
import { strip } from './text';

/** Django's own form: one digit is enough in a part, white space may stand before the zone. */
const DJANGO =
  /^(\d{4})-(\d{1,2})-(\d{1,2})[T ](\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:[.,](\d+))?)?\s*(Z|[+-]\d{2}(?::?\d{2})?)?$/;
/** Python's `fromisoformat`: date alone, compact forms, weeks, hours alone. */
const ISO_DATE = /^(\d{4})(?:-(\d{2})-(\d{2})|(\d{2})(\d{2})|-W(\d{2})(?:-(\d))?|W(\d{2})(\d)?)$/;
const ISO_CLOCK =
  /^(\d{2})(?:(:?)(\d{2})(?:\2(\d{2})(?:[.,](\d+))?)?)?(Z|[+-]\d{2}(?::?\d{2}(?::?\d{2})?)?)?$/;
const DAY = 86_400;
const LAST_DAY = daysOf(9999, 12, 31);

/**
 * A point in time as Django 5.2 reads it (drf.md §3, §22), trimmed, in UTC if without zone; microseconds are kept, more
 * digits cut. Gives UTC as PostgreSQL's timestamptz takes it: `2024-06-07 08:09:10.123000+00`. Throws BadValue.
 */
export function readTime(text: string): string {
  const ascii = asciiDigits(strip(text));
  const parts = readDjango(ascii) ?? readIso(ascii);
  if (!parts) throw new BadValue(NOT_A_TIME);
  const { date, time, era } = clockOf(parts.seconds);
  return `${date} ${time}.${parts.fraction.slice(0, 6).padEnd(6, '0')}+00${era}`;
}

interface Instant {
  seconds: number;
  fraction: string;
}

function readDjango(text: string): Instant | null {
  const match = DJANGO.exec(text);
  if (!match) return null;
  const [, year, month, day, hour, minute, second, fraction, zone] = match;
  return instant(dayNumber(Number(year), Number(month), Number(day)), hour, minute, second, fraction, zone);
}

function readIso(text: string): Instant | null {
  const [date = '', clock] = text.split(/[T ](.*)/s, 2);
  const match = ISO_DATE.exec(date);
  if (!match) return null;
  const [, year, month, day, compactMonth, compactDay, week, weekday, compactWeek, compactWeekday] = match;
  const weekNumber = week ?? compactWeek;
  const days =
    weekNumber === undefined
      ? dayNumber(Number(year), Number(month ?? compactMonth), Number(day ?? compactDay))
      : weekDayNumber(Number(year), Number(weekNumber), Number(weekday ?? compactWeekday ?? 1));
  if (clock === undefined) return instant(days);
  const parts = ISO_CLOCK.exec(clock);
  return parts && instant(days, parts[1], parts[3], parts[4], parts[5], parts[6]);
}

function dayNumber(year: number, month: number, day: number): number | null {
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null;
  return daysOf(year, month, day);
}

/** Week 1 has the year's first Thursday; week 53 exists in some years only. */
function weekDayNumber(year: number, week: number, weekday: number): number | null {
  if (year < 1 || week < 1 || week > 53 || weekday < 1 || weekday > 7) return null;
  const fourth = daysOf(year, 1, 4);
  const monday = fourth - weekdayOf(fourth) + 1 + (week - 1) * 7;
  if (week === 53 && monday + 3 >= daysOf(year + 1, 1, 1)) return null;
  return monday + weekday - 1 > LAST_DAY ? null : monday + weekday - 1;
}

function instant(
  days: number | null,
  hour = '0',
  minute = '0',
  second = '0',
  fraction = '',
  zone = 'Z',
): Instant | null {
  if (days === null || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return null;
  const offset = offsetSeconds(zone);
  if (Math.abs(offset) >= DAY) return null;
  const seconds = days * DAY + Number(hour) * 3600 + Number(minute) * 60 + Number(second) - offset;
  return { seconds, fraction };
}

/** `+05:30`, `-0800`, `+01` or `Z` in seconds. */
export function offsetSeconds(zone: string): number {
  if (zone === 'Z') return 0;
  const digits = zone.slice(1).replaceAll(':', '').padEnd(6, '0');
  const seconds =
    Number(digits.slice(0, 2)) * 3600 + Number(digits.slice(2, 4)) * 60 + Number(digits.slice(4, 6));
  return zone.startsWith('-') ? -seconds : seconds;
}
