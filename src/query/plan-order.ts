import { OrderTerm } from './plan-types';
import { ResourceStatement } from './statement';
import { strip } from './values/text';

/**
 * The order asked for (drf.md §7): terms that the statement does not list are dropped, the first of repeated terms
 * decides, without any the default order holds, and the key, ascending, makes it total.
 */
export function planOrder<C>(
  statement: ResourceStatement<C>,
  ordering: string | undefined,
): { order: OrderTerm[]; dropped: string[] } {
  const dropped: string[] = [];
  const terms: string[] = [];
  for (const part of ordering ? ordering.split(',') : []) {
    const term = strip(part);
    if (statement.ordering.includes(fieldOf(term))) terms.push(term);
    else if (term !== '') dropped.push(term);
  }
  const seen = new Set<string>();
  const order: OrderTerm[] = [];
  for (const term of [...(terms.length > 0 ? terms : statement.defaultOrder), statement.key]) {
    const field = fieldOf(term);
    if (seen.has(field)) continue;
    seen.add(field);
    order.push({ path: orderPath(statement, field), descending: term.startsWith('-') });
  }
  return { order, dropped };
}

function fieldOf(term: string): string {
  return term.startsWith('-') ? term.slice(1) : term;
}

/** `device_type__core_count` → its two parts, by the statement's names (a name may hold `__` itself). */
function orderPath<C>(statement: ResourceStatement<C>, name: string): string[] {
  if (statement.fields[name]) return [name];
  for (const [field, about] of Object.entries(statement.fields)) {
    if (about.type !== 'relation' || about.many || !name.startsWith(`${field}__`)) continue;
    return [field, ...orderPath(about.to(), name.slice(field.length + 2))];
  }
  throw new Error(`${statement.name} cannot be ordered by ${name}.`);
}
