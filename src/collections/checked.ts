/** The value as the database takes it, or what is wrong with it (drf.md §15). */
export type Checked = { value: unknown } | { message: string };
