import { setImmediate as immediate } from 'node:timers/promises';
import { Decompress } from 'fzstd';
import { BadInput, TooLarge } from '../../errors/domain-error';

const MAGIC = 0xfd2fb528;
const SKIPPABLE = 0x184d2a50;
const LONGEST_HEADER = 18;
/** RFC 8878 §3.1.1.2.3. */
const LARGEST_BLOCK = 128 * 1024;
/** RFC 8878 §3.1.1.1.2 recommends it to decoders; no level below `--ultra` needs more. */
const LARGEST_WINDOW = 8 * 1024 * 1024;
/** Blocks cost time however little comes out of them; from so many on they must yield something. */
const FREE_BLOCKS = 10_000;
const LEAST_BLOCK = 512;

/**
 * Unpacks Zstandard (RFC 8878), one block at a time: a few bytes may stand for a hundred thousand, and a header may ask for
 * gigabytes of memory. Checksums are not looked at.
 * @throws Error it is damaged or cut off; TooLarge it needs a larger window than anybody's default
 */
export async function* unzstd(packed: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const bytes = new Bytes(packed);
  while (await bytes.has(1)) {
    if (!(await bytes.has(5))) throw new Error('unexpected end of file');
    const magic = bytes.peek(4).readUInt32LE();
    if ((magic & ~0xf) >>> 0 === SKIPPABLE) {
      await bytes.need(8);
      await bytes.skip(bytes.take(8).readUInt32LE(4));
    } else if (magic === MAGIC) yield* frame(bytes);
    else throw new Error('invalid zstd data');
  }
}

async function* frame(bytes: Bytes): AsyncGenerator<Uint8Array> {
  let made: Uint8Array[] = [];
  const decoder = new Decompress((chunk) => void made.push(chunk));
  await bytes.has(LONGEST_HEADER);
  const { length, hasChecksum } = readHeader(bytes.peek(LONGEST_HEADER));
  await bytes.need(length);
  decoder.push(bytes.take(length));
  for (let last = false, blocks = 0, size = 0; !last;) {
    await bytes.need(3);
    const head = bytes.peek(3).readUIntLE(0, 3);
    last = (head & 1) === 1;
    if (head >> 3 > LARGEST_BLOCK) throw new Error('invalid zstd data');
    const isRepeated = ((head >> 1) & 3) === 1;
    const whole = 3 + (isRepeated ? 1 : head >> 3);
    // The decoder wants to see the end of a frame at once.
    const tail = last && hasChecksum ? 4 : 0;
    await bytes.need(whole + tail);
    decoder.push(bytes.take(whole + tail), last);
    for (const chunk of made) size += chunk.length;
    blocks += 1;
    if (blocks > FREE_BLOCKS && size < blocks * LEAST_BLOCK)
      throw new BadInput('The zstd data has far too many blocks for what is in it.', { field: 'file' });
    yield* made.filter((chunk) => chunk.length > 0);
    made = [];
    // Many blocks lie in one chunk of the file: others get their turn between them.
    await immediate();
  }
}

/** RFC 8878 §3.1.1.1: how long a frame's header is. @throws TooLarge the window it asks for */
function readHeader(start: Buffer): { length: number; hasChecksum: boolean } {
  const flags = start[4] as number;
  const isSingle = (flags & 0x20) !== 0;
  const dictionary = [0, 1, 2, 4][flags & 3] as number;
  const sizeBytes = [isSingle ? 1 : 0, 2, 4, 8][flags >> 6] as number;
  const length = 5 + (isSingle ? 0 : 1) + dictionary + sizeBytes;
  if (start.length < length) throw new Error('unexpected end of file');
  if (
    (isSingle ? contentSize(start, length - sizeBytes, sizeBytes) : windowSize(start[5] as number)) >
    LARGEST_WINDOW
  )
    throw new TooLarge('The zstd data asks for a window of more than 8 MiB.', {
      field: 'file',
      hint: 'Pack it without --ultra and --long.',
    });
  return { length, hasChecksum: (flags & 4) !== 0 };
}

function contentSize(start: Buffer, at: number, bytes: number): number {
  if (bytes === 8) return Number(start.readBigUInt64LE(at));
  return start.readUIntLE(at, bytes) + (bytes === 2 ? 256 : 0);
}

function windowSize(descriptor: number): number {
  const base = 2 ** (10 + (descriptor >> 3));
  return base + (base / 8) * (descriptor & 7);
}

/** Bytes that are asked for by number. */
class Bytes {
  private readonly source: AsyncIterator<Uint8Array>;
  private rest: Buffer = Buffer.alloc(0);

  constructor(source: AsyncIterable<Uint8Array>) {
    this.source = source[Symbol.asyncIterator]();
  }

  /** Whether so many are there yet. */
  async has(count: number): Promise<boolean> {
    if (this.rest.length >= count) return true;
    const chunks: Uint8Array[] = [this.rest];
    let size = this.rest.length;
    while (size < count) {
      const { done, value } = await this.source.next();
      if (done) break;
      chunks.push(value);
      size += value.length;
    }
    this.rest = Buffer.concat(chunks);
    return size >= count;
  }

  async need(count: number): Promise<void> {
    if (!(await this.has(count))) throw new Error('unexpected end of file');
  }

  /** The next ones, which stay; fewer when there are no more. */
  peek(count: number): Buffer {
    return this.rest.subarray(0, count);
  }

  take(count: number): Buffer {
    const taken = this.rest.subarray(0, count);
    this.rest = this.rest.subarray(count);
    return taken;
  }

  async skip(count: number): Promise<void> {
    for (let left = count; left > 0;) {
      await this.need(1);
      left -= this.take(Math.min(left, this.rest.length)).length;
    }
  }
}
