/**
 * The filter language of drf.md §3–§8, told a second time and as plainly as can be: loops over plain objects, no SQL and
 * nothing of src/query, so that both can be held against each other. Fits the toy library only.
 */
import {
  CHOICES,
  Cell,
  DEFAULT_SIZE,
  Kind,
  LIBRARY,
  LOOKUPS,
  MOST_SIZE,
  NUMERIC,
  ResourceName,
  Row,
  Tables,
} from './naive-library';
import { Bad, readDecimal, readInt, readText, readTime, refuse, trim } from './naive-values';

export type NaivePair = readonly [name: string, value: string];
/** Bad parameters, no such page, or a page. */
export type Answer =
  | { bad: string[] }
  | { missing: true }
  | { count: number; keys: unknown[]; next: boolean; previous: boolean };

type Value = string | bigint | boolean;
type Operand = Value | (Value | null)[];
interface Condition {
  field: string;
  kind: Kind;
  lookup: string;
  negated: boolean;
  operand: Operand;
}
interface Group {
  conditions: Condition[];
  relations: Map<string, Group>;
}
export function naiveList(tables: Tables, name: ResourceName, pairs: readonly NaivePair[]): Answer {
  const last = new Map(pairs);
  const root: Group = { conditions: [], relations: new Map() };
  const bad: string[] = [];
  for (const [parameter, value] of last) {
    try {
      addCondition(tables, root, name, parameter, value);
    } catch (error) {
      if (!(error instanceof Bad)) throw error;
      bad.push(parameter);
    }
  }
  if (bad.length > 0) return { bad: bad.sort() };
  const rows = tables[name].filter((row) => matches(tables, name, row, root));
  rows.sort(comparator(tables, name, last.get('ordering') ?? ''));
  return pageOf(
    rows.map((row) => row[LIBRARY[name].key]),
    last,
  );
}

/** §2 */
function addCondition(
  tables: Tables,
  root: Group,
  start: ResourceName,
  parameter: string,
  text: string,
): void {
  const negated = parameter.endsWith('!');
  const path: string[] = [];
  let name = start;
  let rest = negated ? parameter.slice(0, -1) : parameter;
  for (;;) {
    const { fields, relations } = LIBRARY[name];
    const found = Object.entries(fields)
      .flatMap(([field, kind]) => LOOKUPS[kind].map((lookup) => ({ field, kind, lookup })))
      .find(({ field, lookup }) => rest === (lookup === 'exact' ? field : `${field}__${lookup}`));
    if (found) {
      const operand = readOperand(tables, relations[found.field], found.kind, found.lookup, text);
      if (operand === undefined) return;
      groupAt(root, path).conditions.push({ ...found, negated, operand });
      return;
    }
    const before = rest;
    const step = Object.entries(relations).find(([relation]) => before.startsWith(`${relation}__`));
    if (!step) return;
    path.push(step[0]);
    rest = rest.slice(step[0].length + 2);
    name = step[1];
  }
}

function groupAt(root: Group, path: string[]): Group {
  return path.reduce((group, relation) => {
    const next = group.relations.get(relation) ?? { conditions: [], relations: new Map() };
    group.relations.set(relation, next);
    return next;
  }, root);
}

/** §3; undefined when the filter is off or ignored. */
function readOperand(
  tables: Tables,
  target: ResourceName | undefined,
  kind: Kind,
  lookup: string,
  text: string,
): Operand | undefined {
  if (text === '') return undefined;
  if (lookup === 'isnull' || kind === 'bool') {
    if (/^(true|1)$/i.test(text)) return true;
    return /^(false|0)$/i.test(text) ? false : undefined;
  }
  if (target) {
    const read = (member: string): Value => readKey(tables, target, member);
    return lookup === 'in' ? text.split(',').filter(Boolean).map(read) : read(text);
  }
  if (kind === 'text' || kind === 'choice' || (kind === 'inside' && !NUMERIC.includes(lookup))) {
    if (lookup === 'in') return text.split(',').map(readText);
    if (kind === 'choice' && lookup === 'exact') return CHOICES.includes(text) ? text : refuse();
    return readText(text) || undefined;
  }
  const read = kind === 'time' ? readTime : kind === 'int' ? readInt : readDecimal;
  if (lookup === 'in') return text.split(',').filter(Boolean).map(read);
  if (lookup !== 'range') return read(text);
  const ends = text.split(',').map((end) => (end === '' ? null : read(end)));
  return ends.length === 2 ? ends : refuse();
}

function readKey(tables: Tables, target: ResourceName, text: string): Value {
  const { key, fields } = LIBRARY[target];
  const isText = fields[key] === 'text';
  if (!isText && !/^[+-]?\d+$/.test(trim(text))) return refuse();
  const wanted = isText ? text : BigInt(trim(text).replace('+', ''));
  return tables[target].some((row) => comparable('one', (row[key] ?? null) as Cell) === wanted)
    ? wanted
    : refuse();
}

