import { ResourceStatement } from './statement';

/** A row as clients see it: field names in the statement's order, values as drf.md §9. */
export type Row = Record<string, unknown>;
export type Shaper = (raw: Row) => Row;

/** The prepared shaper of a statement: raw row of the driver → row. */
export function rowShaper<C>(_statement: ResourceStatement<C>): Shaper {
  throw new Error('not written yet');
}

export function shapeRow<C>(statement: ResourceStatement<C>, raw: Row): Row {
  return rowShaper(statement)(raw);
}

/** `2024-06-07 08:09:10.123+00` → `2024-06-07T08:09:10.123000Z`: six decimals or none. */
export function timeText(_raw: string): string {
  throw new Error('not written yet');
}
