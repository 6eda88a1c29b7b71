import { Batches } from './in-batches';
import { lavaResult, LavaResult, LavaTest } from './lava-record';
import { LogExcerpts } from './log-excerpts';
import { withExcerpts } from './with-excerpts';

const LINES: Readonly<Record<LavaResult, readonly [string, string]>> = {
  pass: ['ok', ''],
  fail: ['not ok', ''],
  skip: ['ok', ' # SKIP test skipped'],
  unknown: ['not ok', ' # TODO unknown result'],
};
const BREAK = /[\r\n]/;

/** Names are not escaped (contract lava-rest §7.2), but a line break in one would make a line that nobody meant. */
const oneLine = (text: string): string => (BREAK.test(text) ? text.replace(/[\r\n]+/g, ' ') : text);

/**
 * Tests as LAVA's TAP 13 (contract lava-rest §7.2), in the order of suite and id. `count` is how many will come. A failed
 * test with both log line numbers is followed by that part of the log, each line behind one blank. Constant memory.
 */
export function writeLavaTap(
  count: number,
  tests: Batches<LavaTest>,
  logs: LogExcerpts,
): AsyncGenerator<string> {
  let number = 0;
  let suite: string | null = null;
  const test = (test: LavaTest, hasExcerpt: boolean): string => {
    let text = '';
    if (test.suite !== suite) {
      suite = test.suite;
      text = `# TAP results for ${oneLine(suite)}\n`;
    }
    number += 1;
    const [verdict, directive] = LINES[lavaResult(test.result)];
    text += `${verdict} ${number} ${oneLine(test.name)}${directive}\n`;
    return hasExcerpt ? `${text} ---\n ` : text;
  };
  const writer = {
    before: `TAP version 13\n1..${count}\n`,
    test,
    piece: (text: string) => text.replaceAll('\n', '\n '),
    afterExcerpt: () => '...\n',
    after: () => '',
  };
  return withExcerpts(writer, tests, logs);
}
