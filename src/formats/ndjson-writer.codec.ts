import { inChunks } from './chunks';
import { ReportHead, StoredTest } from './record';
import { TEST_COLUMNS } from './test-columns';
import { storableText } from './text-sanitizer';

/** Writes one JSON object a line, all fields of a stored test in the order of `TEST_COLUMNS`. */
export async function* writeNdjson(
  _head: ReportHead,
  tests: AsyncIterable<StoredTest>,
): AsyncGenerator<string> {
  const columns: string[] = [...TEST_COLUMNS];
  const clean = (_key: string, value: unknown): unknown =>
    typeof value === 'string' ? storableText(value).text : value;
  const write = (test: StoredTest): string => {
    const ordered = Object.fromEntries(columns.map((column) => [column, test[column as keyof StoredTest]]));
    return `${JSON.stringify(ordered, clean)}\n`;
  };
  yield* inChunks('', tests, write, () => '');
}
