import { Pair } from './parse';
import { Plan, PlanOptions } from './plan-types';
import { ResourceStatement } from './statement';

export * from './plan-types';

/** Understands a list request (drf.md §2–§8). Throws BadInput with all bad values by the names as sent. */
export function planList<C>(
  _statement: ResourceStatement<C>,
  _pairs: readonly Pair[],
  _options: PlanOptions = {},
): Plan {
  throw new Error('not written yet');
}

/** The plan of a list without any parameter. */
export function emptyPlan<C>(_statement: ResourceStatement<C>): Plan {
  throw new Error('not written yet');
}
