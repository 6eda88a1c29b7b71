import { Lookup } from './lookup-names';
import { FieldType, ResourceStatement } from './statement';

/** One parameter that filters a list; each also exists with `!` at its end. */
export interface FilterDescription {
  name: string;
  /** The field, with the relation before it: `device_type__name`. */
  field: string;
  lookup: Lookup;
  type: FieldType | 'relation';
  /** The value is a list with commas. */
  many: boolean;
  choices?: readonly string[];
  description: string;
}

/** The filters of a statement: its own, and with `depth` those of its relations. */
export function describeFilters<C>(_statement: ResourceStatement<C>, _depth = 0): FilterDescription[] {
  throw new Error('not written yet');
}
