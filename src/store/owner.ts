import { EntityManager } from 'typeorm';
import { ResourceStatement } from '../query/statement';
import { keyColumn, placeOf, tableOf } from './columns';
import { Key } from './values';

/**
 * Who owns each of these rows: follows `path` (`job__submitter`) from them.
 * @returns the distinct owners; rows that do not exist have none.
 */
export async function ownersOf<C>(
  manager: EntityManager,
  statement: ResourceStatement<C>,
  path: readonly string[],
  keys: readonly Key[],
): Promise<Key[]> {
  if (path.length === 0) return [...new Set(keys)];
  const [hop = '', ...rest] = path;
  const field = statement.fields[hop];
  const place = placeOf(manager, statement, hop);
  if (field?.type !== 'relation' || place.kind !== 'column')
    throw new Error(`${statement.name}.${hop} leads nowhere`);
  const type = statement.fields[statement.key]?.type === 'int' ? 'bigint' : 'text';
  const rows = await manager.query<{ next: Key }[]>(
    `SELECT DISTINCT ${place.column} AS next FROM ${tableOf(manager, statement)}
      WHERE ${keyColumn(manager, statement)} = ANY($1::${type}[]) AND ${place.column} IS NOT NULL`,
    [keys],
  );
  return ownersOf(
    manager,
    field.to(),
    rest,
    rows.map((row) => row.next),
  );
}
