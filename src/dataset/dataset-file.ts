import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { createGunzip } from 'node:zlib';
import { DataSource } from 'typeorm';
import { BadInput } from '../errors/domain-error';
import { DUMP_START } from './dump';
import { loadDataset } from './load';
import { loadDump } from './load-dump';
import { LoadReport } from './report';

/** A file that holds a data set. */
export interface DatasetFile {
  /** `dump`: our own form as dumpdata wrote it, read line by line; `document`: any form, read as a whole. */
  kind: 'dump' | 'document';
  /** All of it or nothing. @throws BadInput naming the place */
  load(dataSource: DataSource): Promise<LoadReport>;
}

/**
 * Looks at a file, plain or gzipped whatever its name, and picks the loader that it needs.
 * @throws BadInput there is no such file
 */
export async function readDatasetFile(path: string): Promise<DatasetFile> {
  const gzipped = await isGzipped(path);
  const contents = (): Readable => {
    const file = createReadStream(path);
    if (!gzipped) return file;
    const plain = createGunzip();
    file.on('error', (error) => plain.destroy(error));
    return file.pipe(plain);
  };
  if (await startsLikeDump(contents()))
    return { kind: 'dump', load: (dataSource) => readable(path, loadDump(dataSource, contents())) };
  return {
    kind: 'document',
    load: async (dataSource) => loadDataset(dataSource, parsed(path, await readable(path, text(contents())))),
  };
}

async function isGzipped(path: string): Promise<boolean> {
  try {
    const file = await open(path);
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(2), 0, 2, 0);
      return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
    } finally {
      await file.close();
    }
  } catch (error) {
    throw new BadInput(`Cannot read the file "${path}".`, { cause: error });
  }
}

async function startsLikeDump(stream: Readable): Promise<boolean> {
  const parts: Buffer[] = [];
  let length = 0;
  try {
    for await (const part of stream as AsyncIterable<Buffer>) {
      parts.push(part);
      length += part.length;
      if (length > DUMP_START.length) break;
    }
  } catch {
    // A damaged file is told by whoever reads all of it.
  }
  const start = Buffer.concat(parts).toString('latin1');
  return start.startsWith(`${DUMP_START}\n`) || start.startsWith(`${DUMP_START}\r\n`);
}

/** Damaged compression is the file's fault, not ours. */
async function readable<T>(path: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (!/^(Z_|E[A-Z]+$)/.test(code)) throw error;
    throw new BadInput(`The file "${path}" cannot be read to its end.`, { cause: error });
  }
}

function parsed(path: string, contents: string): unknown {
  try {
    return JSON.parse(contents);
  } catch (error) {
    throw new BadInput(`The file "${path}" is not JSON: ${(error as Error).message}`, { cause: error });
  }
}
