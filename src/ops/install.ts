import { NestFastifyApplication } from '@nestjs/platform-fastify';
import { FastifyInstance } from 'fastify';
import { Logger } from 'pino';
import { Metrics } from './metrics';
import { installRequestLog } from './request-log';
import { installSecurityHeaders } from './security-headers';

/**
 * Puts request ids, log, metrics and security headers in place. Call it before the application is initialised;
 * the ids themselves are made by the adapter's option `genReqId: requestId`.
 */
export async function installOps(
  app: NestFastifyApplication,
  fastify: FastifyInstance,
  log: Logger | null,
): Promise<void> {
  if (log) installRequestLog(fastify, log);
  app.get(Metrics).watch(fastify);
  fastify.addHook('onRequest', (request, reply, done) => {
    reply.header('X-Request-Id', request.id);
    done();
  });
  await installSecurityHeaders(fastify);
}
