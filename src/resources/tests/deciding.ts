/**
 * Only the attempts that decide: each test once. Said by what it is not, because overruled attempts are few and have an index of
 * their own: so tests are still counted without reading them.
 */
export const decidingOnly = (row: string): string =>
  `NOT EXISTS (SELECT 1 FROM tests overruled
     WHERE overruled.job = ${row}."job" AND overruled.id = ${row}."id" AND NOT overruled.decides)`;
