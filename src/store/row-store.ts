import { EntityManager } from 'typeorm';
import { ResourceStatement } from '../query/statement';
import { keyColumn, placeOf, tableOf } from './columns';
import { Key, Values } from './values';

/** Placeholders of one statement: the protocol counts them in 16 bits. */
const MOST_PLACEHOLDERS = 30_000;

interface Sorted {
  columns: Map<string, unknown>;
  links: { table: string; owner: string; target: string; keys: Key[] }[];
}

/** Tells columns from link tables; fields that live in another row (`via`) are the rules' business. */
function sort<C>(manager: EntityManager, statement: ResourceStatement<C>, values: Values): Sorted {
  const sorted: Sorted = { columns: new Map(), links: [] };
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined) continue;
    const place = placeOf(manager, statement, name);
    if (place.kind === 'link') sorted.links.push({ ...place, keys: value as Key[] });
    else sorted.columns.set(place.column, place.json && value !== null ? JSON.stringify(value) : value);
  }
  return sorted;
}

async function link(manager: EntityManager, key: Key, links: Sorted['links']): Promise<void> {
  for (const { table, owner, target, keys } of links) {
    if (keys.length === 0) continue;
    const rows = keys.map((_, at) => `($1, $${at + 2})`).join(', ');
    await manager.query(`INSERT INTO ${table} (${owner}, ${target}) VALUES ${rows} ON CONFLICT DO NOTHING`, [
      key,
      ...keys,
    ]);
  }
}

/**
 * Stores new rows with as few statements as the protocol allows and gives their keys, in order.
 * Columns that a row does not name take their default.
 */
export async function insertRows<C>(
  manager: EntityManager,
  statement: ResourceStatement<C>,
  rows: Values[],
): Promise<Key[]> {
  const sorted = rows.map((row) => sort(manager, statement, row));
  const columns = [...new Set(sorted.flatMap((row) => [...row.columns.keys()]))];
  const size = Math.max(1, Math.floor(MOST_PLACEHOLDERS / Math.max(1, columns.length)));
  const keys: Key[] = [];
  for (let start = 0; start < sorted.length; start += size) {
    const values: unknown[] = [];
    const tuples = sorted.slice(start, start + size).map((row) => {
      const cells = columns.map((column) =>
        row.columns.has(column) ? `$${values.push(row.columns.get(column))}` : 'DEFAULT',
      );
      return `(${cells.join(', ')})`;
    });
    const made = await manager.query<{ key: Key }[]>(
      columns.length === 0
        ? `INSERT INTO ${tableOf(manager, statement)} DEFAULT VALUES RETURNING ${keyColumn(manager, statement)} AS key`
        : `INSERT INTO ${tableOf(manager, statement)} (${columns.join(', ')}) VALUES ${tuples.join(', ')}
             RETURNING ${keyColumn(manager, statement)} AS key`,
      values,
    );
    keys.push(...made.map((row) => row.key));
  }
  for (const [at, row] of sorted.entries()) await link(manager, keys[at] as Key, row.links);
  return keys;
}

/** Changes one row; fields that are not named keep their value, link lists are replaced. */
export async function updateRow<C>(
  manager: EntityManager,
  statement: ResourceStatement<C>,
  key: Key,
  values: Values,
): Promise<void> {
  const { columns, links } = sort(manager, statement, values);
  if (columns.size > 0) {
    const parameters: unknown[] = [key];
    const sets = [...columns].map(([column, value]) => `${column} = $${parameters.push(value)}`);
    await manager.query(
      `UPDATE ${tableOf(manager, statement)} SET ${sets.join(', ')} WHERE ${keyColumn(manager, statement)} = $1`,
      parameters,
    );
  }
  for (const { table, owner } of links)
    await manager.query(`DELETE FROM ${table} WHERE ${owner} = $1`, [key]);
  await link(manager, key, links);
}

/** Removes one row; what belongs to it goes with it. */
export async function deleteRow<C>(
  manager: EntityManager,
  statement: ResourceStatement<C>,
  key: Key,
): Promise<void> {
  await manager.query(
    `DELETE FROM ${tableOf(manager, statement)} WHERE ${keyColumn(manager, statement)} = $1`,
    [key],
  );
}
