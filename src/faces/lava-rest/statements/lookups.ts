import { Lookup } from '../../../query/lookup-names';

/** What LAVA offers on most texts (lava-rest §3.4). */
export const SIX: readonly Lookup[] = ['exact', 'in', 'contains', 'icontains', 'startswith', 'endswith'];
export const LISTED: readonly Lookup[] = ['exact', 'in'];
export const EXACT: readonly Lookup[] = ['exact'];
/** Numbers and times of tests. */
export const ORDERED: readonly Lookup[] = ['exact', 'lt', 'lte', 'gt', 'gte'];
/** A row's number has no `gte` and `lte` in LAVA. */
export const AROUND: readonly Lookup[] = ['exact', 'lt', 'gt'];
