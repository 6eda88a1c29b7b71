import { Lookup, NUMERIC_LOOKUPS } from '../lookup-names';
import { Operand } from '../plan-types';
import { FieldStatement, PlainFieldStatement } from '../statement';
import { BadValue, NOT_JSON, NOT_TWO, NO_SUCH_ROW, NULL_CHARACTER } from './bad-value';
import { readDecimal, readInteger, readPythonInt } from './number';
import { readBool, readChoice, readText, refuseNull, strip } from './text';
import { readTime } from './time';

/** The empty value: the filter is switched off. */
export const OFF = Symbol('off');
/** Neither true nor false: Django drops it without an error. */
export const IGNORED = Symbol('ignored');
export type Reading = Operand | typeof OFF | typeof IGNORED;

/** Most and least of a bigint key; beyond them there is no row. */
const MOST_KEY = 2n ** 63n - 1n;

/** Reads a parameter's value for a field and lookup (drf.md §3). Throws BadValue with Django's message. */
export function readValue<C>(field: FieldStatement<C>, lookup: Lookup, text: string): Reading {
  if (text === '') return OFF;
  if (lookup === 'isnull' || (field.type === 'bool' && lookup !== 'in')) return readBool(text) ?? IGNORED;
  if (field.type === 'bool') return bools(text);
  if (field.type === 'relation') {
    const read = keyReader(targetKey(field.to()));
    return lookup === 'in' ? members(text, read) : read(text);
  }
  if (field.type === 'int' && lookup === 'exact' && field.choices)
    return readChoice(strip(text), field.choices);
  if (field.type === 'int') return ordered(text, lookup, readInteger);
  if (field.type === 'decimal') return ordered(text, lookup, readDecimal);
  if (field.type === 'time') return ordered(text, lookup, readTime);
  if (field.type === 'choice' && field.words && (lookup === 'exact' || lookup === 'in'))
    return readWords(field, field.words, lookup, text);
  if (field.type === 'json' && NUMERIC_LOOKUPS.includes(lookup)) return ordered(text, lookup, readDecimal);
  if (field.type === 'json' && lookup === 'json_contains') return readJson(text);
  if (lookup === 'in' || lookup === 'has_keys' || lookup === 'has_any_keys')
    return text.split(',').map(readText); // empty members are the empty text
  if (field.type === 'choice' && lookup === 'exact' && field.choices) return readChoice(text, field.choices);
  const value = readText(text);
  return value === '' ? OFF : value;
}

function ordered(text: string, lookup: Lookup, read: (member: string) => string): Operand {
  if (lookup === 'in') return members(text, read);
  if (lookup !== 'range') return read(text);
  const ends = text.split(',').map((end) => (end === '' ? null : read(end)));
  if (ends.length !== 2) throw new BadValue(NOT_TWO);
  return ends;
}

/** Empty members of number, time and relation lists are dropped. */
function members(text: string, read: (member: string) => string): string[] {
  return text
    .split(',')
    .filter((member) => member !== '')
    .map(read);
}

/** Members that are neither true nor false switch the whole list off, as one value would. */
function bools(text: string): Reading {
  const read = text
    .split(',')
    .filter((member) => member !== '')
    .map((member) => readBool(strip(member)));
  return read.includes(null) ? IGNORED : read.map(String);
}

/** What is stored for the words of a choice: one is trimmed, those of a list are not; lists of numbered ones say numbers, too. */
function readWords(
  field: PlainFieldStatement,
  words: NonNullable<PlainFieldStatement['words']>,
  lookup: Lookup,
  text: string,
): Reading {
  const known = Object.keys(words);
  const named = (member: string): readonly (string | null)[] | undefined => {
    const same = (word: string): boolean =>
      word === member || (field.anyCase === true && word.toLowerCase() === strip(member).toLowerCase());
    return words[known.find(same) ?? ''];
  };
  if (lookup === 'exact') {
    const word = strip(refuseNull(text));
    return word === '' ? OFF : (named(word) ?? words[readChoice(word, known)] ?? []);
  }
  return text
    .split(',')
    .filter((member) => member !== '')
    .flatMap((member) => {
      const found = named(refuseNull(member));
      if (found !== undefined || !field.numbered) return found ?? words[readChoice(member, known)] ?? [];
      // A number of no word is nobody's.
      return words[known[Number(readInteger(member))] ?? ''] ?? [];
    });
}

function readJson(text: string): string {
  try {
    JSON.parse(refuseNull(text));
  } catch {
    throw new BadValue(NOT_JSON);
  }
  if (text.includes('\\u0000')) throw new BadValue(NULL_CHARACTER);
  return text;
}

/** The field that is a statement's key. */
export function targetKey(target: {
  name: string;
  key: string;
  fields: Record<string, unknown>;
}): PlainFieldStatement {
  const field = target.fields[target.key] as FieldStatement | undefined;
  if (!field || field.type === 'relation')
    throw new Error(`The key of ${target.name} must be a plain field.`);
  return field;
}

/** Text keys are taken as they are, number keys as Python's `int` reads them; what cannot be a key is no row. */
function keyReader(key: PlainFieldStatement): (text: string) => string {
  if (key.format === 'uuid') return readUuid;
  if (key.type !== 'int') return refuseNull;
  return (text) => {
    const number = readPythonInt(refuseNull(text));
    if (number === null || number > MOST_KEY || number < -MOST_KEY) throw new BadValue(NO_SUCH_ROW);
    return String(number);
  };
}

function readUuid(text: string): string {
  if (/^[\da-f]{8}(-?[\da-f]{4}){3}-?[\da-f]{12}$/i.test(refuseNull(text))) return text;
  throw new BadValue(NO_SUCH_ROW);
}
