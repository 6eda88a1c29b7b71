import { crc32, deflateRawSync } from 'node:zlib';
import { Header, pack } from 'tar-stream';

/** A file to be put into an archive; the rest is for archives that lie. */
export interface Packed {
  name: string;
  data?: string | Buffer;
  /** Unix mode, with its type. */
  mode?: number;
  /** In place of the true ones. */
  size?: number;
  crc?: number;
  /** Packed by deflate unless 0. */
  method?: number;
  flags?: number;
  /** In place of the packed data. */
  raw?: Buffer;
}

/** A zip archive. */
export function zip(entries: readonly Packed[], count = entries.length): Buffer {
  const locals: Buffer[] = [];
  const heads: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const { name, mode = 0o100_644, method = 8, flags = 0x800 } = entry;
    const data = Buffer.from(entry.data ?? '');
    const packed = entry.raw ?? (method === 0 ? data : deflateRawSync(data));
    const title = Buffer.from(name);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(flags, 2);
    common.writeUInt16LE(method, 4);
    common.writeUInt32LE(entry.crc ?? crc32(data), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(entry.size ?? data.length, 18);
    common.writeUInt16LE(title.length, 22);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE((mode << 16) >>> 0, 6);
    tail.writeUInt32LE(offset, 10);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, title, packed]);
    locals.push(local);
    heads.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x03'), common, tail, title]));
    offset += local.length;
  }
  const directory = Buffer.concat(heads);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(count, 4);
  end.writeUInt16LE(count, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...locals, directory, Buffer.from('PK\x05\x06'), end]);
}

/** A tar archive. */
export async function tar(entries: readonly (Partial<Header> & Packed)[]): Promise<Buffer> {
  const packer = pack();
  for (const { data = '', ...header } of entries)
    packer.entry({ mtime: new Date(0), ...header }, Buffer.from(data));
  packer.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of packer as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Zstandard as it is allowed to be, without packing anything: blocks of raw bytes (RFC 8878). */
export function zstd(data: string | Buffer, block = 100_000): Buffer {
  const bytes = Buffer.from(data);
  const blocks: Buffer[] = [];
  for (let at = 0; at === 0 || at < bytes.length; at += block) {
    const raw = bytes.subarray(at, at + block);
    blocks.push(blockHead(0, raw.length, at + block >= bytes.length), raw);
  }
  return Buffer.concat([zstdHead(), ...blocks]);
}

/** Zstandard of a beginning and `count` times 128 KiB of blanks: four bytes each. */
export function zstdBomb(count: number, start = ' '): Buffer {
  const block = Buffer.concat([blockHead(1, 131_072, false), Buffer.from(' ')]);
  const last = Buffer.concat([blockHead(1, 131_072, true), Buffer.from(' ')]);
  const first = [blockHead(0, start.length, false), Buffer.from(start)];
  return Buffer.concat([zstdHead(), ...first, ...Array<Buffer>(count - 1).fill(block), last]);
}

/** @param window its exponent and mantissa; 128 KiB when missing */
export const zstdHead = (window = 7 << 3): Buffer => Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0, window]);

function blockHead(type: number, size: number, last: boolean): Buffer {
  const head = Buffer.alloc(3);
  head.writeUIntLE((size << 3) | (type << 1) | (last ? 1 : 0), 0, 3);
  return head;
}
