import { FastifyReply } from 'fastify';

/**
 * Sends a value as JSON, compact unless the client asked for an indent. U+2028 and U+2029 are escaped (drf.md §9): they end a line in some readers.
 * @returns bytes, for handlers to return: to a text Fastify would add a charset
 */
export function json(reply: FastifyReply, value: unknown): Buffer {
  announce(reply);
  return Buffer.from(jsonText(value, reply.request?.indent));
}

/** The same of `head` with the member `results` at its end: rows with long texts cost less one by one than in one piece. */
export function listJson(reply: FastifyReply, head: object, results: readonly object[]): Buffer {
  const indent = reply.request?.indent;
  if (indent !== undefined) return json(reply, { ...head, results });
  announce(reply);
  let size = 0;
  const pieces = results.map((row, at) => {
    const piece = `${at === 0 ? '' : ','}${jsonText(row)}`;
    size += Buffer.byteLength(piece);
    return piece;
  });
  pieces.unshift(`${jsonText(head).slice(0, -1)},"results":[`);
  pieces.push(']}');
  size += Buffer.byteLength(pieces[0] ?? '') + 2;
  const bytes = Buffer.allocUnsafe(size);
  let at = 0;
  for (const piece of pieces) at += bytes.write(piece, at);
  return bytes;
}

function announce(reply: FastifyReply): void {
  reply.header('Content-Type', 'application/json').header('Vary', 'Accept');
}

function jsonText(value: unknown, indent?: number | string): string {
  const text = JSON.stringify(value, null, indent);
  return /[\u2028\u2029]/.test(text)
    ? text.replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')
    : text;
}
