import { Batches } from './in-batches';
import { lavaResult, LavaTest } from './lava-record';

/** Lines of a job's log: counted from 0, `end` exclusive (contract lava-rest §7.7). */
export interface LogRange {
  start: number;
  end: number;
}

/** Some lines of the range with this number, each with its line break. */
export interface LogPiece {
  range: number;
  text: string;
}

/**
 * Reads excerpts of the log of the job that is being exported: pieces by the number of their range, then by line. Asked once
 * for each batch of tests, while that batch is being written, and only when one of them needs it.
 */
export type LogExcerpts = (ranges: readonly LogRange[]) => Batches<LogPiece>;

/** The excerpt a test is shown with: of failed ones only, and when both ends are known. */
export function excerptOf(test: LavaTest): LogRange | null {
  const { start_log_line: start, end_log_line: end } = test;
  return start !== null && end !== null && lavaResult(test.result) === 'fail' ? { start, end } : null;
}

/** Hands out the pieces of excerpts in turn. */
export class ExcerptReader {
  private batch: readonly LogPiece[] = [];
  private at = 0;
  private source: AsyncIterator<readonly LogPiece[]> | null = null;
  private readonly numbers = new Map<LavaTest, number>();

  constructor(tests: readonly LavaTest[], logs: LogExcerpts) {
    const ranges: LogRange[] = [];
    for (const test of tests) {
      const range = excerptOf(test);
      if (range !== null && range.end > range.start) this.numbers.set(test, ranges.push(range) - 1);
    }
    if (ranges.length > 0) this.source = logs(ranges)[Symbol.asyncIterator]();
  }

  /** The next piece of the excerpt of this test; null when it is over. Tests in the order of the batch. */
  async next(test: LavaTest): Promise<string | null> {
    const number = this.numbers.get(test);
    if (number === undefined) return null;
    while (this.at >= this.batch.length) {
      const more = await this.source?.next();
      if (more === undefined || more.done === true) return null;
      this.batch = more.value;
      this.at = 0;
    }
    const piece = this.batch[this.at];
    if (piece?.range !== number) return null;
    this.at += 1;
    return piece.text;
  }

  async close(): Promise<void> {
    await this.source?.return?.();
  }
}
