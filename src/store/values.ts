/** Checked values by field name, as the database takes them; a many-valued relation is a list of keys. */
export type Values = Record<string, unknown>;

/** A primary key: a number or a natural key. */
export type Key = number | string;
