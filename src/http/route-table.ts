import { FastifyInstance } from 'fastify';

declare module 'fastify' {
  interface FastifyInstance {
    /** The methods of the route that a request target belongs to, as `Allow` lists them; null when there is none. */
    allowedAt(target: string): string | null;
  }
}

const ORDER = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'];

/**
 * Remembers which methods each route has: every answer then says `Allow`, and a known path with another method is
 * 405, not 404 (drf.md §11). Call it before any route is registered.
 */
export function installRouteTable(fastify: FastifyInstance): void {
  const routes = new Map<string, Set<string>>();
  fastify.addHook('onRoute', ({ url, method }) => {
    const path = url.replace(/(.)\/$/, '$1');
    const methods = routes.get(path) ?? new Set(['OPTIONS']);
    for (const one of [method].flat()) methods.add(one);
    routes.set(path, methods);
  });
  fastify.addHook('onSend', async (request, reply) => {
    if (reply.hasHeader('Allow')) return;
    const methods = routes.get(request.routeOptions.url?.replace(/(.)\/$/, '$1') ?? '');
    if (methods) reply.header('Allow', inOrder(methods));
  });
  let patterns: { pattern: RegExp; methods: Set<string> }[] | undefined;
  fastify.decorate('allowedAt', (target: string) => {
    patterns ??= [...routes].map(([path, methods]) => ({ pattern: patternOf(path), methods }));
    const path = target.split('?', 1)[0]?.replace(/(.)\/$/, '$1') ?? '';
    const known = patterns.find(({ pattern }) => pattern.test(path));
    return known ? inOrder(known.methods) : null;
  });
}

const inOrder = (methods: ReadonlySet<string>): string =>
  ORDER.filter((method) => methods.has(method)).join(', ');

function patternOf(path: string): RegExp {
  const source = path
    .split('/')
    .map((part) =>
      part.startsWith(':') ? '[^/]+' : part === '*' ? '.*' : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'),
    )
    .join('/');
  return new RegExp(`^${source}$`);
}
