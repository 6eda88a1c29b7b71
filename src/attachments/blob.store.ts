import { createReadStream, ReadStream } from 'node:fs';
import { mkdir, open, rename, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, Config } from '../config/config';
import { NotFound } from '../errors/domain-error';
import { Spooled } from '../http/body/spool';
import { ByteRange } from './byte-range';

/** Files by the hash of their content, below the data directory: the same bytes lie there once. */
@Injectable()
export class BlobStore {
  constructor(@Inject(CONFIG) private readonly config: Config) {}

  /** Keeps an upload's bytes; when this resolves they are on the disk for good. */
  async keep({ path, sha256 }: Spooled): Promise<void> {
    const place = this.place(sha256);
    if (await stat(place).catch(() => null)) return;
    await mkdir(dirname(place), { recursive: true });
    await flush(path);
    await rename(path, place);
    await flush(dirname(place));
  }

  /** The bytes of a kept file, or some of them. @throws NotFound they are gone from the disk */
  async read(sha256: string, range?: ByteRange): Promise<ReadStream> {
    const place = this.place(sha256);
    if (!(await stat(place).catch(() => null)))
      throw new NotFound('The content of this attachment is missing.');
    return createReadStream(place, range);
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
