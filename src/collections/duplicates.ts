import { EntityManager } from 'typeorm';
import { FieldErrors } from '../errors/domain-error';
import { ResourceStatement } from '../query/statement';
import { placeOf, tableOf } from '../store/columns';
import { Values } from '../store/values';
import { uniqueErrors } from './unique-messages';

/**
 * The messages of new rows of which some break a uniqueness, in the rows' order: those that are stored already, and those
 * that another of the rows came before. To be asked once PostgreSQL has refused them, for it does not say which.
 * @param columns the fields that must be unique together
 */
export async function duplicateErrors<C>(
  manager: EntityManager,
  statement: ResourceStatement<C>,
  columns: readonly string[],
  rows: readonly Values[],
): Promise<FieldErrors[]> {
  const tuples = rows.map((row) => columns.map((column) => row[column] ?? null));
  const taken = await storedTuples(manager, statement, columns, tuples);
  return tuples.map((tuple) => {
    // Nulls are like nothing.
    if (tuple.includes(null)) return {};
    const text = textOf(tuple);
    if (taken.has(text)) return uniqueErrors(statement, columns);
    taken.add(text);
    return {};
  });
}

const textOf = (tuple: readonly unknown[]): string => JSON.stringify(tuple.map(String));

async function storedTuples<C>(
  manager: EntityManager,
  statement: ResourceStatement<C>,
  columns: readonly string[],
  tuples: readonly unknown[][],
): Promise<Set<string>> {
  const places = columns.map((column) => {
    const place = placeOf(manager, statement, column);
    if (place.kind !== 'column') throw new Error(`${statement.name}.${column} is no column`);
    return place.column;
  });
  const among = places.map((place, at) => `${place} = ANY($${at + 1}::${typeOf(statement, columns[at])}[])`);
  const found = await manager.query<Record<string, unknown>[]>(
    `SELECT ${places.map((place, at) => `${place} AS "${at}"`).join(', ')}
       FROM ${tableOf(manager, statement)} WHERE ${among.join(' AND ')}`,
    places.map((_, at) => [...new Set(tuples.map((tuple) => tuple[at]))]),
  );
  return new Set(found.map((row) => textOf(places.map((_, at) => row[at]))));
}

function typeOf<C>(statement: ResourceStatement<C>, name = ''): 'bigint' | 'text' {
  const field = statement.fields[name];
  if (field?.type === 'relation') return typeOf(field.to(), field.to().key);
  return field?.type === 'int' ? 'bigint' : 'text';
}