function comparable(kind: Kind, cell: Cell): Value | null {
  if (cell === null) return null;
  if (kind === 'decimal') return readDecimal(String(cell));
  if (kind === 'time') return readTime(String(cell));
  if (kind === 'inside') return String(cell);
  return typeof cell === 'number' ? BigInt(cell) : cell;
}

/** §5: all conditions behind one relation hold for one and the same row. */
function matches(tables: Tables, name: ResourceName, row: Row, group: Group): boolean {
  const own = group.conditions.every((condition) => holds(row[condition.field] ?? null, condition));
  return (
    own &&
    [...group.relations].every(([relation, inner]) => {
      const target = LIBRARY[name].relations[relation] as ResourceName;
      const keys = [row[relation] ?? null].flat();
      return tables[target].some(
        (other) => keys.includes(other[LIBRARY[target].key] as Cell) && matches(tables, target, other, inner),
      );
    })
  );
}

/** §4 and §6: an exclusion takes the nulls in. */
function holds(cell: Cell | Cell[], { kind, lookup, negated, operand }: Condition): boolean {
  if (Array.isArray(cell)) return cell.some((key) => comparable(kind, key) === operand) !== negated;
  if (lookup === 'isnull') return ((cell === null) === operand) !== negated;
  if (kind === 'inside' && NUMERIC.includes(lookup) && typeof cell !== 'number') return negated;
  const value = comparable(kind === 'inside' && NUMERIC.includes(lookup) ? 'decimal' : kind, cell);
  if (value === null) return negated;
  const found = compare(value, lookup, operand);
  return found !== null && found !== negated;
}

/** True, false, or null where SQL does not know. */
function compare(value: Value, lookup: string, operand: Operand): boolean | null {
  if (Array.isArray(operand)) {
    if (lookup === 'in') return operand.includes(value);
    const [low = null, high = null] = operand;
    if ((low !== null && value < low) || (high !== null && value > high)) return false;
    return low === null || high === null ? null : true;
  }
  const [text, part] = [String(value), String(operand)];
  const [upper, upperPart] = [text.toUpperCase(), part.toUpperCase()];
  const meanings: Record<string, () => boolean> = {
    exact: () => value === operand,
    iexact: () => upper === upperPart,
    contains: () => text.includes(part),
    icontains: () => upper.includes(upperPart),
    startswith: () => text.startsWith(part),
    istartswith: () => upper.startsWith(upperPart),
    endswith: () => text.endsWith(part),
    iendswith: () => upper.endsWith(upperPart),
    regex: () => new RegExp(part, 'su').test(text),
    iregex: () => new RegExp(part, 'isu').test(text),
    lt: () => value < operand,
    lte: () => value <= operand,
    gt: () => value > operand,
    gte: () => value >= operand,
  };
  return (meanings[lookup] as () => boolean)();
}

/** §7: nulls last, descending first; the key decides between equals. */
function comparator(tables: Tables, name: ResourceName, ordering: string): (a: Row, b: Row) => number {
  const { key, fields, relations, ordering: listed, defaultOrder } = LIBRARY[name];
  const asked = ordering
    .split(',')
    .map(trim)
    .filter((term) => listed.includes(term.replace(/^-/, '')));
  const terms = [...(asked.length > 0 ? asked : defaultOrder), key].map((term) => {
    const [first = '', second] = term.replace(/^-/, '').split('__');
    const value = (row: Row): Value | null => {
      const cell = (row[first] ?? null) as Cell;
      const kind = fields[first] as Kind;
      if (second === undefined) return comparable(kind, cell);
      const target = relations[first] as ResourceName;
      const other = tables[target].find((related) => related[LIBRARY[target].key] === cell);
      return (other?.[second] ?? null) as string | null;
    };
    return { value, sign: term.startsWith('-') ? -1 : 1 };
  });
  return (a, b) => {
    for (const { value, sign } of terms) {
      const [left, right] = [value(a), value(b)];
      if (left === right) continue;
      if (left === null || right === null) return left === null ? sign : -sign;
      return left < right ? -sign : sign;
    }
    return 0;
  };
}

function pythonInt(text: string | undefined): number | null {
  return text !== undefined && /^[+-]?\d+$/.test(trim(text)) ? Number(trim(text)) : null;
}

/** §8 */
function pageOf(keys: unknown[], last: Map<string, string>): Answer {
  const sizeOf = (text: string | undefined): number => {
    const size = pythonInt(text) ?? 0;
    return size > 0 ? Math.min(size, MOST_SIZE) : DEFAULT_SIZE;
  };
  const count = keys.length;
  const slice = (from: number, size: number): Answer => ({
    count,
    keys: keys.slice(from, from + size),
    next: from + size < count,
    previous: from > 0,
  });
  if (last.has('limit') || last.has('offset')) {
    return slice(Math.max(0, pythonInt(last.get('offset')) ?? 0), sizeOf(last.get('limit')));
  }
  const size = sizeOf(last.get('page_size'));
  const pages = Math.max(1, Math.ceil(count / size));
  const sent = last.get('page');
  const page = sent === undefined ? 1 : sent === 'last' ? pages : (pythonInt(sent) ?? 0);
  return page >= 1 && page <= pages ? slice((page - 1) * size, size) : { missing: true };
}
