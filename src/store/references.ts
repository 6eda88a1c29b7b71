import { EntityManager } from 'typeorm';
import { FieldErrors } from '../errors/domain-error';
import { RelationStatement, ResourceStatement } from '../query/statement';
import { keyColumn, placeOf, tableOf } from './columns';
import { pythonText, pythonType } from './python-type';
import { Key, Values } from './values';

type Sent = { by: 'key' | 'name'; value: Key };
type Read = Sent | { fault: string };

const missing = (key: string) => ({ fault: `Invalid pk "${key}" - object does not exist.` });
const wrongType = (value: unknown) => ({
  fault: `Incorrect type. Expected pk value, received ${pythonType(value)}.`,
});

/** How a body names a related row: by its key, or by the field that `alsoBy` allows. */
function readReference<C>(relation: RelationStatement<C>, value: unknown): Read {
  const target = relation.to();
  const key = target.fields[target.key];
  if (value === null) return missing(pythonText(value));
  if (typeof value === 'string' && value.includes('\0')) return { fault: 'Null characters are not allowed.' };
  if (key?.type === 'int') {
    if (typeof value === 'number' && Number.isSafeInteger(value)) return { by: 'key', value };
    if (typeof value === 'string') {
      if (/^\s*[+-]?\d{1,15}\s*$/.test(value)) return { by: 'key', value: Number(value) };
      if (relation.alsoBy) return { by: 'name', value: value.trim() };
      if (/^\s*[+-]?\d+\s*$/.test(value)) return missing(value);
    }
    return wrongType(value);
  }
  if (typeof value === 'string') return { by: 'key', value };
  if (typeof value === 'number') return { by: 'key', value: String(value) };
  // Python looks for a row whose key is the text of the list.
  if (typeof value === 'object') return missing(pythonText(value));
  return wrongType(value);
}

/**
 * Turns what bodies say of related rows into keys, for many bodies at once: one statement per relation and way of
 * naming. A row that the caller may not see counts as missing.
 * @returns per body the messages by field; empty objects when all is well. `bodies` are changed in place.
 */
export async function resolveReferences<C>(
  manager: EntityManager,
  statement: ResourceStatement<C>,
  bodies: Values[],
  context: C,
): Promise<FieldErrors[]> {
  const errors: FieldErrors[] = bodies.map(() => ({}));
  for (const [name, field] of Object.entries(statement.fields)) {
    if (field.type === 'relation') await resolveOne(manager, field, name, bodies, errors, context);
  }
  return errors;
}

async function resolveOne<C>(
  manager: EntityManager,
  relation: RelationStatement<C>,
  name: string,
  bodies: Values[],
  errors: FieldErrors[],
  context: C,
): Promise<void> {
  const wanted = { key: new Set<Key>(), name: new Set<Key>() };
  const sent: (Read | null)[][] = bodies.map((body) => {
    const value = body[name];
    if (value === undefined || value === null) return [];
    const items = relation.many ? (value as unknown[]) : [value];
    return items.map((item) => {
      if (relation.makeable && typeof item === 'string' && !/^\d{1,15}$/.test(item)) return null;
      const read = readReference(relation, item);
      if ('by' in read) wanted[read.by].add(read.value);
      return read;
    });
  });
  const found = {
    key: await lookUp(manager, relation.to(), relation.to().key, wanted.key, context),
    name: await lookUp(manager, relation.to(), relation.alsoBy, wanted.name, context),
  };
  const keyOf = (read: Read): Key | { fault: string } => {
    if ('fault' in read) return read;
    const { by, value } = read;
    const absent =
      by === 'key'
        ? missing(String(value))
        : { fault: `Object with ${relation.alsoBy}=${value} does not exist.` };
    return found[by].get(value) ?? absent;
  };
  sent.forEach((items, at) => {
    const keys = items.map((item) => item && keyOf(item));
    // Of a list, the first that is wrong is named.
    const wrong = keys.find((key) => key !== null && typeof key === 'object');
    if (wrong) addError(errors, at, name, wrong.fault);
    const body = bodies[at];
    if (body && !wrong && keys.length > 0 && !keys.includes(null))
      body[name] = relation.many ? [...new Set(keys)] : keys[0];
  });
}

function addError(errors: FieldErrors[], at: number, name: string, message: string): void {
  const mine = errors[at];
  if (mine) mine[name] = [message];
}

async function lookUp<C>(
  manager: EntityManager,
  target: ResourceStatement<C>,
  by: string | undefined,
  values: ReadonlySet<Key>,
  context: C,
): Promise<Map<Key, Key>> {
  if (!by || values.size === 0) return new Map();
  const place = placeOf(manager, target, by);
  if (place.kind !== 'column') throw new Error(`${target.name}.${by} is no column`);
  const parameters: unknown[] = [[...values]];
  const visible = target.visible?.('"r"', context, (value) => `$${parameters.push(value)}`);
  const type = target.fields[by]?.type === 'int' ? 'bigint' : 'text';
  const rows = await manager.query<{ key: Key; by: Key }[]>(
    `SELECT r.${keyColumn(manager, target)} AS key, r.${place.column} AS by FROM ${tableOf(manager, target)} "r"
      WHERE r.${place.column} = ANY($1::${type}[])${visible ? ` AND ${visible}` : ''}`,
    parameters,
  );
  return new Map(rows.map((row) => [row.by, row.key]));
}
