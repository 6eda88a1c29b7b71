import { relationTarget } from './names';
import { ConditionGroup } from './plan-types';
import { Scope } from './where';

/** Integer keys that every integer column takes; others are left to the conditions, which know the column's bounds. */
const SAFE = /^\d{1,9}$/;

/**
 * Which of the rows the caller may see. Where that is decided by a related row (`visibleWith`) and the list names this
 * row, it is asked once: a condition on each row would cost more than the rest, and mislead the planner.
 * @param fixed relations that the base of the list holds fast, with the keys of their rows
 */
export function visibleSql<C>(
  scope: Scope<C>,
  where: ConditionGroup,
  fixed: Readonly<Record<string, unknown>> = {},
): string[] {
  const { statement, writing } = scope;
  const relation = statement.visibleWith;
  // The sub-query of the relation asks already.
  if (relation !== undefined && where.relations.some((group) => group.relation === relation)) return [];
  const key = relation === undefined ? undefined : (fixed[relation] ?? namedKey(scope, where, relation));
  if (relation === undefined || key === undefined) return writing.predicate(statement.visible, scope.alias);
  const target = new Scope(writing, relationTarget(statement, relation), '"seen"');
  const visible = writing.predicate(target.statement.visible, target.alias);
  if (visible.length === 0) return [];
  const conditions = [`${target.key} = ${writing.bind(key)}`, ...visible].join(' AND ');
  return [`EXISTS (SELECT 1 FROM ${target.from()} WHERE ${conditions})`];
}

/** The one key that a condition demands of a relation. */
function namedKey<C>(scope: Scope<C>, where: ConditionGroup, relation: string): string | undefined {
  const named = where.conditions.find(
    ({ field, lookup, negated }) => field === relation && lookup === 'exact' && !negated,
  );
  if (typeof named?.operand !== 'string') return undefined;
  const target = relationTarget(scope.statement, relation);
  return target.fields[target.key]?.type === 'text' || SAFE.test(named.operand) ? named.operand : undefined;
}
