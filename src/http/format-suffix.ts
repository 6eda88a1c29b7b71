import { IncomingMessage } from 'node:http';
import { FastifyRequest } from 'fastify';
import { pathOnly } from './request-url';

/** Of whatever version. */
const API = /^\/api\/v[\d.]+\//;
const SUFFIX = '.json';
const suffixed = new WeakSet<IncomingMessage>();

/**
 * The target of a request as it is routed: a path that can be decoded, without the format at its end.
 * @param textKeyed the collections whose keys are text
 */
export function routedTarget(textKeyed: ReadonlySet<string>): (message: IncomingMessage) => string {
  return (message) => {
    const target = pathOnly(message.url ?? '/');
    const mark = target.indexOf('?');
    const path = decodable(mark < 0 ? target : target.slice(0, mark));
    const bare = withoutSuffix(path, textKeyed);
    if (bare !== path) suffixed.add(message);
    return mark < 0 ? bare : bare + target.slice(mark);
  };
}

/**
 * Takes the format off the end of a path: `/.json`, `/devices.json`, `/jobs/42.json/` (drf.md §12). A key of text may end in it, too:
 * with its final slash the path of such a row means that key, `/devices/host.json/`.
 */
function withoutSuffix(path: string, textKeyed: ReadonlySet<string>): string {
  const [prefix] = API.exec(path) ?? [];
  if (prefix === undefined) return path;
  const parts = path.slice(prefix.length).split('/');
  const slash = parts.at(-1) === '';
  if (slash) parts.pop();
  const last = parts.at(-1) ?? '';
  if (!last.endsWith(SUFFIX) || (last === SUFFIX && parts.length > 1)) return path;
  const isRow = parts.length % 2 === 0;
  if (isRow && slash && textKeyed.has(parts.at(-2) ?? '')) return path;
  const bare = path.slice(0, path.length - SUFFIX.length - Number(slash));
  return bare.endsWith('/') ? bare : `${bare}/`;
}

/** As Django: a stray `%` stands for itself, and so does the `%` of bytes that are not UTF-8. No path is a bad one. */
function decodable(path: string): string {
  if (!path.includes('%')) return path;
  return path.replace(/%(?![\da-f]{2})/gi, '%25').replace(/(?:%[\da-f]{2})+/gi, (run) => {
    try {
      decodeURIComponent(run);
      return run;
    } catch {
      return run.replace(/%(?=[89a-f])/gi, '%25');
    }
  });
}

/** The format that the path of a request ended in. */
export function suffixOf(request: FastifyRequest): string | undefined {
  return suffixed.has(request.raw) ? SUFFIX.slice(1) : undefined;
}
