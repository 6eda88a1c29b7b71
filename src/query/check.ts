import { DataSource, EntityManager } from 'typeorm';
import { FieldErrors } from '../errors/domain-error';
import { dataSourceOf } from './compile';
import { keyCast } from './lookups';
import { relationTarget } from './names';
import { badValues } from './plan';
import { Plan } from './plan-types';
import { ResourceStatement } from './statement';
import { NO_SUCH_ROW } from './values/bad-value';
import { Scope, Writing } from './where';

/** Who runs the statement: the source itself, or somebody who watches its time. */
interface Asked {
  query(text: string, values: unknown[]): Promise<unknown>;
}

/**
 * Looks whether all related rows that the parameters name exist and may be seen; one SQL statement, none without such
 * parameters. `fetchPage` calls it; call it yourself before `compileRows`. Throws BadInput with all errors of the request.
 */
export async function checkPlan<C>(
  source: DataSource | EntityManager,
  statement: ResourceStatement<C>,
  plan: Plan,
  context: C,
  asked: Asked = source,
): Promise<void> {
  if (plan.references.length === 0) return;
  const writing = new Writing(dataSourceOf(source), context);
  const parts = plan.references.map(({ path, keys }, at) => {
    const target = path.reduce(relationTarget, statement);
    const row = new Scope(writing, target, writing.alias());
    const relation = path.slice(0, -1).reduce(relationTarget, statement).fields[path.at(-1) ?? ''];
    const { narrow, namesUnseen } = relation?.type === 'relation' ? relation : {};
    const visible = [
      ...(namesUnseen ? [] : writing.predicate(target.visible, row.alias)),
      ...writing.predicate(narrow, row.alias),
    ];
    const type = keyCast(row.table.key.type);
    const found = [`${row.key} = "wanted"."key"`, ...visible].join(' AND ');
    return (
      `SELECT ${at} AS "at" FROM unnest(${writing.bind(keys)}::${type}[]) "wanted"("key")` +
      ` WHERE NOT EXISTS (SELECT 1 FROM ${row.from()} WHERE ${found})`
    );
  });
  const text = parts.join(' UNION ALL ');
  const missing = (await asked.query(text, writing.values)) as { at: number }[];
  if (missing.length === 0 && !plan.problems) return;
  const problems: FieldErrors = { ...plan.problems };
  for (const { at } of missing) {
    const reference = plan.references[at];
    if (reference) problems[reference.name] = [NO_SUCH_ROW];
  }
  throw badValues(problems);
}
