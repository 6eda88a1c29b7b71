import { Viewer } from '../../../auth/viewer';
import { lastValue, Pair } from '../../../query/parse';
import { Predicate } from '../../../query/statement';

/** A device that has retired is not there unless `all` is given, whatever it says (lava-rest §1.4). */
export function unlessRetired(pairs: readonly Pair[]): Predicate<Viewer> | undefined {
  return lastValue(pairs, 'all') ? undefined : (row) => `${row}."health" <> 'Retired'`;
}
