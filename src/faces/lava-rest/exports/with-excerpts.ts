import { Batches, ChunkText } from './in-batches';
import { LavaTest } from './lava-record';
import { ExcerptReader, excerptOf, LogExcerpts } from './log-excerpts';

/** How a report with excerpts of the log is written. */
export interface ExcerptWriter {
  before: string;
  /** A whole test, or the part before its excerpt. */
  test(test: LavaTest, hasExcerpt: boolean): string;
  /** A piece of an excerpt; `first` is true for the first one. */
  piece(text: string, first: boolean): string;
  /** What follows an excerpt; `empty` is true when no piece came. */
  afterExcerpt(empty: boolean): string;
  after(): string;
}

/** Writes tests and the excerpts of the failed ones, in chunks; of a log no more is held than one piece. */
export async function* withExcerpts(
  writer: ExcerptWriter,
  batches: Batches<LavaTest>,
  logs: LogExcerpts,
): AsyncGenerator<string> {
  const chunk = new ChunkText();
  chunk.add(writer.before);
  for await (const batch of batches) {
    const excerpts = new ExcerptReader(batch, logs);
    try {
      for (const test of batch) {
        const hasExcerpt = excerptOf(test) !== null;
        chunk.add(writer.test(test, hasExcerpt));
        if (hasExcerpt) {
          let empty = true;
          for (;;) {
            const text = await excerpts.next(test);
            if (text === null) break;
            chunk.add(writer.piece(text, empty));
            empty = false;
            if (chunk.full) yield chunk.take();
          }
          chunk.add(writer.afterExcerpt(empty));
        }
        if (chunk.full) yield chunk.take();
        if (chunk.tired) await chunk.rest();
      }
    } finally {
      await excerpts.close();
    }
  }
  chunk.add(writer.after());
  const rest = chunk.take();
  if (rest !== '') yield rest;
}
