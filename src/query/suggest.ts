import { isFilterable, lookupsOf, nameIndex, parameterName, relationTarget, RESERVED } from './names';
import { ResourceStatement } from './statement';

/** Looking for what was meant by a longer one costs more than it is worth. */
export const LONGEST_NAME = 100;

/**
 * The parameter that was probably meant by an unknown one: `field__exact`, another case, a letter or two wrong,
 * `pk`, `relation_id`. Undefined if nothing is near.
 */
export function suggestName<C>(statement: ResourceStatement<C>, name: string): string | undefined {
  if (name.length > LONGEST_NAME) return undefined;
  const negated = name.endsWith('!');
  const plain = (negated ? name.replace(/!+$/, '') : name).replace(/__exact$/, '');
  const { prefix, rest, target } = walk(statement, plain);
  const near = nearest(rest, target) ?? (prefix === '' && !negated ? closest(rest, RESERVED) : undefined);
  return near === undefined ? undefined : `${prefix}${near}${negated ? '!' : ''}`;
}

/** Follows the relations at the head of a name, spelled however. */
function walk<C>(statement: ResourceStatement<C>, name: string) {
  let target = statement;
  let prefix = '';
  let rest = name;
  for (let depth = 0; depth < 8; depth += 1) {
    const here = nameIndex(target);
    const lower = rest.toLowerCase();
    const exact = here.relations.find((relation) => lower.startsWith(`${relation.toLowerCase()}__`));
    const head = exact === undefined ? rest.slice(0, Math.max(0, rest.indexOf('__'))) : '';
    const relation = exact ?? (head && !here.filters.has(head) ? closest(head, here.relations) : undefined);
    if (relation === undefined) break;
    rest = rest.slice(exact === undefined ? head.length + 2 : relation.length + 2);
    prefix += `${relation}__`;
    target = relationTarget(target, relation);
  }
  return { prefix, rest, target };
}

function nearest<C>(name: string, statement: ResourceStatement<C>): string | undefined {
  const { filters } = nameIndex(statement);
  if (name === 'pk' || name.startsWith('pk__')) return nearest(statement.key + name.slice(2), statement);
  if (filters.has(name)) return name;
  const withoutId = name.replace(/_id(?=__|$)/, '');
  if (withoutId !== name && filters.has(withoutId)) return withoutId;
  // The field is right: it is the lookup that must be near, or `submit_time__date` would mean `submit_time__lte`.
  const [, field = '', lookup = ''] = /^(.+)__(.+)$/.exec(name) ?? [];
  const about = Object.hasOwn(statement.fields, field) ? statement.fields[field] : undefined;
  if (about && isFilterable(about)) {
    const near = closest(
      lookup,
      lookupsOf(about).filter((one) => one !== 'exact'),
    );
    return near === undefined ? undefined : parameterName(field, near);
  }
  return closest(name, filters.keys());
}

/** The candidate with the fewest wrong letters, at most two and at most a third of the name. */
export function closest<Name extends string>(name: string, candidates: Iterable<Name>): Name | undefined {
  const lower = name.toLowerCase();
  const squeezed = squeeze(lower);
  let best: Name | undefined;
  let least = Math.min(2, Math.floor(lower.length / 3)) + 1;
  for (const candidate of candidates) {
    if (candidate.endsWith('!') || Math.abs(candidate.length - lower.length) > 2) continue;
    const distance =
      squeeze(candidate.toLowerCase()) === squeezed ? 0 : editDistance(lower, candidate.toLowerCase());
    if (distance < least) {
      best = candidate;
      least = distance;
    }
  }
  return best;
}

/** `state_in` and `state__in` read alike. */
function squeeze(name: string): string {
  return name.replace(/_+/g, '_');
}

/** How many letters must be changed, added, left out or swapped with their neighbour. */
function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swap = swapped ? (before[j - 2] ?? 0) + 1 : Infinity;
      next.push(Math.min(change, swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    before = row;
    row = next;
  }
  return row[b.length] ?? 0;
}
