import { StoredTest } from './record';

/** The fields of a stored test in the order in which CSV, YAML and NDJSON write them. */
export const TEST_COLUMNS = [
  'id',
  'job',
  'suite',
  'name',
  'result',
  'source_status',
  'measurement',
  'units',
  'duration',
  'logged',
  'message',
  'metadata',
  'attempt',
  'start_log_line',
  'end_log_line',
] as const satisfies readonly (keyof StoredTest)[];

/** LAVA's spellings of three fields, accepted when reading. */
export const COLUMN_ALIASES: Readonly<Record<string, string>> = {
  unit: 'units',
  log_start_line: 'start_log_line',
  log_end_line: 'end_log_line',
};
