import { join } from 'node:path';
import { FastifyRequest } from 'fastify';
import { BadInput, TooLarge } from '../../errors/domain-error';
import { itIsOurTurn } from './read-body';
import type { SpooledFile } from './spool';
import { storeFile } from './store-file';

const LONGEST_FIELD = 65_536;
const MOST_FIELDS = 100;
const NOT_A_FILE = 'The submitted data was not a file. Check the encoding type on the form.';

/**
 * Receives the files of a multipart form, and its other fields.
 * @param limit bytes of all files together
 * @param most how many files there may be
 * @param textFile a field that may come as a file, too, and is none
 * @throws BadInput no file, too many, no form; TooLarge
 */
export async function receiveForm(
  request: FastifyRequest,
  folder: string,
  limit: number,
  most: number,
  textFile?: string,
): Promise<{ files: SpooledFile[]; fields: Record<string, string> }> {
  const fields: Record<string, string> = {};
  const files: SpooledFile[] = [];
  let bytes = 0;
  // The parser waits for the end of a connection, for ever when that has come already.
  if (request.raw.destroyed) throw new BadInput('The body ended before its end.', { field: 'body' });
  try {
    for await (const part of request.parts({
      // The folders of several files tell them apart.
      preservePath: most > 1,
      limits: {
        fieldSize: LONGEST_FIELD,
        fileSize: limit + 1,
        files: most + 1,
        fields: MOST_FIELDS,
        parts: most + MOST_FIELDS + 2,
      },
    })) {
      if (part.type === 'field') {
        if (part.valueTruncated) throw new TooLarge('The field is too long.', { field: part.fieldname });
        fields[part.fieldname] = typeof part.value === 'string' ? part.value : JSON.stringify(part.value);
        continue;
      }
      if (part.fieldname === textFile) {
        fields[textFile] = await textOf(part.file, textFile);
        continue;
      }
      if (files.length === most)
        throw new BadInput(
          most === 1 ? 'Send one file a request.' : `Send at most ${most} files a request.`,
          {
            field: part.fieldname,
          },
        );
      const path = join(folder, files.length === 0 ? 'body' : `body-${files.length}`);
      const stored = await storeFile(part.file, path, limit, bytes);
      bytes += stored.bytes;
      files.push({ ...stored, filename: part.filename ?? '', contentType: part.mimetype });
    }
  } catch (error) {
    request.raw.resume();
    throw asFormError(error);
  }
  itIsOurTurn(request);
  if (files.length === 0)
    throw new BadInput('file' in fields ? NOT_A_FILE : 'No file was submitted.', { field: 'file' });
  return { files, fields };
}

/** A field that was sent as a file is as short as any other. */
async function textOf(file: AsyncIterable<Buffer>, field: string): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of file) {
    length += chunk.length;
    if (length > LONGEST_FIELD) throw new TooLarge('The field is too long.', { field });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** The parser's own errors, in Django REST framework's words. */
function asFormError(error: unknown): unknown {
  const { code, statusCode } = error as { code?: string; statusCode?: number };
  if (statusCode === 413) return new TooLarge((error as Error).message, { field: 'file' });
  const parser = code?.startsWith('FST_') || (error instanceof Error && error.constructor === Error);
  return parser ? new BadInput(`Multipart form parse error - ${(error as Error).message}`) : error;
}
