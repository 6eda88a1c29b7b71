import { DataSource, EntityMetadata } from 'typeorm';
import { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata';
import { RelationMetadata } from 'typeorm/metadata/RelationMetadata';
import { FieldStatement, PlainFieldStatement, ResourceStatement } from './statement';

/** A column as SQL knows it; all identifiers are quoted. */
export interface Column {
  name: string;
  /** PostgreSQL's type, for casts of values. */
  type: string;
  nullable: boolean;
  /** Where the column lives when it is not in the statement's own table. */
  via?: Via;
}

/** A to-one relation whose row holds some of the statement's fields. */
export interface Via {
  relation: string;
  entity: EntityMetadata['target'];
  table: string;
  /** The foreign key in the statement's own table and the column it refers to. */
  from: string;
  to: string;
}

/** Where the pairs of a many-valued relation stand: a link table, or the target's own. */
export interface Link {
  table: string;
  owner: string;
  target: string;
  targetType: string;
}

/** A statement's table: names from the entity's metadata, never from a request. */
export interface Table {
  name: string;
  entity: EntityMetadata['target'];
  key: Column;
  columns: Map<string, Column>;
  links: Map<string, Link>;
}

const tables = new WeakMap<DataSource, WeakMap<object, Table>>();

/** The table of a statement, prepared once for each data source. */
export function tableOf<C>(source: DataSource, statement: ResourceStatement<C>): Table {
  let known = tables.get(source);
  if (!known) tables.set(source, (known = new WeakMap()));
  let table = known.get(statement);
  if (!table) known.set(statement, (table = buildTable(source, statement)));
  return table;
}

export function quote(identifier: string): string {
  return `"${identifier.replaceAll('"', '""')}"`;
}

function buildTable<C>(source: DataSource, statement: ResourceStatement<C>): Table {
  const entity = source.getMetadata(statement.entity);
  const columns = new Map<string, Column>();
  const links = new Map<string, Link>();
  for (const [field, about] of Object.entries(statement.fields)) {
    if (about.type === 'relation' && about.many) links.set(field, linkOf(source, entity, field, about));
    else columns.set(field, columnOf(source, entity, field, about));
  }
  const key = columns.get(statement.key);
  if (!key) throw new Error(`The key ${statement.key} of ${statement.name} is not among its fields.`);
  return { name: tableName(entity), entity: entity.target, key, columns, links };
}

function columnOf<C>(
  source: DataSource,
  entity: EntityMetadata,
  field: string,
  about: FieldStatement<C>,
): Column {
  const property = about.property ?? field;
  if (about.type !== 'relation') {
    const via = about.via === undefined ? undefined : viaOf(entity, about.via);
    return plainColumn(source, via?.metadata ?? entity, property, about, via);
  }
  const relation = relationOf(entity, property);
  const join = relation.joinColumns[0];
  if (!join?.referencedColumn) throw new Error(`${entity.name}.${property} has no column of its own.`);
  const target = about.to();
  const key = target.fields[target.key];
  const expected = key?.property ?? target.key;
  if (join.referencedColumn.propertyName !== expected) {
    throw new Error(`${entity.name}.${property} must refer to the key ${expected} of ${target.name}.`);
  }
  return {
    name: quote(join.databaseName),
    type: typeName(source, join.referencedColumn),
    nullable: join.isNullable,
  };
}

function plainColumn(
  source: DataSource,
  entity: EntityMetadata,
  property: string,
  about: PlainFieldStatement,
  via?: { via: Via; nullable: boolean },
): Column {
  const column = entity.findColumnWithPropertyPath(property);
  if (!column) throw new Error(`${entity.name} has no property ${property} (${about.type} field).`);
  const plain = { name: quote(column.databaseName), type: typeName(source, column) };
  if (!via) return { ...plain, nullable: column.isNullable };
  return { ...plain, nullable: column.isNullable || via.nullable, via: via.via };
}

function viaOf(
  entity: EntityMetadata,
  property: string,
): { via: Via; metadata: EntityMetadata; nullable: boolean } {
  const relation = relationOf(entity, property);
  const join = relation.joinColumns[0];
  if (!join?.referencedColumn) throw new Error(`${entity.name}.${property} has no column of its own.`);
  const metadata = relation.inverseEntityMetadata;
  return {
    metadata,
    nullable: join.isNullable,
    via: {
      relation: property,
      entity: metadata.target,
      table: tableName(metadata),
      from: quote(join.databaseName),
      to: quote(join.referencedColumn.databaseName),
    },
  };
}

function linkOf<C>(
  source: DataSource,
  entity: EntityMetadata,
  field: string,
  about: FieldStatement<C>,
): Link {
  const relation = relationOf(entity, about.property ?? field);
  if (relation.isOneToMany) {
    const target = relation.inverseEntityMetadata;
    const owner = relation.inverseRelation?.joinColumns[0];
    const key = target.primaryColumns[0];
    if (!owner || !key) throw new Error(`${entity.name}.${relation.propertyName} has no foreign key.`);
    return link(source, target, owner, key, key);
  }
  const junction = relation.junctionEntityMetadata;
  const [owner, target] = relation.isOwning
    ? [junction?.ownerColumns[0], junction?.inverseColumns[0]]
    : [junction?.inverseColumns[0], junction?.ownerColumns[0]];
  if (!junction || !owner || !target)
    throw new Error(`${entity.name}.${relation.propertyName} has no link table.`);
  return link(source, junction, owner, target, target.referencedColumn ?? target);
}

function link(
  source: DataSource,
  table: EntityMetadata,
  owner: ColumnMetadata,
  target: ColumnMetadata,
  typed: ColumnMetadata,
): Link {
  return {
    table: tableName(table),
    owner: quote(owner.databaseName),
    target: quote(target.databaseName),
    targetType: typeName(source, typed),
  };
}

function relationOf(entity: EntityMetadata, property: string): RelationMetadata {
  const relation = entity.findRelationWithPropertyPath(property);
  if (!relation) throw new Error(`${entity.name} has no relation ${property}.`);
  return relation;
}

function tableName(entity: EntityMetadata): string {
  return entity.tablePath.split('.').map(quote).join('.');
}

function typeName(source: DataSource, column: ColumnMetadata): string {
  return source.driver.normalizeType(column);
}
