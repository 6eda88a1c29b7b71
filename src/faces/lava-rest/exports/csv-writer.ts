import { Batches, inBatches } from './in-batches';
import { lavaFields, LavaTest, lineText, loggedText } from './lava-record';
import { MetadataLiteral, MetadataLiterals } from './metadata-literal';
import { pythonText } from './python-literal';

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
const levelText = ({ level }: MetadataLiteral): string =>
  level === null || level === undefined ? '' : pythonText(level);

/** Rows with every field in quotes. What begins a row is mostly what began the row before. */
class QuotedRows {
  private readonly literals = new MetadataLiterals(doubled);
  private before: LavaTest | null = null;
  private start = '';

  readonly write = (test: LavaTest): string => {
    const { before } = this;
    if (
      before?.suite !== test.suite ||
      before.result !== test.result ||
      before.measurement !== test.measurement ||
      before.units !== test.units ||
      before.job !== test.job
    )
      this.begin(test);
    const metadata = this.literals.of(test.metadata);
    const level = metadata.level === undefined ? '' : doubled(levelText(metadata));
    const lines = `${lineText(test.start_log_line)}","${lineText(test.end_log_line)}"\r\n`;
    return (
      `${this.start}${loggedText(test)}","${level}","${metadata.literal}","/results/testcase/${test.id}",` +
      `"${doubled(test.name)}","${test.id}","${lines}`
    );
  };

  private begin(test: LavaTest): void {
    const fields = lavaFields(test);
    this.before = test;
    this.start =
      `"${fields.job}","${doubled(fields.suite)}","${fields.result}","${fields.measurement}",` +
      `"${doubled(fields.unit)}","","","`;
  }
}

/** Rows with quotes where a field needs them. */
class MinimalRows {
  private readonly literals = new MetadataLiterals((text) => text);

  readonly write = (test: LavaTest): string => {
    const fields = lavaFields(test);
    const metadata = this.literals.of(test.metadata);
    return (
      `${fields.job},${minimal(fields.suite)},${fields.result},${fields.measurement},` +
      `${minimal(fields.unit)},,,${fields.logged},${minimal(levelText(metadata))},` +
      `${minimal(metadata.literal)},${fields.url},${minimal(fields.name)},${fields.id},` +
      `${fields.log_start_line},${fields.log_end_line}\r\n`
    );
  };
}

/** Tests as LAVA's CSV: header, one row a test, CRLF. Constant memory. */
export function writeLavaCsv(tests: Batches<LavaTest>, quoting: CsvQuoting): AsyncGenerator<string> {
  const header = quoting === 'all' ? `"${CSV_COLUMNS.join('","')}"\r\n` : `${CSV_COLUMNS.join(',')}\r\n`;
  const rows = quoting === 'all' ? new QuotedRows() : new MinimalRows();
  return inBatches(header, tests, rows.write, () => '');
}
