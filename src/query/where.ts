import { DataSource } from 'typeorm';
import { conditionSql, keyCast } from './lookups';
import { relationTarget } from './names';
import { Condition, ConditionGroup, RelationGroup } from './plan-types';
import { Predicate, ResourceStatement } from './statement';
import { Column, Table, Via, tableOf } from './tables';

/** What one SQL statement collects while it is written: the values of `$1`… and fresh aliases. */
export class Writing<C> {
  readonly values: unknown[] = [];
  private aliasCount = 0;

  constructor(
    readonly source: DataSource,
    readonly context: C,
  ) {}

  readonly bind = (value: unknown): string => `$${this.values.push(value)}`;

  alias(): string {
    return `"r${++this.aliasCount}"`;
  }

  predicate(predicate: Predicate<C> | undefined, row: string): string[] {
    const sql = predicate?.(row, this.context, this.bind) ?? null;
    return sql === null ? [] : [`(${sql})`];
  }
}

/** One table in a query, with the to-one rows that its own fields live in. */
export class Scope<C> {
  readonly table: Table;
  readonly vias = new Map<string, { via: Via; alias: string }>();

  /** `alias` is quoted. */
  constructor(
    readonly writing: Writing<C>,
    readonly statement: ResourceStatement<C>,
    readonly alias: string,
  ) {
    this.table = tableOf(writing.source, statement);
  }

  get key(): string {
    return `${this.alias}.${this.table.key.name}`;
  }

  /** The column of a field, as metadata and as SQL; brings in the row it lives in. */
  column(field: string): { column: Column; sql: string } {
    const column = this.table.columns.get(field);
    if (!column) throw new Error(`${this.statement.name}.${field} has no column.`);
    return { column, sql: `${column.via ? this.viaAlias(column.via) : this.alias}.${column.name}` };
  }

  viaAlias(via: Via): string {
    let known = this.vias.get(via.relation);
    if (!known) {
      known = { via, alias: `"${unquoted(this.alias)}_${via.relation}"` };
      this.vias.set(via.relation, known);
    }
    return known.alias;
  }

  /** FROM with the joins that `column` has asked for: write it last. */
  from(): string {
    return `${this.table.name} ${this.alias}${this.viaJoins()}`;
  }

  viaJoins(): string {
    let sql = '';
    for (const { via, alias } of this.vias.values()) {
      sql += ` LEFT JOIN ${via.table} ${alias} ON ${this.viaJoin(via, alias)}`;
    }
    return sql;
  }

  viaJoin(via: Via, alias: string): string {
    return `${alias}.${via.to} = ${this.alias}.${via.from}`;
  }
}

export function unquoted(alias: string): string {
  return alias.slice(1, -1);
}

/** All conditions on a row, to be joined with AND: the group's own, and one sub-query for each relation (drf.md §5). */
export function groupSql<C>(scope: Scope<C>, group: ConditionGroup): string[] {
  return [
    ...group.conditions.map((condition) => ownSql(scope, condition)),
    ...group.relations.map((relation) => relationSql(scope, relation)),
  ];
}

function ownSql<C>(scope: Scope<C>, condition: Condition): string {
  const field = scope.statement.fields[condition.field];
  if (!field) throw new Error(`${scope.statement.name} has no field ${condition.field}.`);
  const { bind } = scope.writing;
  const link = scope.table.links.get(condition.field);
  if (link) {
    const alias = scope.writing.alias();
    const own = `${alias}.${link.owner} = ${scope.key}`;
    const same = `${alias}.${link.target} = ${bind(condition.operand)}::${keyCast(link.targetType)}`;
    const found = `EXISTS (SELECT 1 FROM ${link.table} ${alias} WHERE ${own} AND ${same})`;
    return condition.negated ? `NOT ${found}` : found;
  }
  const { column, sql } = scope.column(condition.field);
  if (field.type !== 'json') return conditionSql({ ...column, sql, kind: field.type }, condition, bind);
  if (!condition.keys)
    return conditionSql({ ...column, sql, nullable: true, kind: field.type }, condition, bind);
  const keys = `${bind(condition.keys)}::text[]`;
  const text = { sql: `(${sql} #>> ${keys})`, type: 'text', nullable: true };
  return conditionSql({ ...text, kind: field.type, inside: `(${sql} #> ${keys})` }, condition, bind);
}

function relationSql<C>(scope: Scope<C>, group: RelationGroup): string {
  const { writing } = scope;
  const target = relationTarget(scope.statement, group.relation);
  const own = ownKeySql(scope, target, group);
  if (own !== null) return own;
  const inner = new Scope(writing, target, writing.alias());
  const conditions = [...groupSql(inner, group), ...writing.predicate(target.visible, inner.alias)];
  const link = scope.table.links.get(group.relation);
  if (!link) {
    const { sql } = scope.column(group.relation);
    return `${sql} IN (SELECT ${inner.key} FROM ${inner.from()}${whereSql(conditions)})`;
  }
  const alias = writing.alias();
  const linked = `${inner.table.name} ${inner.alias} ON ${inner.key} = ${alias}.${link.target}${inner.viaJoins()}`;
  const linking = `${alias}.${link.owner} = ${scope.key}`;
  return `EXISTS (SELECT 1 FROM ${link.table} ${alias} JOIN ${linked}${whereSql([linking, ...conditions])})`;
}

/**
 * Conditions on nothing but the key of a to-one relation: its foreign key tells as much, without a sub-query that keeps
 * the planner from the best plan. Null when there is more to it, or when it takes the row to know who may see it.
 */
function ownKeySql<C>(
  scope: Scope<C>,
  target: ResourceStatement<C>,
  { relation, conditions, relations }: RelationGroup,
): string | null {
  const key = target.fields[target.key];
  if (key === undefined || key.type === 'relation' || key.type === 'json') return null;
  if (relations.length > 0 || scope.table.links.has(relation)) return null;
  if (target.visible && !target.visibleKey) return null;
  const plain = ({ field, lookup, negated }: Condition): boolean =>
    field === target.key && lookup !== 'isnull' && !negated;
  if (conditions.length === 0 || !conditions.every(plain)) return null;
  const { column, sql } = scope.column(relation);
  const subject = { ...column, sql, kind: key.type };
  const own = conditions.map((condition) => conditionSql(subject, condition, scope.writing.bind));
  const visible = target.visibleKey?.(sql, scope.writing.context, scope.writing.bind) ?? null;
  return [...own, ...(visible === null ? [] : [visible])].join(' AND ');
}

/** ` WHERE …`, or nothing. */
export function whereSql(conditions: readonly string[]): string {
  return conditions.length > 0 ? ` WHERE ${conditions.join(' AND ')}` : '';
}
