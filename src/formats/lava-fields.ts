import { readPythonLiteral } from './python-literal';

type Fields = Readonly<Record<string, unknown>>;

/** Columns of LAVA's exports that say nothing that a record keeps: the other server's keys, what is never filled, what the metadata says too. */
export const LAVA_ONLY: ReadonlySet<string> = new Set(['url', 'level', 'timeout']);

/** True for the fields of LAVA's results (lava-rest §7.3), in whatever order its releases write them, in its words or ours. */
export function isLava(fields: readonly string[]): boolean {
  const has = (...names: string[]): boolean => names.some((name) => fields.includes(name));
  return has('url') && has('unit', 'units') && has('log_start_line', 'start_log_line');
}

/** LAVA's `{}` is no metadata at all; a Python literal (CSV) becomes JSON, and stays text when it is none. */
function metadataOf(value: unknown): unknown {
  const read =
    typeof value === 'string' && /^\s*\{/.test(value) ? (readPythonLiteral(value) ?? value) : value;
  const empty = read !== null && typeof read === 'object' && Object.keys(read).length === 0;
  return empty || read === '' ? null : read;
}

/** A test as LAVA exports it, with our fields: `None` is no measurement, an empty log line is none. */
export function lavaFields(item: Fields): Fields {
  const fields: Record<string, unknown> = {};
  for (const key of Object.keys(item)) if (!LAVA_ONLY.has(key)) fields[key] = item[key];
  if (item.measurement === 'None' || item.measurement === '') fields.measurement = null;
  fields.metadata = metadataOf(item.metadata);
  return fields;
}
