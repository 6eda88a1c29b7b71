import { FastifyRequest } from 'fastify';
import { BadInput } from '../errors/domain-error';
import { parseObject, Said } from './attributes';

type Headers = FastifyRequest['headers'];

const PREFIX = 'x-assay-';

/** Attributes in headers: `X-Assay-Device-Type` is `device_type`. What a proxy may add under other names is none. */
export function saidInHeaders(headers: Headers): Said {
  const said: Record<string, unknown> = {};
  for (const [header, value] of Object.entries(headers)) {
    if (!header.startsWith(PREFIX) || typeof value !== 'string') continue;
    // Headers are read byte by byte, and bytes beyond ASCII are UTF-8.
    said[header.slice(PREFIX.length).replaceAll('-', '_')] = Buffer.from(value, 'latin1').toString('utf8');
  }
  return said;
}

/**
 * Attributes in a form: its fields, and before them those of its field `attributes`, a JSON object.
 * @throws BadInput that is no such object
 */
export function saidInForm({ attributes, ...fields }: Readonly<Record<string, string>>): Said {
  if (attributes === undefined) return fields;
  const object = parseObject(attributes);
  if (!object)
    throw new BadInput('Invalid input.', { fields: { attributes: ['A JSON object is required.'] } });
  return { ...object, ...fields };
}

const KEY = /^[\x21-\x7e](?:[\x20-\x7e]{0,253}[\x21-\x7e])?$/;

/** What the client calls its request. @throws BadInput it cannot be kept */
export function idempotencyKey(headers: Headers): string | null {
  const key = headers['idempotency-key'];
  if (key === undefined) return null;
  if (typeof key === 'string' && KEY.test(key)) return key;
  throw new BadInput('Invalid input.', {
    fields: { 'Idempotency-Key': ['Send 1 to 255 printable characters of ASCII.'] },
  });
}
