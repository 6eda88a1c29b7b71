import { PlanOptions } from '../../query/plan';

/** How LAVA's lists are asked for (lava-rest §5): limit and offset, 50 unless said, without a maximum. */
export const LAVA_WAYS: PlanOptions = {
  style: 'offset',
  pageSize: 50,
  maxPageSize: Number.MAX_SAFE_INTEGER,
  countable: false,
  reserved: ['search', 'all'],
  repeatable: (name) => name.startsWith('metadata__'),
};
