import { IncomingMessage } from 'node:http';
import { FastifyRequest } from 'fastify';

const API = '/api/v1/';
const SUFFIX = '.json';

/**
 * Takes the format off the end of a path before it is routed: `/devices.json`, `/jobs/42.json` (drf.md §12). A key may
 * end in it, too: with its final slash the path of a row means that key, `/devices/host.json/`.
 */
export function withoutSuffix({ url = '/' }: IncomingMessage): string {
  if (!url.startsWith(API)) return url;
  const mark = url.indexOf('?');
  const path = mark < 0 ? url : url.slice(0, mark);
  const parts = path.slice(API.length).split('/');
  const slash = parts.at(-1) === '';
  if (slash) parts.pop();
  const last = parts.at(-1) ?? '';
  const isRow = parts.length % 2 === 0;
  if (!last.endsWith(SUFFIX) || last === SUFFIX || (isRow && slash)) return url;
  const bare = path.slice(0, path.length - SUFFIX.length - Number(slash));
  return `${bare}/${mark < 0 ? '' : url.slice(mark)}`;
}

/** The format that the path of a request ended in. */
export function suffixOf(request: FastifyRequest): string | undefined {
  return request.originalUrl === request.raw.url ? undefined : SUFFIX.slice(1);
}
