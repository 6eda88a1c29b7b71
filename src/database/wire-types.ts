import { types } from 'pg';

const INT8 = 20;
const TIMESTAMPTZ = 1184;
const INT8_ARRAY = 1016;

/**
 * How values come from PostgreSQL, everywhere: a bigint as a number (keys stay far below 2^53), a timestamptz as
 * PostgreSQL's own text, because a JavaScript Date would lose microseconds.
 */
export function parsePostgresText(): void {
  types.setTypeParser(INT8, Number);
  types.setTypeParser(TIMESTAMPTZ, (text: string) => text);
  // The types of `pg` know no array types.
  types.setTypeParser(INT8_ARRAY as never, (text: string) =>
    text === '{}' ? [] : text.slice(1, -1).split(',').map(Number),
  );
}
