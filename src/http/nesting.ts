import { EntityManager } from 'typeorm';
import { Viewer } from '../auth/viewer';
import { CompileExtra } from '../query/compile';
import { Predicate } from '../query/statement';
import { keyColumn, placeOf, tableOf } from '../store/columns';
import { readKey } from '../store/read-key';
import { Key } from '../store/values';
import { NestedList, Resource } from '../collections/resource';

/** The way from a collection down to a nested list: `jobs` → suites by `job` → tests by `suite`. */
export interface Nesting {
  root: Resource;
  steps: readonly NestedList[];
}

/** All nested lists below a resource, each with the way to it. */
export function nestingsOf(root: Resource): Nesting[] {
  const found: Nesting[] = [];
  const walk = (steps: readonly NestedList[], below: readonly NestedList[] = []): void => {
    for (const step of below) {
      found.push({ root, steps: [...steps, step] });
      walk([...steps, step], step.nested);
    }
  };
  walk([], root.nested);
  return found;
}

/** The listed resource at the end of the way. */
export function listedBy({ root, steps }: Nesting): Resource {
  return steps.at(-1)?.list() ?? root;
}

/** The parents of the listed rows, outermost first: the root, then every step but the last. */
export function parentsOf({ root, steps }: Nesting): Resource[] {
  return [root, ...steps.slice(0, -1).map((step) => step.list())];
}

/** `jobs/:k0/suites/:k1/tests` */
export function nestingPath({ root, steps }: Nesting): string {
  return root.name + steps.map((step, at) => `/:k${at}/${step.path}`).join('');
}

/** The keys in a path, outermost first; null when one of them cannot be a key. */
export function parentKeys(nesting: Nesting, parameters: Record<string, string>): Key[] | null {
  const keys = parentsOf(nesting).map((parent, at) => readKey(parent, parameters[`k${at}`] ?? ''));
  return keys.includes(null) ? null : (keys as Key[]);
}

/**
 * Restricts the listed rows to those below these parents; a parent that does not exist has none. The relation to the
 * last parent is held fast, unless it is many-valued.
 */
export function belowParents(
  manager: EntityManager,
  { root, steps }: Nesting,
  keys: readonly Key[],
): CompileExtra<Viewer> {
  const below = (at: number, row: string, bind: (value: unknown) => string): string => {
    const step = steps[at] as NestedList;
    const listed = step.list();
    const place = placeOf(manager, listed, step.by);
    const own =
      place.kind === 'column'
        ? `${row}.${place.column} = ${bind(keys[at])}`
        : `EXISTS (SELECT 1 FROM ${place.table} "l" WHERE "l".${place.owner} = ${row}.${keyColumn(manager, listed)}` +
          ` AND "l".${place.target} = ${bind(keys[at])})`;
    if (at === 0) return own;
    const parent = (steps[at - 1] as NestedList).list();
    const above = `"above${at}"`;
    return (
      `${own} AND EXISTS (SELECT 1 FROM ${tableOf(manager, parent)} ${above}` +
      ` WHERE ${above}.${keyColumn(manager, parent)} = ${bind(keys[at])} AND ${below(at - 1, above, bind)})`
    );
  };
  const last = steps.at(-1) as NestedList;
  const toOne = placeOf(manager, last.list(), last.by).kind === 'column';
  const base: Predicate<Viewer> = (row, viewer, bind) => {
    const conditions = below(steps.length - 1, row, bind);
    // Rows that belong to a job hide with it; those that are only linked to it must not tell that it is there.
    const seen = toOne ? null : root.visible?.('"root"', viewer, bind);
    if (!seen) return conditions;
    return (
      `${conditions} AND EXISTS (SELECT 1 FROM ${tableOf(manager, root)} "root"` +
      ` WHERE "root".${keyColumn(manager, root)} = ${bind(keys[0])} AND ${seen})`
    );
  };
  return toOne ? { base, fixed: { [last.by]: keys.at(-1) } } : { base };
}
