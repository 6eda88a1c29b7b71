/** Large enough that a response is few writes, small enough that it starts at once. */
const CHUNK = 65_536;
/** Milliseconds after which others get their turn: metadata can be made to read slowly. */
const TURN = 25;

/** Rows as a cursor brings them. */
export type Batches<T> = AsyncIterable<readonly T[]>;

const turnOfOthers = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Gathers text into chunks of about 64 KB. */
export class ChunkText {
  private text = '';
  private began = Date.now();

  add(piece: string): void {
    this.text += piece;
  }

  /** True when it is time to `take` and yield. */
  get full(): boolean {
    return this.text.length >= CHUNK;
  }

  /** True when it is time to `rest`. */
  get tired(): boolean {
    return Date.now() - this.began > TURN;
  }

  async rest(): Promise<void> {
    await turnOfOthers();
    this.began = Date.now();
  }

  take(): string {
    const { text } = this;
    this.text = '';
    return text;
  }
}

/** Writes a header, one piece a row, and an end, in chunks; nothing is held beyond one batch and one chunk. */
export async function* inBatches<T>(
  before: string,
  batches: Batches<T>,
  write: (row: T) => string,
  after: () => string,
): AsyncGenerator<string> {
  const chunk = new ChunkText();
  chunk.add(before);
  for await (const batch of batches) {
    for (const row of batch) {
      chunk.add(write(row));
      if (chunk.full) yield chunk.take();
      if (chunk.tired) await chunk.rest();
    }
  }
  chunk.add(after());
  const rest = chunk.take();
  if (rest !== '') yield rest;
}
