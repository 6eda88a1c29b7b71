import { FastifyRequest } from 'fastify';

/** RFC 7240: `Prefer: handling=strict` turns what would be ignored into errors. */
export function prefersStrict(request: FastifyRequest): boolean {
  const prefer = request.headers.prefer;
  return /(^|[,;\s])handling\s*=\s*"?strict\b/i.test(
    Array.isArray(prefer) ? prefer.join(',') : (prefer ?? ''),
  );
}
