import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { counted } from '../output';
import { CommandError, UsageError } from '../exit-codes';
import { Source } from './source';

/** What the server takes in one request. */
const MOST_FILES = 1_000;

/** Several sources as one: the files of a multipart form, each under the name that the user wrote. */
export function together(sources: readonly Source[]): Source {
  if (sources.length > MOST_FILES)
    throw new UsageError(
      `${counted(sources.length, 'file')} are too many for one job (${MOST_FILES}): push an archive of them, or say --job.`,
    );
  const boundary = `assay-${randomUUID()}`;
  const heads = sources.map((source) => partHead(boundary, source));
  const end = `\r\n--${boundary}--\r\n`;
  const sizes = sources.map(({ size }) => size);
  const frame = heads.reduce((sum, head) => sum + Buffer.byteLength(head), end.length);
  return {
    name: counted(sources.length, 'file'),
    file: null,
    size: sizes.every((size) => size !== null) ? sizes.reduce((sum, size) => sum + size, frame) : null,
    contentType: `multipart/form-data; boundary=${boundary}`,
    replayable: sources.every(({ replayable }) => replayable),
    open: () => Readable.from(parts(sources, heads, end), { objectMode: false }),
  };
}

async function* parts(
  sources: readonly Source[],
  heads: readonly string[],
  end: string,
): AsyncGenerator<Buffer> {
  for (const [at, source] of sources.entries()) {
    yield Buffer.from(heads[at] as string);
    yield* wholly(source);
  }
  yield Buffer.from(end);
}

/** @throws CommandError the file cannot be read, or is shorter than it was */
async function* wholly(source: Source): AsyncGenerator<Buffer> {
  let bytes = 0;
  try {
    for await (const chunk of source.open() as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      yield chunk;
    }
  } catch (error) {
    throw new CommandError(`Cannot read ${source.name}: ${(error as Error).message}.`, 1, error);
  }
  if (source.size !== null && bytes < source.size)
    throw new CommandError(`${source.name} became shorter while it was sent; nothing was stored.`);
}

/** Browsers escape names this way. */
const escaped = (name: string): string =>
  name.replace(/["\r\n]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`);

function partHead(boundary: string, { file, contentType }: Source): string {
  return [
    `\r\n--${boundary}`,
    `Content-Disposition: form-data; name="file"; filename="${escaped(file ?? 'stdin')}"`,
    `Content-Type: ${contentType}`,
    '\r\n',
  ].join('\r\n');
}
