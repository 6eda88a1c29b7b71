import { IncomingMessage } from 'node:http';
import { FastifyRequest } from 'fastify';
import { Mode } from '../../collections/check-body';
import { Resource } from '../../collections/resource';
import { BadInput, TooLarge, Unsupported } from '../../errors/domain-error';
import { decodeBytes, formPairs, isUtf8 } from './charset';
import { Form, formBody, formOf, lastValues } from './form';
import { jsonFault } from './json-fault';
import { mediaType, typeAsSent } from './media-type';

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
 * @throws BadInput not JSON, not in its charset, no form; TooLarge; Unsupported for any other media type
 */
export async function readBody(request: FastifyRequest, limit: number): Promise<unknown> {
  const body = await readAny(request, limit);
  return 'form' in body ? lastValues(body.form) : body.json;
}

/** As `readBody`, a form's values being those that the fields of a collection take. */
export async function readRowBody(
  request: FastifyRequest,
  limit: number,
  resource: Resource,
  mode: Mode,
): Promise<unknown> {
  const body = await readAny(request, limit);
  return 'form' in body ? formBody(body.form, resource, mode) : body.json;
}

async function readAny(request: FastifyRequest, limit: number): Promise<{ json: unknown } | { form: Form }> {
  const type = mediaType(request);
  const bytes = await wholeBody(request, limit);
  const empty = bytes.length === 0;
  switch (type) {
    case 'application/json':
    case 'application/*':
    case '*/*':
      return { json: empty ? {} : parseJson(bytes, charsetOf(request)) };
    case 'application/x-www-form-urlencoded':
      return { form: parseForm(bytes, charsetOf(request)) };
    case 'multipart/form-data':
      return { form: empty ? new Map() : await parseMultipart(bytes, request.headers['content-type'] ?? '') };
    default:
      if (empty) return { json: {} };
      throw new Unsupported(`Unsupported media type "${typeAsSent(request)}" in request.`);
  }
}

function charsetOf(request: FastifyRequest): string {
  return /;\s*charset\s*=\s*"?([^\s;"]+)/i.exec(request.headers['content-type'] ?? '')?.[1] ?? 'utf-8';
}

/** One JSON document. @throws BadInput in Django REST framework's wording */
export function parseJson(bytes: Buffer, charset = 'utf-8'): unknown {
  const text = inCharset('JSON', charset, () => decodeBytes(bytes, charset));
  try {
    return JSON.parse(text);
  } catch {
    throw new BadInput(`JSON parse error - ${jsonFault(text)}`);
  }
}

function parseForm(bytes: Buffer, charset: string): Form {
  return formOf(inCharset('Form', charset, () => formPairs(bytes, charset)));
}

/** @throws BadInput the bytes are not in the charset that they came with */
function inCharset<Text>(what: string, charset: string, read: () => Text): Text {
  try {
    return read();
  } catch (error) {
    if (error instanceof Unsupported) throw error;
    throw new BadInput(`${what} parse error - '${charset.toLowerCase()}' codec can't decode the body`);
  }
}

/** Values only: the fields of a collection that come this way hold no files. */
async function parseMultipart(bytes: Buffer, contentType: string): Promise<Form> {
  const refusal = (why: string) => new BadInput(`Multipart form parse error - ${why}`);
  if (!/;\s*boundary\s*=\s*[^\s;]/i.test(contentType)) throw refusal('Invalid boundary in multipart: None');
  let pairs: [string, string][];
  try {
    const data = await new Response(Uint8Array.from(bytes), {
      headers: { 'Content-Type': contentType },
    }).formData();
    pairs = [...data].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : []));
  } catch {
    throw refusal('The body is not a form with this boundary');
  }
  // The parser puts U+FFFD in place of bytes that it cannot read.
  if (pairs.some((pair) => pair.join().includes('\ufffd')) && !isUtf8(bytes))
    throw refusal("'utf-8' codec can't decode the body");
  return formOf(pairs);
}
