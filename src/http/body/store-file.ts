import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { Transform, TransformCallback } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { TooLarge } from '../../errors/domain-error';

/** Counts and hashes what flows through. */
class Meter extends Transform {
  bytes = 0;
  private readonly hash = createHash('sha256');

  constructor(
    private readonly limit: number,
    private readonly before: number,
  ) {
    super();
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.bytes += chunk.length;
    if (this.before + this.bytes > this.limit)
      return done(
        new TooLarge(`The upload is larger than the limit of ${this.limit} bytes.`, { field: 'file' }),
      );
    this.hash.update(chunk);
    done(null, chunk);
  }

  digest(): string {
    return this.hash.digest('hex');
  }
}

/**
 * Writes what comes into a new file.
 * @param before bytes of the files that came before in the same upload, which the limit is for
 * @throws TooLarge
 */
export async function storeFile(
  source: AsyncIterable<Buffer>,
  path: string,
  limit: number,
  before = 0,
): Promise<{ path: string; bytes: number; sha256: string }> {
  const meter = new Meter(limit, before);
  await pipeline(source, meter, createWriteStream(path, { flags: 'wx' }));
  return { path, bytes: meter.bytes, sha256: meter.digest() };
}
