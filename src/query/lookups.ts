import { Lookup, NUMERIC_LOOKUPS } from './lookup-names';
import { Condition, Operand } from './plan-types';
import { FieldType } from './statement';
import { BELOW_ALL } from './values/number';

export type Bind = (value: unknown) => string;

/** What a lookup is applied to. */
export interface Subject {
  /** The column in SQL, quoted and with its alias. */
  sql: string;
  /** The column's PostgreSQL type. */
  type: string;
  nullable: boolean;
  /** How values were read. */
  kind: FieldType | 'relation';
  /** A value inside a document, whose text is `sql`: the same as jsonb. */
  inside?: string;
}

const NOTHING = 'FALSE';
const TEXTUAL = new Set(['text', 'character varying', 'varchar', 'character', 'citext']);
/** Smallest and largest value of the integer types. */
const BOUNDS: Record<string, readonly [bigint, bigint]> = {
  smallint: [-32_768n, 32_767n],
  integer: [-2_147_483_648n, 2_147_483_647n],
  bigint: [-(2n ** 63n), 2n ** 63n - 1n],
};
/** PostgreSQL's own operators on documents. */
const DOCUMENT: Partial<Record<Lookup, { operator: string; cast: string }>> = {
  json_contains: { operator: '@>', cast: 'jsonb' },
  has_key: { operator: '?', cast: 'text' },
  has_keys: { operator: '?&', cast: 'text[]' },
  has_any_keys: { operator: '?|', cast: 'text[]' },
};
const COMPARISONS = { exact: '=', lt: '<', lte: '<=', gt: '>', gte: '>=' } as const;

/** A condition as SQL (drf.md §4, §6): exclusion is the complement, rows with null included. */
export function conditionSql(subject: Subject, condition: Condition, bind: Bind): string {
  const { lookup, operand, negated } = condition;
  if (lookup === 'isnull') return `${subject.sql} IS ${operand === negated ? 'NOT ' : ''}NULL`;
  const positive = positiveSql(subject, lookup, operand, bind);
  if (!negated) return positive;
  if (Array.isArray(operand) && lookup !== 'range' && operand.includes(null)) return `NOT (${positive})`;
  return subject.nullable ? `NOT (${positive} AND ${subject.sql} IS NOT NULL)` : `NOT (${positive})`;
}

function positiveSql(subject: Subject, lookup: Lookup, operand: Operand, bind: Bind): string {
  if (subject.inside !== undefined && NUMERIC_LOOKUPS.includes(lookup))
    return numberInsideSql(subject, subject.inside, lookup, operand, bind);
  const document = DOCUMENT[lookup];
  if (subject.kind === 'json' && document)
    return `${subject.sql} ${document.operator} ${bind(operand)}::${document.cast}`;
  if (subject.kind === 'text' || subject.kind === 'choice' || subject.kind === 'json') {
    return textSql(subject, lookup, operand, bind);
  }
  if (subject.kind === 'bool' && Array.isArray(operand))
    return orderedSql(subject, lookup, operand, bind, 'boolean');
  if (typeof operand === 'boolean') return `${subject.sql} = ${bind(operand)}::boolean`;
  const bounds = BOUNDS[subject.type];
  if (subject.kind === 'int' && bounds) return integerSql(subject, lookup, operand, bounds, bind);
  return orderedSql(subject, lookup, operand, bind, castOf(subject));
}

function castOf({ kind, type }: Subject): string {
  if (kind === 'decimal' || kind === 'int') return 'numeric';
  return kind === 'time' ? 'timestamptz' : keyCast(type);
}

/** What a key is bound as: no whole number that was read as a key is too large for bigint, and indexes still serve. */
export function keyCast(type: string): string {
  if (type in BOUNDS) return 'bigint';
  return TEXTUAL.has(type) ? 'text' : type;
}

function orderedSql({ sql }: Subject, lookup: Lookup, operand: Operand, bind: Bind, cast: string): string {
  const value = (member: string | null): string => `${bind(member)}::${cast}`;
  if (typeof operand === 'string') return `${sql} ${comparison(lookup)} ${value(operand)}`;
  const list = operand as readonly (string | null)[];
  if (lookup === 'range') return `${sql} BETWEEN ${value(list[0] ?? null)} AND ${value(list[1] ?? null)}`;
  return list.length === 0 ? NOTHING : `${sql} = ANY(${bind(list)}::${cast}[])`;
}

