import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { FastifyReply, FastifyRequest } from 'fastify';

/** Bytes that never change while the process lives, made ready once for all who ask. */
export interface Packed {
  plain: Buffer;
  gzip: Buffer;
  etag: string;
}

export async function pack(plain: Buffer): Promise<Packed> {
  const hash = createHash('sha256').update(plain).digest('base64url');
  // Weak, because both encodings have it.
  return { plain, gzip: await promisify(gzip)(plain), etag: `W/"${hash}"` };
}

/**
 * Answers with packed bytes: none to those who have them already, fewer to those who unpack.
 * @returns what the handler returns
 */
export function sendPacked(
  request: FastifyRequest,
  reply: FastifyReply,
  packed: Packed,
  type: string,
): Buffer | undefined {
  reply.headers({
    'Content-Type': type,
    'Cache-Control': 'no-cache',
    ETag: packed.etag,
    Vary: 'Accept, Accept-Encoding',
  });
  if (request.headers['if-none-match'] === packed.etag) {
    reply.status(304);
    return undefined;
  }
  if (!/\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))/i.test(String(request.headers['accept-encoding'] ?? '')))
    return packed.plain;
  reply.header('Content-Encoding', 'gzip');
  return packed.gzip;
}
