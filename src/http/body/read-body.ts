import { IncomingMessage } from 'node:http';
import { FastifyRequest } from 'fastify';
import { BadInput, TooLarge, Unsupported } from '../../errors/domain-error';

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The media type of a request in lower case, without parameters; "" when there is none. */
export function mediaType(request: FastifyRequest): string {
  return (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
}

/** The client has said everything: however long the work takes, the silence of its connection is not held against it. */
export function itIsOurTurn(request: FastifyRequest): void {
  request.raw.socket.setTimeout(0);
}

/** The body's bytes, counted: beyond `limit` the reading stops with TooLarge. */
export async function* limitedBody(request: FastifyRequest, limit: number): AsyncGenerator<Buffer> {
  const raw: IncomingMessage = request.raw;
  const declared = Number(request.headers['content-length'] ?? 0);
  const tooLarge = () =>
    new TooLarge(`The body is larger than the limit of ${limit} bytes.`, { field: 'body' });
  if (declared > limit) throw tooLarge();
  let seen = 0;
  try {
    // The socket must outlive a refusal, or the client never reads the answer.
    for await (const chunk of raw.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      seen += chunk.length;
      if (seen > limit) throw tooLarge();
      yield chunk;
    }
  } finally {
    raw.resume();
  }
  itIsOurTurn(request);
  if (!raw.complete) throw new BadInput('The body ended before its announced length.', { field: 'body' });
}

async function wholeBody(request: FastifyRequest, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of limitedBody(request, limit)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/**
 * Reads a JSON or form body (drf.md §14). Nothing sent counts as `{}`.
 * @throws BadInput not JSON, not UTF-8; TooLarge; Unsupported for any other media type
 */
export async function readBody(request: FastifyRequest, limit: number): Promise<unknown> {
  const type = mediaType(request);
  const bytes = await wholeBody(request, limit);
  if (bytes.length === 0) return {};
  switch (type) {
    case 'application/json':
    case '*/*':
      return parseJson(bytes);
    case 'application/x-www-form-urlencoded':
      return parseForm(bytes.toString('utf8'));
    default:
      throw new Unsupported(`Unsupported media type "${request.headers['content-type'] ?? ''}" in request.`);
  }
}

/** One JSON document. @throws BadInput in Django REST framework's wording */
export function parseJson(bytes: Buffer): unknown {
  try {
    const text = utf8.decode(bytes);
    if (text.startsWith('\ufeff')) throw new SyntaxError('Unexpected UTF-8 BOM (decode using utf-8-sig)');
    return JSON.parse(text);
  } catch (error) {
    throw new BadInput(`JSON parse error - ${(error as Error).message}`);
  }
}

/** A form as an object: a name that is repeated makes a list. */
export function parseForm(text: string): Record<string, unknown> {
  const form: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  const parameters = new URLSearchParams(text);
  for (const name of new Set(parameters.keys())) {
    const values = parameters.getAll(name);
    form[name] = values.length > 1 ? values : values[0];
  }
  return { ...form };
}
