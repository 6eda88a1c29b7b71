/** Large enough that a response is few writes, small enough that it starts at once. */
const CHUNK = 65_536;

/** Gathers what a writer produces into chunks of about 64 KB; nothing is held beyond one chunk. */
export class Chunks {
  private pieces: string[] = [];
  private length = 0;

  add(piece: string): void {
    this.pieces.push(piece);
    this.length += piece.length;
  }

  /** True when it is time to `take`. */
  get full(): boolean {
    return this.length >= CHUNK;
  }

  take(): string {
    const chunk = this.pieces.join('');
    this.pieces = [];
    this.length = 0;
    return chunk;
  }
}

/** Writes a header, one piece a test, and an end, in chunks. */
export async function* inChunks<T>(
  before: string,
  items: AsyncIterable<T>,
  write: (item: T) => string,
  after: () => string,
): AsyncGenerator<string> {
  const chunks = new Chunks();
  chunks.add(before);
  for await (const item of items) {
    chunks.add(write(item));
    if (chunks.full) yield chunks.take();
  }
  chunks.add(after());
  const rest = chunks.take();
  if (rest !== '') yield rest;
}
