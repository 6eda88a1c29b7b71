import { DataSource, EntityManager } from 'typeorm';
import { SNAPSHOT } from './known-counts';
import { badValues } from './plan';
import { OrderTerm, Plan } from './plan-types';
import { relationTarget } from './names';
import { Predicate, ResourceStatement } from './statement';
import { Table, quote } from './tables';
import { visibleSql } from './visible';
import { Scope, Writing, groupSql, whereSql } from './where';

export interface CompileExtra<C> {
  /** A further restriction: the parent of a nested list, one key. */
  base?: Predicate<C>;
  /** The to-one relations that `base` holds fast, with the keys of their rows. */
  fixed?: Readonly<Record<string, unknown>>;
  /** Select `detailOnly` fields, too (the single row). */
  detail?: boolean;
  /** The last row first: the end of a long list without a walk through all that comes before. */
  backwards?: boolean;
  /** Say in every row, as `@snapshot`, which state of the database it was read in, or counted in (see `known-counts.ts`). */
  snapshot?: boolean;
}

/** SQL with `$1`… and its values, for drivers and cursors. */
export interface Sql {
  text: string;
  values: unknown[];
}

type Source = DataSource | EntityManager;

const ROOT = '"t"';
const AT = `, (SELECT ${SNAPSHOT}) AS "@snapshot"`;

/**
 * The rows of the list in order, without limit, with the field names as columns: for drivers and cursors. It is written
 * here and not by a query builder, which would parse and quote again what is known to be right, for every request.
 * Call `checkPlan` before.
 */
export function compileRows<C>(
  source: Source,
  statement: ResourceStatement<C>,
  plan: Plan,
  context: C,
  extra: CompileExtra<C> = {},
): Sql {
  const { scope, conditions } = compileWhere(source, statement, plan, context, extra);
  const columns = selection(scope, extra.detail ?? false);
  const { joins, terms } = orderSql(scope, plan.order, extra.backwards ?? false);
  const from = `${scope.table.name} ${ROOT}${joins}${scope.viaJoins()}`;
  const order = terms.length > 0 ? ` ORDER BY ${terms.join(', ')}` : '';
  return {
    text: `SELECT ${columns}${extra.snapshot ? AT : ''} FROM ${from}${whereSql(conditions)}${order}`,
    values: scope.writing.values,
  };
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
      ? `SELECT count(*) AS "count"${extra.snapshot ? AT : ''} ${rest}`
      : `SELECT count(*) AS "count" FROM (SELECT 1 ${rest} LIMIT ${Math.trunc(extra.cap)}) "capped"`;
  return { text, values: scope.writing.values };
}

export function dataSourceOf(source: Source): DataSource {
  return source instanceof EntityManager ? source.dataSource : source;
}

function compileWhere<C>(
  source: Source,
  statement: ResourceStatement<C>,
  plan: Plan,
  context: C,
  { base, fixed }: CompileExtra<C>,
): { scope: Scope<C>; conditions: string[] } {
  if (plan.problems) throw badValues(plan.problems);
  const writing = new Writing(dataSourceOf(source), context);
  const scope = new Scope(writing, statement, ROOT);
  const conditions = [
    ...writing.predicate(base, ROOT),
    ...visibleSql(scope, plan.where, fixed),
    ...groupSql(scope, plan.where),
  ];
  return { scope, conditions };
}

/** The columns of a row as one text, and the fields among them that live in other rows. */
interface Selection {
  text: string;
  via: string[];
}

const selections = new WeakMap<Table, Map<boolean, Selection>>();

/** What a row is read from: one expression a field; the same for every request, so remembered. */
function selection<C>(scope: Scope<C>, detail: boolean): string {
  let known = selections.get(scope.table);
  if (!known) selections.set(scope.table, (known = new Map()));
  let list = known.get(detail);
  if (!list) known.set(detail, (list = select(scope, detail)));
  for (const field of list.via) scope.column(field);
  return list.text;
}

