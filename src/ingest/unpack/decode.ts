import { Readable, Transform, pipeline } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib';
import { ContentEncoding } from '../../http/body/content-encoding';
import { Peeked } from './peeked';
import { unzstd } from './zstd';

type Bytes = AsyncIterable<Uint8Array>;

const CHUNK = 64 * 1024;

/** The bytes without their encoding. @throws Error, while read: they are damaged or cut off */
export function decoded(encoding: ContentEncoding, bytes: Bytes): Bytes {
  switch (encoding) {
    case '':
      return bytes;
    case 'gzip':
      return through(bytes, createGunzip({ chunkSize: CHUNK }));
    case 'br':
      return through(bytes, createBrotliDecompress({ chunkSize: CHUNK }));
    case 'zstd':
      return unzstd(bytes);
    case 'deflate':
      return inflated(bytes);
  }
}

async function* through(bytes: Bytes, decoder: Transform): AsyncGenerator<Uint8Array> {
  // What goes wrong is thrown where the output is read.
  pipeline(Readable.from(bytes), decoder, () => undefined);
  yield* decoder as Bytes;
}

/** Zlib's wrapping is the rule (RFC 9110 §8.4.1.2), and many leave it out. */
async function* inflated(bytes: Bytes): AsyncGenerator<Uint8Array> {
  const source = await Peeked.of(bytes, 2);
  const [first = 0, second = 0] = source.start;
  const isWrapped = (first & 0x0f) === 8 && ((first << 8) | second) % 31 === 0;
  try {
    yield* through(source.whole(), isWrapped ? createInflate() : createInflateRaw());
  } finally {
    await source.close();
  }
}
