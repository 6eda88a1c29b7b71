import { FastifyReply } from 'fastify';

/**
 * Sends a value as JSON, compact unless the client asked for an indent. U+2028 and U+2029 are escaped (drf.md §9): they end a line in some readers.
 * @returns bytes, for handlers to return: to a text Fastify would add a charset
 */
export function json(reply: FastifyReply, value: unknown): Buffer {
  reply.header('Content-Type', 'application/json').header('Vary', 'Accept');
  const text = JSON.stringify(value, null, reply.request?.indent);
  return Buffer.from(
    /[\u2028\u2029]/.test(text) ? text.replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029') : text,
  );
}
