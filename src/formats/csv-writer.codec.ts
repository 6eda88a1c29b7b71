import { inChunks } from './chunks';
import { ReportHead, StoredTest, WriteOptions } from './record';
import { TEST_COLUMNS } from './test-columns';
import { storableText } from './text-sanitizer';

const FORMULA = /^[=+\-@\t\r]/;
/** Columns whose values are numbers or our own words: a minus there is a minus. */
const NEVER_GUARDED: ReadonlySet<string> = new Set(['result', 'measurement', 'duration', 'logged']);

function field(value: string | number | null, guarded: boolean): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  let text = storableText(value).text;
  if (guarded && FORMULA.test(text)) text = `'${text}`;
  return text === '' || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** RFC 4180: CRLF, a header line, null as nothing and empty text as `""`. Constant memory. */
export async function* writeCsv(
  _head: ReportHead,
  tests: AsyncIterable<StoredTest>,
  options: WriteOptions = {},
): AsyncGenerator<string> {
  const guard = options.formulaGuard === true;
  const columns = TEST_COLUMNS.map((name) => ({ name, guarded: guard && !NEVER_GUARDED.has(name) }));
  const write = (test: StoredTest): string =>
    `${columns.map(({ name, guarded }) => field(test[name], guarded)).join(',')}\r\n`;
  yield* inChunks(`${TEST_COLUMNS.join(',')}\r\n`, tests, write, () => '');
}
