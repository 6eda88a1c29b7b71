import { METHODS, STATUS_CODES } from 'node:http';
import { Socket } from 'node:net';
import { ConnectionError, FastifyInstance } from 'fastify';

type Fault = [status: number, detail: string, headers?: Record<string, string>];
const FAULTS: Readonly<Record<string, Fault>> = {
  HPE_HEADER_OVERFLOW: [431, 'The request line and headers are too large.'],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'The request took too long to arrive.'],
};
const BODILESS = ['GET', 'HEAD', 'DELETE', 'OPTIONS'] as const;
type Method = (typeof BODILESS)[number];

/**
 * Answers what Node's parser refuses. Node wants every byte of a request's target in ASCII; Django's servers do not, and
 * people type `?name=höst` into scripts. Such a request, when it came in one piece and has no body, is answered
 * after all; its connection is then closed. A method that it has never heard of is a 405 like any that a path lacks
 * (drf.md §11). Everything else gets a plain 4xx.
 */
export function answerClientError(
  fastify: () => FastifyInstance,
): (error: ConnectionError, socket: Socket) => void {
  return (error, socket) => {
    if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) {
      socket.destroy();
      return;
    }
    // Fastify's type gives the packet's JSON form; Node hands over a Buffer.
    const packet = error.rawPacket as unknown as Buffer | undefined;
    const request = error.code === 'HPE_INVALID_URL' && packet ? readRequest(packet) : null;
    if (!request) {
      const unheard = error.code === 'HPE_INVALID_METHOD' && packet ? unheardMethod(packet, fastify()) : null;
      const [status, detail, headers] = unheard ??
        FAULTS[error.code ?? ''] ?? [400, 'The request is not HTTP.'];
      const body = Buffer.from(JSON.stringify({ detail }));
      end(socket, status, { 'content-type': 'application/json', ...headers }, body);
      return;
    }
    // In a promise from the start: what is thrown in this handler ends the process.
    Promise.resolve()
      .then(() => fastify().inject({ ...request, remoteAddress: socket.remoteAddress }))
      .then(
        (answer) =>
          end(
            socket,
            answer.statusCode,
            answer.headers,
            request.method === 'HEAD' ? null : answer.rawPayload,
          ),
        () => socket.destroy(),
      );
  };
}

/** What a method that no path has is answered with; null when it is none. */
function unheardMethod(packet: Buffer, fastify: FastifyInstance): Fault | null {
  const [, method, target] =
    /^([\w!#$%&'*+.^`|~-]+) (\/\S*) HTTP\/1\.[01]\r\n/.exec(packet.toString('latin1')) ?? [];
  // One that Node knows began a request that was whole: what followed it is no request at all.
  if (method === undefined || target === undefined || METHODS.includes(method)) return null;
  const known = fastify.pathAt(target);
  return known
    ? [405, `Method "${method}" not allowed.`, { allow: known.allow, vary: 'Accept' }]
    : [404, 'Not found.'];
}

interface ReadRequest {
  method: Method;
  url: string;
  headers: Record<string, string>;
}

/** The request in a packet, its target percent-encoded; null when it is not there in full, or has a body. */
function readRequest(packet: Buffer): ReadRequest | null {
  const text = packet.toString('latin1');
  const [, method = '', target = '', lines = ''] =
    /^([A-Z]+) (\/\S*) HTTP\/1\.[01]\r\n((?:[^\r\n]+\r\n)*)\r\n$/.exec(text) ?? [];
  if (!(BODILESS as readonly string[]).includes(method)) return null;
  const headers: Record<string, string> = {};
  for (const line of lines.split('\r\n').filter(Boolean)) {
    const colon = line.indexOf(':');
    if (colon < 1) return null;
    headers[line.slice(0, colon).toLowerCase()] = line.slice(colon + 1).trim();
  }
  if (headers['content-length'] || headers['transfer-encoding']) return null;
  const url = target.replace(/[\x80-\xff]/g, (byte) => `%${byte.charCodeAt(0).toString(16).toUpperCase()}`);
  return { method: method as Method, url, headers };
}

function end(socket: Socket, status: number, headers: Record<string, unknown>, body: Buffer | null): void {
  const lines = Object.entries({
    ...headers,
    'content-length': headers['content-length'] ?? body?.length ?? 0,
    connection: 'close',
  })
    .filter(([name]) => name !== 'transfer-encoding')
    .flatMap(([name, value]) => [value].flat().map((one) => `${name}: ${String(one)}`));
  socket.write(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n${lines.join('\r\n')}\r\n\r\n`);
  socket.end(body ?? '');
}
