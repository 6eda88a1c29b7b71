import { DataSource, EntityManager, EntityMetadata, ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { badValues } from './plan';
import { OrderTerm, Plan } from './plan-types';
import { relationTarget } from './names';
import { Predicate, ResourceStatement } from './statement';
import { Table } from './tables';
import { Scope, Writing, groupSql, unquoted, whereSql } from './where';

export interface CompileExtra<C> {
  /** A further restriction: the parent of a nested list, one key. */
  base?: Predicate<C>;
  /** Select `detailOnly` fields, too (the single row). */
  detail?: boolean;
}

/** SQL with `$1`… and its values, for drivers and cursors. */
export interface Sql {
  text: string;
  values: unknown[];
}

type Source = DataSource | EntityManager;
type Builder = SelectQueryBuilder<ObjectLiteral>;

const ROOT = '"t"';

/** The rows of the list in order, without limit; `getRawMany()` gives raw rows with the field names as keys. */
export function compileList<C>(
  source: Source,
  statement: ResourceStatement<C>,
  plan: Plan,
  context: C,
  extra: CompileExtra<C> = {},
): Builder {
  const { scope, conditions } = compileWhere(source, statement, plan, context, extra);
  const builder = source.createQueryBuilder(statement.entity, unquoted(ROOT)).withDeleted().select([]);
  for (const [sql, field] of selection(scope, extra.detail ?? false)) builder.addSelect(sql, field);
  addOrder(builder, scope, plan.order);
  for (const { via, alias } of scope.vias.values())
    join(builder, via.entity, alias, scope.viaJoin(via, alias));
  if (conditions.length > 0) builder.where(conditions.join(' AND '));
  return builder.setParameters(scope.writing.parameters);
}

/** `SELECT count` of the same rows; with `cap` it stops counting there. The column is called `count`. */
export function compileCount<C>(
  source: Source,
  statement: ResourceStatement<C>,
  plan: Plan,
  context: C,
  extra: CompileExtra<C> & { cap?: number } = {},
): Sql {
  const { scope, conditions } = compileWhere(source, statement, plan, context, extra);
  const rest = `FROM ${scope.from()}${whereSql(conditions)}`;
  const text =
    extra.cap === undefined
      ? `SELECT count(*) AS "count" ${rest}`
      : `SELECT count(*) AS "count" FROM (SELECT 1 ${rest} LIMIT ${Math.trunc(extra.cap)}) "capped"`;
  return positional(scope.writing, text);
}

/** All rows of the list as text and values, for cursors. Call `checkPlan` before. */
export function compileRows<C>(
  source: Source,
  statement: ResourceStatement<C>,
  plan: Plan,
  context: C,
  extra: CompileExtra<C> = {},
): Sql {
  const [text, values] = compileList(source, statement, plan, context, extra).getQueryAndParameters();
  return { text, values };
}

export function dataSourceOf(source: Source): DataSource {
  return source instanceof EntityManager ? source.dataSource : source;
}

/** `:p0` → `$1`, in the order of appearance. */
export function positional<C>(writing: Writing<C>, text: string): Sql {
  const [sql, values] = writing.source.driver.escapeQueryWithParameters(text, writing.parameters);
  return { text: sql, values };
}

function compileWhere<C>(
  source: Source,
  statement: ResourceStatement<C>,
  plan: Plan,
  context: C,
  { base }: CompileExtra<C>,
): { scope: Scope<C>; conditions: string[] } {
  if (plan.problems) throw badValues(plan.problems);
  const writing = new Writing(dataSourceOf(source), context);
  const scope = new Scope(writing, statement, ROOT);
  const conditions = [
    ...writing.predicate(base, ROOT),
    ...writing.predicate(statement.visible, ROOT),
    ...groupSql(scope, plan.where),
  ];
  return { scope, conditions };
}

const selections = new WeakMap<Table, Map<boolean, [sql: string, field: string][]>>();

/** What a row is read from: one expression a field; the same for every request, so remembered. */
function selection<C>(scope: Scope<C>, detail: boolean): [sql: string, field: string][] {
  let known = selections.get(scope.table);
  if (!known) selections.set(scope.table, (known = new Map()));
  let list = known.get(detail);
  if (!list) {
    list = [];
    for (const [field, about] of Object.entries(scope.statement.fields)) {
      if (about.writeOnly || (about.detailOnly && !detail)) continue;
      list.push([scope.table.links.has(field) ? keysSql(scope, field) : scope.column(field).sql, field]);
    }
    known.set(detail, list);
  }
  for (const [, field] of list) {
    const via = scope.table.columns.get(field)?.via;
    if (via) scope.viaAlias(via);
  }
  return list;
}

function keysSql<C>(scope: Scope<C>, field: string): string {
  const link = scope.table.links.get(field);
  if (!link) throw new Error(`${scope.statement.name}.${field} is not many-valued.`);
  return `ARRAY(SELECT "l".${link.target} FROM ${link.table} "l" WHERE "l".${link.owner} = ${scope.key} ORDER BY 1)`;
}

/** Nulls stand where PostgreSQL puts them: last ascending, first descending (drf.md §7). */
function addOrder<C>(builder: Builder, scope: Scope<C>, order: readonly OrderTerm[]): void {
  const joined = new Map<string, Scope<C>>();
  for (const { path, descending } of order) {
    const field = path[path.length - 1] ?? '';
    const at = path.length === 1 ? scope : orderScope(builder, scope, path.slice(0, -1), joined);
    const { column, sql } = at.column(field);
    if (column.via && at !== scope) joinOnce(builder, at, column.via.relation);
    builder.addOrderBy(sql, descending ? 'DESC' : 'ASC');
  }
}

/** The row at the end of to-one relations, joined for the order; rows that the caller may not see count as missing. */
function orderScope<C>(
  builder: Builder,
  root: Scope<C>,
  path: readonly string[],
  joined: Map<string, Scope<C>>,
): Scope<C> {
  let scope = root;
  let name = 'o';
  for (const relation of path) {
    name += `_${relation}`;
    let next = joined.get(name);
    if (!next) {
      const target = relationTarget(scope.statement, relation);
      next = new Scope(root.writing, target, `"${name}"`);
      const on = [
        `${next.key} = ${scope.column(relation).sql}`,
        ...root.writing.predicate(target.visible, next.alias),
      ];
      join(builder, next.table.entity, next.alias, on.join(' AND '));
      joined.set(name, next);
    }
    scope = next;
  }
  return scope;
}

function joinOnce<C>(builder: Builder, scope: Scope<C>, relation: string): void {
  const known = scope.vias.get(relation);
  if (!known || builder.expressionMap.aliases.some(({ name }) => name === unquoted(known.alias))) return;
  join(builder, known.via.entity, known.alias, scope.viaJoin(known.via, known.alias));
}

function join(builder: Builder, entity: EntityMetadata['target'], alias: string, on: string): void {
  // The declared overloads take a class or a name, but not "one of both".
  builder.leftJoin(entity as string, unquoted(alias), on);
}
