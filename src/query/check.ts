import { DataSource, EntityManager } from 'typeorm';
import { Plan } from './plan-types';
import { ResourceStatement } from './statement';

/**
 * Looks whether all related rows that the parameters name exist and may be seen; one SQL statement, none without such
 * parameters. `fetchPage` calls it; call it yourself before `compileRows`. Throws BadInput with all errors of the request.
 */
export function checkPlan<C>(
  _source: DataSource | EntityManager,
  _statement: ResourceStatement<C>,
  _plan: Plan,
  _context: C,
): Promise<void> {
  throw new Error('not written yet');
}
