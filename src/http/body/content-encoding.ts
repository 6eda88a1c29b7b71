import { FastifyRequest } from 'fastify';
import { Unsupported } from '../../errors/domain-error';

/** How the bytes of a body are encoded; "" when they are as they are. */
export type ContentEncoding = '' | 'gzip' | 'deflate' | 'br' | 'zstd';

const ENCODINGS: Readonly<Record<string, ContentEncoding>> = {
  '': '',
  identity: '',
  gzip: 'gzip',
  'x-gzip': 'gzip',
  deflate: 'deflate',
  br: 'br',
  zstd: 'zstd',
};

/**
 * What `Content-Encoding` says (RFC 9110 §8.4), for whoever decodes bodies: most of the API takes them as they come.
 * @throws Unsupported an encoding that is unknown, or one upon another
 */
export function contentEncoding(request: FastifyRequest): ContentEncoding {
  const said = request.headers['content-encoding'] ?? '';
  const encoding = Object.hasOwn(ENCODINGS, said.trim().toLowerCase())
    ? ENCODINGS[said.trim().toLowerCase()]
    : undefined;
  if (encoding !== undefined) return encoding;
  throw new Unsupported(`Unsupported content encoding "${said.slice(0, 60)}" in request.`, {
    hint: 'A body may be encoded once, with gzip, deflate, br or zstd.',
  });
}
