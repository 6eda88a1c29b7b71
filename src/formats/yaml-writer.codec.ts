import { inChunks } from './chunks';
import { quotedScalar } from './json-scalar';
import { ReportHead, StoredTest } from './record';
import { TEST_COLUMNS } from './test-columns';
import { storableText } from './text-sanitizer';

function scalar(value: string | number | null): string {
  return typeof value === 'string' ? quotedScalar(storableText(value).text) : String(value);
}

/**
 * Writes a YAML list with one block item a test, all fields of a stored test; text is always quoted, so that no reader
 * takes `no`, `1e3` or a date for something else. `[]` when there is no test. Constant memory.
 */
export async function* writeYaml(
  _head: ReportHead,
  tests: AsyncIterable<StoredTest>,
): AsyncGenerator<string> {
  let some = false;
  const write = (test: StoredTest): string => {
    some = true;
    let item = '';
    for (const column of TEST_COLUMNS)
      item += `${item === '' ? '- ' : '  '}${column}: ${scalar(test[column])}\n`;
    return item;
  };
  yield* inChunks('', tests, write, () => (some ? '' : '[]\n'));
}