/** Only what is a number compares. CASE decides that first, as AND would not: a cast of anything else is an error. */
function numberInsideSql(
  subject: Subject,
  inside: string,
  lookup: Lookup,
  operand: Operand,
  bind: Bind,
): string {
  const compared = orderedSql({ ...subject, sql: `${inside}::numeric` }, lookup, operand, bind, 'numeric');
  return `CASE WHEN jsonb_typeof(${inside}) = 'number' THEN ${compared} ELSE FALSE END`;
}

function comparison(lookup: Lookup): string {
  if (lookup in COMPARISONS) return COMPARISONS[lookup as keyof typeof COMPARISONS];
  throw new Error(`${lookup} does not compare.`);
}

/**
 * Integers of any size against a column of 16, 32 or 64 bits: what fits is bound in the column's own type (so an index
 * serves), what does not is decided here instead of failing in the database.
 */
function integerSql(
  subject: Subject,
  lookup: Lookup,
  operand: Operand,
  [least, most]: readonly [bigint, bigint],
  bind: Bind,
): string {
  const side = (text: string): -1 | 0 | 1 => {
    if (text === BELOW_ALL || BigInt(text) < least) return -1;
    return BigInt(text) > most ? 1 : 0;
  };
  if (typeof operand === 'string') {
    const beyond = side(operand);
    if (beyond === 0) return orderedSql(subject, lookup, operand, bind, subject.type);
    const all = beyond > 0 ? lookup === 'lt' || lookup === 'lte' : lookup === 'gt' || lookup === 'gte';
    return all ? `${subject.sql} IS NOT NULL` : NOTHING;
  }
  const list = operand as readonly (string | null)[];
  if (lookup === 'in') {
    const fitting = list.filter((member) => member !== null && side(member) === 0);
    return orderedSql(subject, lookup, fitting, bind, subject.type);
  }
  const [low = null, high = null] = list;
  if ((low !== null && side(low) > 0) || (high !== null && side(high) < 0)) return NOTHING;
  const ends = [
    low !== null && side(low) < 0 ? String(least) : low,
    high !== null && side(high) > 0 ? String(most) : high,
  ];
  return orderedSql(subject, lookup, ends, bind, subject.type);
}

function textSql({ sql: column, type }: Subject, lookup: Lookup, operand: Operand, bind: Bind): string {
  const sql = TEXTUAL.has(type) ? column : `${column}::text`;
  if (typeof operand !== 'string') {
    const list = (operand as readonly (string | null)[]).filter((member) => member !== null);
    const among = list.length === 0 ? NOTHING : `${sql} = ANY(${bind(list)}::text[])`;
    return (operand as readonly (string | null)[]).includes(null) ? `(${among} OR ${sql} IS NULL)` : among;
  }
  const value = (text: string): string => `${bind(text)}::text`;
  switch (lookup) {
    case 'exact':
      return `${sql} = ${value(operand)}`;
    case 'iexact':
      return `UPPER(${sql}) = UPPER(${value(operand)})`;
    case 'contains':
    case 'startswith':
    case 'endswith':
      return `${sql} LIKE ${value(pattern(lookup, operand))}`;
    case 'icontains':
    case 'istartswith':
    case 'iendswith':
      return `UPPER(${sql}) LIKE UPPER(${value(pattern(lookup.slice(1), operand))})`;
    case 'regex':
      return `${sql} ~ ${value(operand)}`;
    case 'iregex':
      return `${sql} ~* ${value(operand)}`;
    default:
      throw new Error(`${lookup} is no lookup of texts.`);
  }
}

function pattern(lookup: string, text: string): string {
  const escaped = escapeLike(text);
  if (lookup === 'startswith') return `${escaped}%`;
  return lookup === 'endswith' ? `%${escaped}` : `%${escaped}%`;
}

/** `\`, `%` and `_` stand for themselves. */
export function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}
