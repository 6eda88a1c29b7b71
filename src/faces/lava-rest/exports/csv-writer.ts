import { Batches, inBatches } from './in-batches';
import { lavaRecord, LavaRecord, LavaTest } from './lava-record';
import { pythonLiteral, pythonText } from './python-literal';

/** LAVA's columns (contract lava-rest §7.4); `duration` and `timeout` are always empty. */
export const CSV_COLUMNS: readonly string[] = [
  ...['job', 'suite', 'result', 'measurement', 'unit', 'duration', 'timeout', 'logged', 'level', 'metadata'],
  ...['url', 'name', 'id', 'log_start_line', 'log_end_line'],
];

/** `all`: every field in quotes (under `/api`); `minimal`: only those that need them (`/results/<job>/csv`). */
export type CsvQuoting = 'all' | 'minimal';

const SPECIAL = /[",\r\n]/;

const doubled = (text: string): string => (text.includes('"') ? text.replaceAll('"', '""') : text);
const minimal = (text: string): string => (SPECIAL.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** Python's `csv` writes None as nothing. */
function levelOf({ level }: LavaRecord): string {
  return level === null ? '' : pythonText(level);
}

function quotedRow(test: LavaTest): string {
  const record = lavaRecord(test);
  return (
    `"${record.job}","${doubled(record.suite)}","${record.result}","${record.measurement}",` +
    `"${doubled(record.unit)}","","","${record.logged}","${doubled(levelOf(record))}",` +
    `"${metadataOf(record)}","${record.url}","${doubled(record.name)}","${record.id}",` +
    `"${record.log_start_line}","${record.log_end_line}"\r\n`
  );
}

const metadataOf = (record: LavaRecord): string => doubled(pythonLiteral(record.metadata));

function minimalRow(test: LavaTest): string {
  const record = lavaRecord(test);
  return (
    `${record.job},${minimal(record.suite)},${record.result},${record.measurement},` +
    `${minimal(record.unit)},,,${record.logged},${minimal(levelOf(record))},` +
    `${minimal(pythonLiteral(record.metadata))},${record.url},${minimal(record.name)},${record.id},` +
    `${record.log_start_line},${record.log_end_line}\r\n`
  );
}

/** Tests as LAVA's CSV: header, one row a test, CRLF. Constant memory. */
export function writeLavaCsv(tests: Batches<LavaTest>, quoting: CsvQuoting): AsyncGenerator<string> {
  const header = quoting === 'all' ? `"${CSV_COLUMNS.join('","')}"\r\n` : `${CSV_COLUMNS.join(',')}\r\n`;
  return inBatches(header, tests, quoting === 'all' ? quotedRow : minimalRow, () => '');
}
