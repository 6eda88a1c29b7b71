import { once } from 'node:events';
import { get, IncomingMessage } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import Fastify, { FastifyInstance } from 'fastify';
import { openLog } from './log';
import { NestLog } from './nest-log';
import { requestId } from './request-id';
import { installRequestLog } from './request-log';

type Line = Record<string, unknown>;

let fastify: FastifyInstance;
let lines: Line[];

/** Starts a server with a few routes; it listens, because an injected answer never finishes as a sent one does. */
async function start(level: 'info' | 'debug' | 'warn'): Promise<string> {
  lines = [];
  const log = openLog(level, { write: (text: string) => void lines.push(JSON.parse(text) as Line) });
  if (!log) throw new Error('A log was expected.');
  fastify = Fastify({ genReqId: requestId });
  installRequestLog(fastify, log);
  fastify.get('/fine', async (request) => {
    request.viewer = {
      id: 1,
      username: 'ada',
      is_staff: false,
      is_superuser: false,
      scopes: [],
      permissions: [],
    };
    return {};
  });
  fastify.get('/broken', async (_request, reply) => {
    await setTimeout(1);
    new NestLog(log).error('It broke.', 'Error: It broke.\n    at here', 'http');
    return reply.status(500).send({});
  });
  fastify.get('/slow', (_request, reply) => {
    reply.raw.write('begin');
  });
  fastify.get('/healthz', async () => ({}));
  return fastify.listen({ port: 0, host: '127.0.0.1' });
}

/** Asks on a connection of its own, and waits until the log has that many lines. */
async function ask(url: string, wanted: number, headers: Record<string, string> = {}): Promise<void> {
  const [response] = (await once(get(url, { headers, agent: false }), 'response')) as [IncomingMessage];
  await once(response.resume(), 'end');
  while (lines.length < wanted) await setTimeout(2);
}

describe('the request log', () => {
  afterEach(() => fastify.close());

  it('has one line a request, with the user and without secrets', async () => {
    const address = await start('info');
    await ask(`${address}/fine?token=hush&page=2`, 1, {
      authorization: 'Token hush',
      cookie: 'hush',
      'x-request-id': 'a-1',
    });
    expect(lines).toEqual([
      {
        level: 'info',
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
        request_id: 'a-1',
        method: 'GET',
        url: '/fine?token=[redacted]&page=2',
        status: 200,
        duration_ms: expect.any(Number),
        user: 'ada',
        msg: 'request',
      },
    ]);
    expect(JSON.stringify(lines)).not.toContain('hush');
  });

  it('gives a fault its stack and the id of its request', async () => {
    await ask(`${await start('warn')}/broken`, 2, { 'x-request-id': 'b-2' });
    expect(lines).toMatchObject([
      { level: 'error', context: 'http', request_id: 'b-2', stack: expect.stringContaining('at here') },
      { level: 'error', request_id: 'b-2', status: 500, url: '/broken' },
    ]);
  });

  it('tells of probes only those who look for a fault', async () => {
    const quiet = await start('info');
    await ask(`${quiet}/healthz`, 0);
    await ask(`${quiet}/fine`, 1);
    expect(lines).toMatchObject([{ url: '/fine' }]);
    await fastify.close();
    await ask(`${await start('debug')}/healthz`, 1);
    expect(lines).toMatchObject([{ level: 'debug', url: '/healthz' }]);
  });

  it('says when the client went away before the end', async () => {
    const address = await start('info');
    const request = get(`${address}/slow`, { agent: false });
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    response.on('error', () => undefined).destroy();
    while (lines.length < 1) await setTimeout(2);
    expect(lines).toMatchObject([{ url: '/slow', aborted: true }]);
  });
});

describe('openLog', () => {
  it('gives no log at all when silent', () => {
    expect(openLog('silent')).toBeNull();
  });
});
