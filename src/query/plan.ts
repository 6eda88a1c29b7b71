import { BadInput, FieldErrors } from '../errors/domain-error';
import { RESERVED, Filter, relationTarget, resolveName } from './names';
import { Pair, lastValue } from './parse';
import { planOrder } from './plan-order';
import { ignoredPaging, planCount, planPage } from './plan-page';
import {
  ConditionGroup,
  CountMode,
  Ignored,
  Plan,
  PlanOptions,
  Reference,
  RelationGroup,
} from './plan-types';
import { ResourceStatement } from './statement';
import { LONGEST_NAME, closest, suggestName } from './suggest';
import { BadValue } from './values/bad-value';
import { IGNORED, OFF, readValue } from './values/read';

export * from './plan-types';

/** Looking for what was meant costs time; nobody mistypes more names at once. */
const MOST_SUGGESTIONS = 8;
/**
 * Related rows that one request may ask about. Each costs PostgreSQL a sub-query to plan, which no statement timeout
 * interrupts: thousands of them have eaten its memory.
 */
const MOST_RELATIONS = 200;

/**
 * Understands a list request (drf.md §2–§8): plain data, every value typed. Throws one BadInput with all bad values
 * under the names as sent; if keys of related rows are still to be looked up, `plan.problems` keeps them for `checkPlan`.
 */
export function planList<C>(
  statement: ResourceStatement<C>,
  pairs: readonly Pair[],
  options: PlanOptions = {},
): Plan {
  const problems = Object.create(null) as FieldErrors; // a parameter may be called __proto__
  const { order, dropped } = planOrder(statement, lastValue(pairs, 'ordering'));
  const plan: Plan = {
    where: { conditions: [], relations: [] },
    order,
    dropped,
    page: planPage(pairs, options),
    count: 'exact',
    ignored: [
      ...(dropped.length > 0 ? [ignoredOrder(statement, dropped)] : []),
      ...ignoredPaging(pairs, options),
    ],
    references: [],
    problems: null,
  };
  if (options.countable !== false)
    guard(problems, 'count', () => (plan.count = planCount(lastValue(pairs, 'count'))));
  for (const [name, value] of filterPairs(statement, pairs, options)) {
    guard(problems, name, () => addFilter(plan, statement, name, value));
  }
  if (relationCount(plan.where) > MOST_RELATIONS)
    throw new BadInput(`A query may go through at most ${MOST_RELATIONS} relations.`);
  if (options.strict) refuseIgnored(plan, problems);
  if (Object.keys(problems).length > 0) {
    if (plan.references.length === 0) throw badValues(problems);
    plan.problems = problems;
  }
  return plan;
}

/** The plan of a list without any parameter. */
export function emptyPlan<C>(statement: ResourceStatement<C>): Plan {
  return planList(statement, []);
}

/** The answer to bad values; `fields` has the messages by parameter. */
export function badValues(problems: FieldErrors): BadInput {
  return new BadInput('Some parameters have a bad value.', { fields: problems });
}

/** All regular expressions of a plan, by the parameters' names. */
export function regexNames(group: ConditionGroup): string[] {
  const own = group.conditions.filter(({ lookup }) => lookup === 'regex' || lookup === 'iregex');
  return [...own.map(({ name }) => name), ...group.relations.flatMap(regexNames)];
}

/** The last value of each name that may be a filter; every value of names of which all count. */
function filterPairs<C>(
  statement: ResourceStatement<C>,
  pairs: readonly Pair[],
  options: PlanOptions,
): (readonly [string, string])[] {
  const last = new Map<string, string>();
  const every: [string, string][] = [];
  for (const { name, value } of pairs) {
    if (options.repeatable?.(name)) every.push([name, value]);
    else last.set(name, value);
  }
  // A collection may have a field of such a name: then it is a filter there.
  for (const name of RESERVED) if (!Object.hasOwn(statement.fields, name)) last.delete(name);
  for (const name of options.reserved ?? []) last.delete(name);
  return [...last, ...every];
}

function addFilter<C>(plan: Plan, statement: ResourceStatement<C>, name: string, value: string): void {
  const filter = resolveName(statement, name);
  if (!filter) {
    const suggestion = plan.ignored.length < MOST_SUGGESTIONS ? suggestName(statement, name) : undefined;
    plan.ignored.push({ name, reason: 'name', ...(suggestion === undefined ? {} : { suggestion }) });
    return;
  }
  const target = filter.path.reduce(relationTarget, statement);
  const field = target.fields[filter.field];
  if (!field) throw new Error(`${target.name} has no field ${filter.field}.`);
  const operand = readValue(field, filter.lookup, value);
  if (operand === OFF) return;
  if (operand === IGNORED) {
    plan.ignored.push({ name, reason: 'value' });
    return;
  }
  const { path, ...condition } = filter;
  groupAt(plan.where, path).conditions.push({ name, operand, ...condition });
  if (field.type === 'relation' && typeof operand !== 'boolean') {
    const keys = (typeof operand === 'string' ? [operand] : operand).filter((key) => key !== null);
    if (keys.length > 0) plan.references.push(reference(name, filter, keys));
  }
}

function reference(name: string, filter: Filter, keys: string[]): Reference {
  return { name, path: [...filter.path, filter.field], keys };
}

/** The group of a relation path, made when first needed: one sub-query per path, hence "the same row". */
function groupAt(where: ConditionGroup, path: readonly string[]): ConditionGroup {
  let group = where;
  for (const relation of path) {
    let next: RelationGroup | undefined = group.relations.find(
      (candidate) => candidate.relation === relation,
    );
    if (!next) {
      next = { relation, conditions: [], relations: [] };
      group.relations.push(next);
    }
    group = next;
  }
  return group;
}

function relationCount({ relations }: ConditionGroup): number {
  return relations.reduce((sum, relation) => sum + 1 + relationCount(relation), 0);
}

function guard(problems: FieldErrors, name: string, read: () => void): void {
  try {
    read();
  } catch (error) {
    if (!(error instanceof BadValue)) throw error;
    problems[name] = [error.message];
  }
}

/** The first term that looks like another says what was meant. */
function ignoredOrder<C>(statement: ResourceStatement<C>, dropped: readonly string[]): Ignored {
  for (const term of dropped.slice(0, MOST_SUGGESTIONS)) {
    const [, sign = '', field = ''] = /^(-?)(.*)$/s.exec(term) ?? [];
    const near = field.length > LONGEST_NAME ? undefined : closest(field, statement.ordering);
    if (near !== undefined) return { name: 'ordering', reason: 'order', suggestion: sign + near };
  }
  return { name: 'ordering', reason: 'order' };
}

function refuseIgnored({ ignored, dropped }: Plan, problems: FieldErrors): void {
  for (const one of ignored) {
    const meant = one.suggestion === undefined ? '' : ` Did you mean \`${one.suggestion}\`?`;
    problems[one.name] = [refusal(one, dropped) + meant];
  }
}

function refusal({ name, reason }: Ignored, dropped: readonly string[]): string {
  switch (reason) {
    case 'value':
      return 'Enter true or false.';
    case 'order':
      return `Cannot order by ${dropped.join(', ')}.`;
    case 'size':
      return 'Enter a whole number of at least 1.';
    case 'offset':
      return 'Enter a whole number of at least 0.';
    case 'name':
      return name === '' ? 'A parameter has no name.' : 'Unknown parameter.';
  }
}

export type { CountMode };
