import { createWriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { CommandError } from './exit-codes';
import { atInterrupt } from './interrupt';

/**
 * Writes a file that is there whole or not at all: under another name first, then renamed. Packed when the name ends
 * in `.gz`. Only its owner may read it, as accounts may be in it.
 * @throws CommandError it cannot be written
 */
export async function writeFileWhole(
  file: string,
  text: Iterable<string> | AsyncIterable<string>,
): Promise<void> {
  const draft = `${file}.${process.pid}.partial`;
  const forget = atInterrupt(() => rm(draft, { force: true }));
  const faults = new WeakSet<Error>();
  try {
    const out = createWriteStream(draft, { mode: 0o600 }).on('error', (error) => faults.add(error));
    const packing = /\.gz$/i.test(file) ? [createGzip()] : [];
    await pipeline([Readable.from(text), ...packing, out]);
    await flush(draft);
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true });
    const { syscall, message } = error as NodeJS.ErrnoException;
    if (!faults.has(error as Error) && !['open', 'fsync', 'rename'].includes(syscall ?? '')) throw error;
    throw new CommandError(`Cannot write ${file}: ${message}.`, 1, error);
  } finally {
    forget();
  }
}

/** A renamed file whose bytes are not on the disk yet may be an empty one after a power cut. */
async function flush(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
