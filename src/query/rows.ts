import { FieldStatement, ResourceStatement } from './statement';
import { clockOf, daysOf } from './values/civil';
import { offsetSeconds } from './values/time';

/** A row as clients see it: field names in the statement's order, values as drf.md §9. */
export type Row = Record<string, unknown>;
export type Shaper = (raw: Row) => Row;
type Shape = (value: unknown) => unknown;

const shapers = new WeakMap<object, Shaper>();

/**
 * The prepared shaper of a statement: raw row of the driver → row. It expects numbers for int8, numeric as text, jsonb
 * parsed, and timestamptz as PostgreSQL's own text. Fields that the raw row lacks are left out.
 */
export function rowShaper<C>(statement: ResourceStatement<C>): Shaper {
  let shaper = shapers.get(statement);
  if (!shaper) shapers.set(statement, (shaper = prepare(statement)));
  return shaper;
}

export function shapeRow<C>(statement: ResourceStatement<C>, raw: Row): Row {
  return rowShaper(statement)(raw);
}

function prepare<C>(statement: ResourceStatement<C>): Shaper {
  const fields = Object.entries(statement.fields)
    .filter(([, field]) => !field.writeOnly && !field.hidden)
    .map(([name, field]): [string, Shape | null] => [name, shapeOf(field)]);
  return (raw) => {
    const row: Row = {};
    for (const [name, shape] of fields) {
      const value = raw[name];
      if (value === undefined) continue;
      row[name] = shape === null ? value : shape(value);
    }
    return row;
  };
}

/** Null where the driver's value is the row's value. */
function shapeOf<C>(field: FieldStatement<C>): Shape | null {
  if (field.type === 'choice' && field.words) return wordShape(field.words);
  const shape = valueShape(field);
  return shape && ((value) => (value === null ? null : shape(value)));
}

function wordShape(words: Readonly<Record<string, readonly (string | null)[]>>): Shape {
  const said = new Map(
    Object.entries(words).flatMap(([word, values]) =>
      values.map((value): [unknown, string] => [value, word]),
    ),
  );
  return (value) => said.get(value) ?? value;
}

/** For values that are there. */
function valueShape<C>(field: FieldStatement<C>): Shape | null {
  if (field.type === 'time') return (value) => (typeof value === 'string' ? timeText(value) : value);
  if (field.type === 'decimal') return String;
  if (field.type === 'int') return wholeNumber;
  if (field.type !== 'relation' || field.shown !== undefined) return null;
  const target = field.to();
  if (target.fields[target.key]?.type !== 'int') return null;
  return field.many ? (keys) => (keys as unknown[]).map(wholeNumber) : wholeNumber;
}

/** Arrays of int8 come as text even where int8 comes as a number. */
function wholeNumber(value: unknown): unknown {
  return typeof value === 'string' ? Number(value) : value;
}

/** PostgreSQL's ISO style: date, time, fraction, zone, era. */
const POSTGRES = /^(\d{4,})-(\d\d)-(\d\d) (\d\d:\d\d:\d\d)(?:\.(\d+))?([+-]\d\d(?::\d\d){0,2})?( BC)?$/;

/** `2024-06-07 08:09:10.123+00` → `2024-06-07T08:09:10.123000Z`: six decimals or none. */
export function timeText(raw: string): string {
  const length = raw.length;
  if (raw.charCodeAt(10) === 0x20 && raw.endsWith('+00')) {
    const whole = `${raw.slice(0, 10)}T${raw.slice(11, 19)}`;
    return length === 22 ? `${whole}Z` : `${whole}.${raw.slice(20, length - 3).padEnd(6, '0')}Z`;
  }
  return rareTimeText(raw);
}

/** Other zones, years beyond 9999 and before 1 (year 0 is 1 BC, as ISO 8601 counts); `infinity` stays. */
function rareTimeText(raw: string): string {
  const match = POSTGRES.exec(raw);
  if (!match) return raw;
  const [, year, month, day, clock = '', fraction, zone = '+00', before] = match;
  const [hours, minutes, seconds] = clock.split(':').map(Number);
  const civilYear = before ? 1 - Number(year) : Number(year);
  const days = daysOf(civilYear, Number(month), Number(day));
  const local = days * 86_400 + (hours ?? 0) * 3600 + (minutes ?? 0) * 60 + (seconds ?? 0);
  const { date, time, era } = clockOf(local - offsetSeconds(zone));
  const isoDate = era === '' ? date : isoBefore(date);
  return `${isoDate}T${time}${fraction ? `.${fraction.padEnd(6, '0')}` : ''}Z`;
}

function isoBefore(date: string): string {
  const [year, ...rest] = date.split('-');
  const iso = Number(year) - 1;
  return [`${iso === 0 ? '' : '-'}${String(iso).padStart(4, '0')}`, ...rest].join('-');
}
