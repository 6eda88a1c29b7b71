import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { FastifyRequest } from 'fastify';
import { Unsupported } from '../../errors/domain-error';
import { ContentEncoding, contentEncoding } from './content-encoding';
import { fileName } from './file-name';
import { mediaType } from './media-type';
import { limitedBody } from './read-body';
import { receiveForm } from './spool-form';
import { makeUploadFolder } from './spool-folder';
import { storeFile } from './store-file';

/** One file of an upload, lying on disk as it was sent. */
export interface SpooledFile {
  path: string;
  bytes: number;
  /** SHA-256 of the bytes, 64 hexadecimal digits. */
  sha256: string;
  /** What the client calls it, with its folders where several may come; "" when it does not say. Not safe. */
  filename: string;
  contentType: string;
}

/**
 * An upload received in full and lying on disk, so that a slow client holds no transaction open. The members of its one
 * file are its own, too; of several it has the first one's path and type, all their bytes, one hash over all, and no name.
 */
export interface Spooled extends SpooledFile {
  files: readonly SpooledFile[];
  /** How the bytes of the one file are encoded: they lie, and are hashed, as they were sent. */
  encoding: ContentEncoding;
  /** The other fields of a multipart form. */
  fields: Record<string, string>;
  /** Removes the files, wherever they are by now. */
  discard(): Promise<void>;
}

/** Files of one upload where several are taken. */
export const MOST_FILES = 1_000;

/**
 * Receives one file, as the raw body or as the file of a multipart form.
 * @param limit bytes of the file, or of all
 * @param many whoever takes this upload takes several files of a form, and decodes a body with a `Content-Encoding`
 * @throws BadInput no file, or too many; TooLarge; Unsupported an encoding that nobody decodes
 */
export async function spool(
  request: FastifyRequest,
  dataDir: string,
  limit: number,
  many = false,
): Promise<Spooled> {
  const isForm = mediaType(request) === 'multipart/form-data';
  const encoding = many ? contentEncoding(request) : '';
  if (isForm && encoding !== '')
    throw new Unsupported('A form is taken as it is, without a content encoding.', {
      hint: 'Its files may be packed themselves, with gzip or zstd.',
    });
  const folder = await makeUploadFolder(dataDir);
  const discard = () => rm(folder, { recursive: true, force: true });
  try {
    const { files, fields } = isForm
      ? await receiveForm(request, folder, limit, many ? MOST_FILES : 1, many ? 'attributes' : undefined)
      : { files: [await receiveRaw(request, folder, limit)], fields: {} };
    return { ...asOne(files), files, encoding, fields, discard };
  } catch (error) {
    await discard();
    throw error;
  }
}

async function receiveRaw(request: FastifyRequest, folder: string, limit: number): Promise<SpooledFile> {
  const stored = await storeFile(limitedBody(request, limit), join(folder, 'body'), limit);
  const filename = fileName(request.headers['content-disposition']);
  return { ...stored, filename, contentType: mediaType(request) };
}

/** The upload as a whole. The same files under the same names in the same order have the same hash. */
function asOne(files: readonly SpooledFile[]): SpooledFile {
  const first = files[0] as SpooledFile;
  if (files.length === 1) return { ...first, filename: first.filename.split(/[/\\]/).at(-1) ?? '' };
  const said = files.map(({ sha256, filename }) => [sha256, filename]);
  return {
    ...first,
    bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
    sha256: createHash('sha256').update(JSON.stringify(said)).digest('hex'),
    filename: '',
  };
}
