/** A stream whose first bytes are known, and which still begins with them. */
export class Peeked {
  private constructor(
    private readonly source: AsyncIterator<Uint8Array>,
    private readonly chunks: readonly Uint8Array[],
    /** The first bytes, as many as were asked for, or all. */
    readonly start: Uint8Array,
  ) {}

  static async of(bytes: AsyncIterable<Uint8Array>, count: number): Promise<Peeked> {
    const source = bytes[Symbol.asyncIterator]();
    const chunks: Uint8Array[] = [];
    for (let size = 0; size < count;) {
      const { done, value } = await source.next();
      if (done) break;
      chunks.push(value);
      size += value.length;
    }
    return new Peeked(source, chunks, Buffer.concat(chunks).subarray(0, count));
  }

  /** All bytes; to be asked for once. Whoever stops reading leaves the source open: `close` is what ends it. */
  async *whole(): AsyncGenerator<Uint8Array> {
    yield* this.chunks;
    for (let next = await this.source.next(); !next.done; next = await this.source.next()) yield next.value;
  }

  async close(): Promise<void> {
    await this.source.return?.();
  }
}