function select<C>(scope: Scope<C>, detail: boolean): Selection {
  const columns: string[] = [];
  const via: string[] = [];
  for (const [field, about] of Object.entries(scope.statement.fields)) {
    if (about.writeOnly || about.hidden || (about.detailOnly && !detail)) continue;
    const shown = about.type === 'relation' ? about.shown : undefined;
    const sql =
      shown !== undefined
        ? shownSql(scope, field, shown)
        : scope.table.links.has(field)
          ? keysSql(scope, field)
          : scope.column(field).sql;
    columns.push(`${sql} AS ${quote(field)}`);
    if (scope.table.columns.get(field)?.via) via.push(field);
  }
  return { text: columns.join(', '), via };
}

function keysSql<C>(scope: Scope<C>, field: string): string {
  const link = scope.table.links.get(field);
  if (!link) throw new Error(`${scope.statement.name}.${field} is not many-valued.`);
  return `ARRAY(SELECT "l".${link.target} FROM ${link.table} "l" WHERE "l".${link.owner} = ${scope.key} ORDER BY 1)`;
}

/** A field of the related row, or of all related rows, in place of their keys. */
function shownSql<C>(scope: Scope<C>, field: string, shown: string): string {
  const target = new Scope(scope.writing, relationTarget(scope.statement, field), '"s"');
  const { sql } = target.column(shown);
  const link = scope.table.links.get(field);
  if (!link) return `(SELECT ${sql} FROM ${target.from()} WHERE ${target.key} = ${scope.column(field).sql})`;
  const linked = `${link.table} "l" ON "l".${link.target} = ${target.key}`;
  return `ARRAY(SELECT ${sql} FROM ${target.from()} JOIN ${linked} WHERE "l".${link.owner} = ${scope.key} ORDER BY 1)`;
}

/** What a field is ordered by: numbered words by their place, many-valued relations by their keys, none like null. */
function orderKey<C>(scope: Scope<C>, field: string): string {
  if (scope.table.links.has(field)) return `NULLIF(${keysSql(scope, field)}, '{}')`;
  const { sql } = scope.column(field);
  const about = scope.statement.fields[field];
  if (about?.type !== 'choice' || !about.numbered || !about.choices) return sql;
  const stored = about.choices
    .flatMap((word) => about.words?.[word] ?? [word])
    .filter((value) => value !== null);
  return `array_position(${scope.writing.bind(stored)}::text[], ${sql})`;
}

/** Nulls stand where PostgreSQL puts them: last ascending, first descending (drf.md §7). */
function orderSql<C>(
  root: Scope<C>,
  order: readonly OrderTerm[],
  backwards: boolean,
): { joins: string; terms: string[] } {
  const joined = new Map<string, { scope: Scope<C>; on: string }>();
  const terms = order.map(({ path, descending }) => {
    const field = path[path.length - 1] ?? '';
    const at = path.length === 1 ? root : orderScope(root, path.slice(0, -1), joined);
    return `${orderKey(at, field)} ${descending === backwards ? 'ASC' : 'DESC'}`;
  });
  let joins = '';
  for (const { scope, on } of joined.values())
    joins += ` LEFT JOIN ${scope.table.name} ${scope.alias} ON ${on}${scope.viaJoins()}`;
  return { joins, terms };
}

/** The row at the end of to-one relations, joined for the order; rows that the caller may not see count as missing. */
function orderScope<C>(
  root: Scope<C>,
  path: readonly string[],
  joined: Map<string, { scope: Scope<C>; on: string }>,
): Scope<C> {
  let scope = root;
  let name = 'o';
  for (const relation of path) {
    name += `_${relation}`;
    let next = joined.get(name);
    if (!next) {
      const target = new Scope(root.writing, relationTarget(scope.statement, relation), `"${name}"`);
      const on = [
        `${target.key} = ${scope.column(relation).sql}`,
        ...root.writing.predicate(target.statement.visible, target.alias),
      ];
      joined.set(name, (next = { scope: target, on: on.join(' AND ') }));
    }
    scope = next.scope;
  }
  return scope;
}
