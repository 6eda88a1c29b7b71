import { createReadStream, Stats } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { UsageError } from '../exit-codes';
import { filesLike, reportsIn } from './find-files';
import { readPattern } from './pattern';

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
 * Looks at all files before the first one is sent: those that are named, those that match a pattern, the reports in folders.
 * @throws UsageError one of them cannot be read, there is none, or standard input is named twice
 */
export async function findSources(named: readonly string[]): Promise<Source[]> {
  if (named.filter((name) => name === '-').length > 1) throw new UsageError('"-" may be given once.');
  const sources: Source[] = [];
  for (const name of named)
    if (name === '-') sources.push(standardInput());
    else for (const file of await expand(name)) sources.push(await fileSource(file));
  return sources;
}

/** The files that an argument means. */
async function expand(name: string): Promise<string[]> {
  const stats = await stat(name).catch(() => null);
  const pattern = stats === null ? readPattern(name) : null;
  if (!stats?.isDirectory() && pattern === null) return [name];
  let files: string[];
  try {
    files = pattern === null ? await reportsIn(name) : filesLike(pattern);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || pattern === null)
      throw new UsageError(`Cannot look through ${name}: ${(error as Error).message}.`);
    files = [];
  }
  if (files.length === 0)
    throw new UsageError(pattern === null ? `There is no report in ${name}.` : `No file matches ${name}.`);
  return files;
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
  return stats;
}
