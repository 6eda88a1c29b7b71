import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { extract } from 'tar-stream';
import { Budget } from './budget';
import { blaming, damaged } from './damaged';
import { Entry } from './entry';
import { quoted } from './entry-name';

const FILES = new Set<unknown>(['file', 'contiguous-file']);

/** The files of a tar archive, one after the other. What is not read of an entry is passed over when the next is asked for. */
export async function* tarEntries(
  bytes: AsyncIterable<Uint8Array>,
  archive: string,
  budget: Budget,
): AsyncGenerator<Entry> {
  const extraction = extract();
  const feeding = pipeline(Readable.from(bytes), extraction).catch(() => undefined);
  const entries = extraction[Symbol.asyncIterator]();
  let latest = archive;
  try {
    for (;;) {
      const { done, value } = await entries.next();
      if (done) break;
      const { name, type, size = 0 } = value.header;
      budget.enter(name, quoted(archive));
      latest = name;
      // The stream of a directory never ends when the archive says that it has bytes.
      if (size === 0 || type === 'directory') continue;
      const content = (value as AsyncIterable<Uint8Array>)[Symbol.asyncIterator]();
      if (FILES.has(type)) yield { name, bytes: blaming(name, all(content)) };
      while (!(await content.next()).done);
    }
  } catch (error) {
    throw damaged(latest, error);
  } finally {
    extraction.destroy();
    await feeding;
  }
}

/** Stopping to read must not end the entry's stream: the whole extraction would end with it. */
async function* all(content: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  for (let next = await content.next(); !next.done; next = await content.next()) yield next.value;
}
