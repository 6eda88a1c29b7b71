import { EntityManager, EntityMetadata } from 'typeorm';
import { FieldStatement, ResourceStatement } from '../query/statement';

/** Where a field is stored: a column of the row's table, or a link table. */
export type Place =
  | { kind: 'column'; column: string; json: boolean }
  | { kind: 'link'; table: string; owner: string; target: string };

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

const known = new WeakMap<object, Map<string, Place>>();

/** The quoted table of a statement's entity. */
export function tableOf<C>(manager: EntityManager, statement: ResourceStatement<C>): string {
  return quoted(manager.connection.getMetadata(statement.entity).tableName);
}

/** The quoted column of the primary key. */
export function keyColumn<C>(manager: EntityManager, statement: ResourceStatement<C>): string {
  const place = placeOf(manager, statement, statement.key);
  if (place.kind !== 'column') throw new Error(`${statement.name}: the key is no column`);
  return place.column;
}

/** Where a field of the statement is stored; names come from the entity's metadata, quoted. */
export function placeOf<C>(manager: EntityManager, statement: ResourceStatement<C>, name: string): Place {
  const metadata = manager.connection.getMetadata(statement.entity);
  let places = known.get(metadata);
  if (!places) known.set(metadata, (places = new Map()));
  let place = places.get(name);
  if (!place) {
    const field = statement.fields[name];
    if (!field) throw new Error(`${statement.name} has no field ${name}`);
    places.set(name, (place = find(metadata, name, field)));
  }
  return place;
}

function find<C>(metadata: EntityMetadata, name: string, field: FieldStatement<C>): Place {
  const property = field.property ?? name;
  const relation = metadata.findRelationWithPropertyPath(property);
  const junction = relation?.junctionEntityMetadata;
  if (relation?.isManyToMany && junction) {
    const own = relation.isOwning;
    const [owner] = own ? junction.ownerColumns : junction.inverseColumns;
    const [target] = own ? junction.inverseColumns : junction.ownerColumns;
    if (!owner || !target) throw new Error(`${metadata.tableName}.${property}: no link columns`);
    return {
      kind: 'link',
      table: quoted(junction.tableName),
      owner: quoted(owner.databaseName),
      target: quoted(target.databaseName),
    };
  }
  const column = relation?.joinColumns[0] ?? metadata.findColumnWithPropertyPath(property);
  if (!column) throw new Error(`${metadata.tableName} has no column for ${property}`);
  return { kind: 'column', column: quoted(column.databaseName), json: column.type === 'jsonb' };
}
