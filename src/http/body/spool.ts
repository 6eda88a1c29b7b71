import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Transform, TransformCallback } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { FastifyRequest } from 'fastify';
import { BadInput, TooLarge } from '../../errors/domain-error';
import { fileName } from './file-name';
import { mediaType } from './media-type';
import { itIsOurTurn, limitedBody } from './read-body';
import { makeUploadFolder } from './spool-folder';

/** An upload received in full and lying on disk, so that a slow client holds no transaction open. */
export interface Spooled {
  path: string;
  bytes: number;
  /** SHA-256 of the bytes, 64 hexadecimal digits. */
  sha256: string;
  /** What the client calls the file; "" when it does not say. */
  filename: string;
  contentType: string;
  /** The other fields of a multipart form. */
  fields: Record<string, string>;
  /** Removes the file, wherever it is by now. */
  discard(): Promise<void>;
}

/** Counts and hashes what flows through. */
class Meter extends Transform {
  bytes = 0;
  private readonly hash = createHash('sha256');

  constructor(private readonly limit: number) {
    super();
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.bytes += chunk.length;
    if (this.bytes > this.limit)
      return done(
        new TooLarge(`The upload is larger than the limit of ${this.limit} bytes.`, { field: 'file' }),
      );
    this.hash.update(chunk);
    done(null, chunk);
  }

  digest(): string {
    return this.hash.digest('hex');
  }
}

const LONGEST_FIELD = 65_536;
const NOT_A_FILE = 'The submitted data was not a file. Check the encoding type on the form.';

/**
 * Receives one file, as the raw body or as the only file of a multipart form.
 * @param limit bytes of the file
 * @throws BadInput no file, or several; TooLarge
 */
export async function spool(request: FastifyRequest, dataDir: string, limit: number): Promise<Spooled> {
  const folder = await makeUploadFolder(dataDir);
  const path = join(folder, 'body');
  const discard = () => rm(folder, { recursive: true, force: true });
  try {
    const received =
      mediaType(request) === 'multipart/form-data'
        ? await receiveForm(request, path, limit)
        : await receiveRaw(request, path, limit);
    return { ...received, path, discard };
  } catch (error) {
    await discard();
    throw error;
  }
}

type Received = Omit<Spooled, 'path' | 'discard'>;

async function store(
  source: AsyncIterable<Buffer>,
  path: string,
  limit: number,
): Promise<{ bytes: number; sha256: string }> {
  const meter = new Meter(limit);
  await pipeline(source, meter, createWriteStream(path, { flags: 'wx' }));
  return { bytes: meter.bytes, sha256: meter.digest() };
}

async function receiveRaw(request: FastifyRequest, path: string, limit: number): Promise<Received> {
  const stored = await store(limitedBody(request, limit), path, limit);
  const filename = fileName(request.headers['content-disposition']);
  return { ...stored, filename, contentType: mediaType(request), fields: {} };
}

async function receiveForm(request: FastifyRequest, path: string, limit: number): Promise<Received> {
  const fields: Record<string, string> = {};
  let file: Omit<Received, 'fields'> | undefined;
  try {
    for await (const part of request.parts({
      limits: { fieldSize: LONGEST_FIELD, fileSize: limit + 1, files: 2, fields: 100 },
    })) {
      if (part.type === 'field') {
        if (part.valueTruncated) throw new TooLarge('The field is too long.', { field: part.fieldname });
        fields[part.fieldname] = String(part.value);
      } else if (file) {
        throw new BadInput('Send one file a request.', { field: part.fieldname });
      } else {
        file = {
          filename: part.filename,
          contentType: part.mimetype,
          ...(await store(part.file, path, limit)),
        };
      }
    }
  } catch (error) {
    request.raw.resume();
    throw asFormError(error);
  }
  itIsOurTurn(request);
  if (!file) throw new BadInput('file' in fields ? NOT_A_FILE : 'No file was submitted.', { field: 'file' });
  return { ...file, fields };
}

/** The parser's own errors, in Django REST framework's words. */
function asFormError(error: unknown): unknown {
  const { code, statusCode } = error as { code?: string; statusCode?: number };
  if (statusCode === 413) return new TooLarge((error as Error).message, { field: 'file' });
  const parser = code?.startsWith('FST_') || (error instanceof Error && error.constructor === Error);
  return parser ? new BadInput(`Multipart form parse error - ${(error as Error).message}`) : error;
}
