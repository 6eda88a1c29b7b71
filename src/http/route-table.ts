import { FastifyInstance } from 'fastify';
import { Wanted } from './negotiation.guard';

declare module 'fastify' {
  interface FastifyInstance {
    /** What is known of the path of a request target, whatever the method; null when no route has it. */
    pathAt(target: string): KnownPath | null;
  }
}

export interface KnownPath {
  /** Its methods, as `Allow` lists them. */
  allow: string;
  negotiated?: Wanted;
}

interface Known {
  methods: Set<string>;
  negotiated?: Wanted;
}

const ORDER = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'];

/**
 * Remembers which methods each route has: every answer then says `Allow`, and a known path with another method is
 * 405, not 404 (drf.md §11). Call it before any route is registered.
 */
export function installRouteTable(fastify: FastifyInstance): void {
  const routes = new Map<string, Known>();
  fastify.addHook('onRoute', ({ url, method, config }) => {
    const path = url.replace(/(.)\/$/, '$1');
    const known = routes.get(path) ?? { methods: new Set(['OPTIONS']) };
    for (const one of [method].flat()) known.methods.add(one);
    known.negotiated ??= config?.negotiated;
    routes.set(path, known);
  });
  fastify.addHook('onSend', async (request, reply) => {
    if (reply.hasHeader('Allow')) return;
    const known = routes.get(request.routeOptions.url?.replace(/(.)\/$/, '$1') ?? '');
    if (known) reply.header('Allow', inOrder(known.methods));
  });
  let patterns: { pattern: RegExp; known: Known }[] | undefined;
  fastify.decorate('pathAt', (target: string): KnownPath | null => {
    patterns ??= [...routes].map(([path, known]) => ({ pattern: patternOf(path), known }));
    const path = target.split('?', 1)[0]?.replace(/(.)\/$/, '$1') ?? '';
    const known = patterns.find(({ pattern }) => pattern.test(path))?.known;
    return known ? { allow: inOrder(known.methods), negotiated: known.negotiated } : null;
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
