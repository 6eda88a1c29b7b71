import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { PassThrough, pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { UsageError } from './exit-codes';

const CHUNK = 256 * 1024;

/** @throws UsageError the file cannot be read, so that nothing is begun in vain; `-` is standard input */
export async function checkReadable(file: string): Promise<void> {
  if (file === '-') return;
  const stats = await stat(file).catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(
      `Cannot read ${file}: ${error.code === 'ENOENT' ? 'there is no such file' : error.message}.`,
    );
  });
  if (stats.isDirectory()) throw new UsageError(`${file} is a directory.`);
}

/** The bytes of a file or of standard input; gzip is told from the content and unpacked. */
export async function openInput(file: string): Promise<Readable> {
  const raw = file === '-' ? process.stdin : createReadStream(file, { highWaterMark: CHUNK });
  const [start, whole] = await peek(raw, 2);
  const output = start[0] === 0x1f && start[1] === 0x8b ? createGunzip() : new PassThrough();
  // A fault on the way (a broken archive) is thrown where the output is read.
  pipeline(whole, output, () => undefined);
  return output;
}

/** The first bytes of a stream, and the stream as if they had not been read. */
export async function peek(stream: Readable, bytes: number): Promise<[start: Buffer, whole: Readable]> {
  const source = stream[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  const chunks: Buffer[] = [];
  for (let size = 0; size < bytes;) {
    const { done, value } = await source.next();
    if (done) break;
    chunks.push(value);
    size += value.length;
  }
  async function* all(): AsyncGenerator<Buffer> {
    yield* chunks;
    yield* { [Symbol.asyncIterator]: () => source };
  }
  return [Buffer.concat(chunks), Readable.from(all(), { objectMode: false })];
}
