import { Controller, Get, Header, Res } from '@nestjs/common';
import { FastifyReply } from 'fastify';
import { Needs } from '../auth/credentials.guard';
import { json } from '../http/json';
import { Throttle } from '../http/throttle.guard';
import { Metrics } from './metrics';
import { Readiness } from './readiness';

/** What probes and Prometheus ask; nobody needs an account for it. */
@Controller()
@Needs({ open: true })
@Throttle('none')
export class HealthController {
  constructor(
    private readonly readiness: Readiness,
    private readonly metrics: Metrics,
  ) {}

  /** The process lives. It says nothing about the database: restarting this process would not help that. */
  @Get('healthz')
  @Header('Cache-Control', 'no-store')
  health(@Res({ passthrough: true }) reply: FastifyReply): Buffer {
    return json(reply, { status: 'ok' });
  }

  /** The process can do its work; else 503 and which check failed. */
  @Get('readyz')
  @Header('Cache-Control', 'no-store')
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<Buffer> {
    const checks = await this.readiness.check();
    const failed = Object.entries(checks)
      .filter(([, finding]) => finding !== 'ok')
      .map(([name]) => name);
    if (failed.length === 0) return json(reply, { status: 'ok', checks });
    reply.status(503);
    return json(reply, { detail: `Not ready: ${failed.join(', ')}.`, status: 'unavailable', checks });
  }

  @Get('metrics')
  @Header('Cache-Control', 'no-store')
  async numbers(@Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    reply.header('Content-Type', this.metrics.registry.contentType);
    return this.metrics.registry.metrics();
  }
}
