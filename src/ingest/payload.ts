import { createReadStream, createWriteStream } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { Inject, Injectable } from '@nestjs/common';
import { pack } from 'tar-stream';
import { BlobStore } from '../blobs/blob.store';
import { CONFIG, Config } from '../config/config';
import { NotFound } from '../errors/domain-error';
import { ContentEncoding } from '../http/body/content-encoding';
import { Spooled, SpooledFile } from '../http/body/spool';
import { makeUploadFolder } from '../http/body/spool-folder';
import { storeFile } from '../http/body/store-file';
import { kindOf } from './unpack/kind-of';

/** What a kept upload is once its encoding is taken off: one file, or a tar archive of several. */
export interface PayloadForm {
  name: string;
  type: string;
  encoding: ContentEncoding;
}

/** An upload as it will be kept: compressed, on the disk. */
export interface PackedPayload {
  path: string;
  sha256: string;
  bytes: number;
  form: PayloadForm;
}

/** How a receipt knows its payload. */
export interface PayloadColumns {
  payload: string | null;
  payload_bytes: number | null;
  payload_form: PayloadForm | null;
}

/** Fast: it goes on beside the reading of the report. */
const GZIP = { level: 2 };
/** The same files make the same archive, and the same blob. */
const SOME_TIME = new Date(0);

/** Uploads as they came, kept so that they can be read again. */
@Injectable()
export class Payloads {
  constructor(
    readonly blobs: BlobStore,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Packs an upload, in its own folder; what is compressed already stays as it is. Null when none are kept. */
  async pack(upload: Spooled): Promise<PackedPayload | null> {
    if (this.config.payloadDays === 0) return null;
    const path = join(dirname(upload.path), 'payload');
    if (upload.files.length > 1) {
      const form: PayloadForm = { name: 'upload.tar', type: 'application/x-tar', encoding: 'gzip' };
      return { form, ...(await storeFile(gzipped(archive(upload.files)), path, Infinity)) };
    }
    const { filename: name, contentType: type, bytes, sha256, encoding } = upload;
    if (encoding !== '' || (await isPacked(upload.path)))
      return { path: upload.path, bytes, sha256, form: { name, type, encoding } };
    const form: PayloadForm = { name, type, encoding: 'gzip' };
    return { form, ...(await storeFile(gzipped(createReadStream(upload.path)), path, Infinity)) };
  }

  /**
   * Lays a kept upload on the disk again, as if it had just been sent.
   * @throws NotFound it is not kept, or no more
   */
  async fetch({ payload, payload_bytes: bytes, payload_form: form }: PayloadColumns): Promise<Spooled> {
    if (payload === null || form === null) throw new NotFound('This upload is not kept, or no more.');
    const source = await this.blobs.read(payload);
    const folder = await makeUploadFolder(this.config.dataDir);
    const path = join(folder, 'body');
    await pipeline(source, createWriteStream(path, { flags: 'wx' }));
    const file: SpooledFile = {
      ...{ path, sha256: payload, bytes: bytes ?? 0 },
      ...{ filename: form.name, contentType: form.type },
    };
    const discard = (): Promise<void> => rm(folder, { recursive: true, force: true });
    return { ...file, files: [file], encoding: form.encoding, fields: {}, discard };
  }
}

async function isPacked(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(512), 0, 512, 0);
    return ['gzip', 'zstd', 'zip'].includes(kindOf(buffer.subarray(0, bytesRead)) ?? '');
  } finally {
    await file.close();
  }
}

type Bytes = AsyncIterable<Buffer>;

async function* gzipped(source: Bytes): Bytes & AsyncGenerator<Buffer> {
  const gzip = createGzip(GZIP);
  const done = pipeline(source, gzip);
  // What goes wrong is thrown where the output is read.
  done.catch(() => undefined);
  yield* gzip as Bytes;
  await done;
}

/** A tar archive of files that lie on disk. */
function archive(files: readonly SpooledFile[]): Bytes {
  const tar = pack();
  const write = async (): Promise<void> => {
    for (const [at, { path, bytes, filename }] of files.entries()) {
      const entry = tar.entry({ name: filename || `file-${at + 1}`, size: bytes, mtime: SOME_TIME });
      await pipeline(createReadStream(path), entry);
    }
    tar.finalize();
  };
  write().catch((error: unknown) => tar.destroy(error as Error));
  return tar as unknown as Bytes;
}
