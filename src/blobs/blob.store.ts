import { createReadStream, ReadStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, Config } from '../config/config';
import { NotFound } from '../errors/domain-error';

/** A file on the disk of this server, its hash known. */
export interface HashedFile {
  path: string;
  /** SHA-256 of the bytes, 64 hexadecimal digits. */
  sha256: string;
}

/** Bytes of a file, from the first to the last, both counted from 0 and both included. */
export interface Part {
  start: number;
  end: number;
}

/** Files by the hash of their content, below the data directory: the same bytes lie there once. */
@Injectable()
export class BlobStore {
  constructor(@Inject(CONFIG) private readonly config: Config) {}

  /** Keeps a file's bytes, and the file itself may be gone then; when this resolves they are on the disk for good. */
  async keep({ path, sha256 }: HashedFile): Promise<void> {
    const place = this.place(sha256);
    if (await stat(place).catch(() => null)) return;
    await mkdir(dirname(place), { recursive: true });
    await flush(path);
    await rename(path, place);
    await flush(dirname(place));
  }

  /** The bytes of a kept file, or some of them. @throws NotFound they are gone from the disk */
  async read(sha256: string, part?: Part): Promise<ReadStream> {
    const place = this.place(sha256);
    if (!(await stat(place).catch(() => null))) throw new NotFound('The content of this file is missing.');
    return createReadStream(place, part);
  }

  /** Forgets a file. Nobody may refer to it any more, nor be about to (`lockBlobAlone`). */
  async remove(sha256: string): Promise<void> {
    await rm(this.place(sha256), { force: true });
  }

  private place(sha256: string): string {
    return join(this.config.dataDir, 'attachments', sha256.slice(0, 2), sha256);
  }
}

async function flush(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
