import { FastifyInstance, FastifyRequest } from 'fastify';

declare module 'fastify' {
  interface FastifyRequest {
    /** A `Content-Type` that is no media type, as sent. */
    malformedType?: string;
  }
}

const MEDIA_TYPE = /^\s*[\w!#$%&'*+.^`|~-]+\/[\w!#$%&'*+.^`|~-]+\s*(;|$)/;

/**
 * Hides a malformed `Content-Type` from Fastify, which would refuse it before anybody has asked who sends it and
 * whether they may (drf.md §10). Whoever reads the body refuses it in their turn.
 */
export function keepMalformedTypes(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', (request, _reply, done) => {
    const said = request.raw.headers['content-type'];
    if (said !== undefined && !MEDIA_TYPE.test(said)) {
      request.malformedType = said;
      delete request.raw.headers['content-type'];
    }
    done();
  });
}

/** The media type of a request in lower case, without parameters; "" when there is none. */
export function mediaType(request: FastifyRequest): string {
  return (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
}

/** The `Content-Type` as the client sent it, whatever it is worth; "" when there is none. */
export function typeAsSent(request: FastifyRequest): string {
  return request.headers['content-type'] ?? request.malformedType ?? '';
}
