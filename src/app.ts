import multipart from '@fastify/multipart';
import { NestFactory } from '@nestjs/core';
import { FastifyError, FastifyInstance, FastifyReply } from 'fastify';
import { FastifyAdapter, NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from './app.module';
import { Config } from './config/config';
import { keepMalformedTypes } from './http/body/media-type';
import { answerClientError } from './http/client-error';
import { routedTarget } from './http/format-suffix';
import { json } from './http/json';
import { installRouteTable } from './http/route-table';
import { installOps } from './ops/install';
import { openLog } from './ops/log';
import { NestLog } from './ops/nest-log';
import { requestId } from './ops/request-id';
import { RESOURCES } from './resources';

/** Longest key in a path, in encoded bytes: 200 characters of four bytes, percent-encoded. */
const LONGEST_PARAMETER = 2_400;
/** Bytes of a request's line and headers: filters may be long. */
const LARGEST_HEAD = 131_072;
/** Collections in which `a.json` may be a key. */
const TEXT_KEYED = new Set(
  RESOURCES.filter(({ fields, key }) => fields[key]?.type === 'text').map(({ name }) => name),
);
/** Milliseconds without a byte before a connection is given up. */
const IDLE = 120_000;

/** Builds the application on a database that is ready and migrated; it listens nowhere yet. */
export async function createApp(config: Config, databaseUrl: string): Promise<NestFastifyApplication> {
  const log = openLog(config.logLevel);
  const adapter: FastifyAdapter = new FastifyAdapter({
    trustProxy: config.trustProxy,
    bodyLimit: Number.MAX_SAFE_INTEGER,
    // A large upload may take its time; a silent one may not.
    requestTimeout: 0,
    connectionTimeout: IDLE,
    forceCloseConnections: 'idle',
    genReqId: requestId,
    rewriteUrl: routedTarget(TEXT_KEYED),
    http: { maxHeaderSize: LARGEST_HEAD },
    clientErrorHandler: answerClientError(() => fastify),
    // A path that is no path never gets as far as the filter of errors.
    frameworkErrors: ({ statusCode = 400, code }: FastifyError, _request: unknown, reply: FastifyReply) => {
      const detail = code === 'FST_ERR_BAD_URL' ? 'The path is not valid.' : 'The path is too long.';
      void reply.status(statusCode).send(json(reply, { detail }));
    },
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: LONGEST_PARAMETER },
  });
  // Nest brings a Fastify of its own, whose types differ in nothing that matters here.
  const fastify = adapter.getInstance() as unknown as FastifyInstance;
  installRouteTable(fastify);
  keepMalformedTypes(fastify);
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.of(config, databaseUrl), adapter, {
    bodyParser: false,
    abortOnError: false,
    logger: log ? new NestLog(log) : false,
  });
  await installOps(app, fastify, log);
  // Handlers read the body themselves, after the guard: as a stream, with a limit of their own.
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
  await fastify.register(multipart);
  await app.init();
  return app;
}
