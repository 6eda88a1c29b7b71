import { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Level, Logger } from 'pino';
import { redactUrl } from './redact';
import { requestContext } from './request-context';

/** Probes come every few seconds and say nothing. */
const PROBES = new Set(['/healthz', '/readyz', '/metrics']);

/** Logs each request once, when its answer has left or its connection has gone. */
export function installRequestLog(fastify: FastifyInstance, log: Logger): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    const begin = process.hrtime.bigint();
    reply.raw.once('close', () => write(log, request, reply, begin));
    requestContext.run(request.id, done);
  });
}

function write(log: Logger, request: FastifyRequest, reply: FastifyReply, begin: bigint): void {
  const level = levelOf(request, reply);
  if (!log.isLevelEnabled(level)) return;
  const finished = reply.raw.writableFinished;
  log[level](
    {
      request_id: request.id,
      method: request.method,
      url: redactUrl(request.raw.url ?? ''),
      status: reply.raw.statusCode,
      duration_ms: Number(process.hrtime.bigint() - begin) / 1e6,
      user: request.viewer?.username || null,
      ...(finished ? {} : { aborted: true }),
    },
    'request',
  );
}

function levelOf(request: FastifyRequest, reply: FastifyReply): Level {
  if (PROBES.has(request.routeOptions.url ?? '')) return 'debug';
  return reply.raw.statusCode >= 500 ? 'error' : 'info';
}
