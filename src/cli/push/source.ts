import { createReadStream, Stats } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { UsageError } from '../exit-codes';

const CHUNK = 256 * 1024;

/** A report to send. */
export interface Source {
  /** As the user wrote it; `standard input` for `-`. */
  name: string;
  /** Its path; null for standard input. */
  file: string | null;
  /** Bytes; null when nobody knows before the end (a pipe). */
  size: number | null;
  contentType: string;
  /** A pipe is read once: it cannot be sent a second time. */
  replayable: boolean;
  open(): Readable;
}

/**
 * Looks at all files before the first one is sent.
 * @throws UsageError one of them cannot be read, or standard input is named twice
 */
export async function findSources(files: readonly string[]): Promise<Source[]> {
  if (files.filter((file) => file === '-').length > 1) throw new UsageError('"-" may be given once.');
  const sources: Source[] = [];
  for (const file of files) sources.push(file === '-' ? standardInput() : await fileSource(file));
  return sources;
}

function standardInput(): Source {
  return {
    name: 'standard input',
    file: null,
    size: null,
    contentType: 'application/octet-stream',
    replayable: false,
    open: () => process.stdin,
  };
}

async function fileSource(file: string): Promise<Source> {
  const stats = await look(file);
  // The files of /proc say that they are empty.
  const size = stats.isFile() && stats.size > 0 ? stats.size : null;
  return {
    name: file,
    file,
    size,
    contentType: /\.xml$/i.test(file) ? 'application/xml' : 'application/octet-stream',
    replayable: stats.isFile(),
    // What is appended meanwhile belongs to the next upload: the length is announced.
    open: () => createReadStream(file, { highWaterMark: CHUNK, ...(size === null ? {} : { end: size - 1 }) }),
  };
}

async function look(file: string): Promise<Stats> {
  let stats: Stats;
  try {
    stats = await stat(file);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new UsageError(`Cannot read ${file}: ${code === 'ENOENT' ? 'there is no such file' : message}.`);
  }
  if (stats.isDirectory()) throw new UsageError(`${file} is a directory; name the files in it.`);
  return stats;
}
