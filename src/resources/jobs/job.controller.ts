import { Controller, Get, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { FastifyReply, FastifyRequest } from 'fastify';
import { RowService } from '../../collections/row.service';
import { CONFIG, Config } from '../../config/config';
import { readBody } from '../../http/body/read-body';
import { strictFields } from '../../http/body/strict-fields';
import { json } from '../../http/json';
import { Negotiated } from '../../http/negotiation.guard';
import { Row } from '../../query/rows';
import { readKey } from '../../store/read-key';
import { Key } from '../../store/values';
import { JobService } from './job.service';
import { jobs } from './jobs.resource';
import { countsOf, passRate } from './pass-rate';
import { VERDICT_FIELDS } from './verdict-fields';

/** What hangs below a job beside its lists: actions and summaries. */
@Controller('api/v1/jobs/:key')
@Negotiated()
export class JobController {
  constructor(
    private readonly rows: RowService,
    private readonly service: JobService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Post('cancel')
  @HttpCode(200)
  async cancel(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    return json(reply, await this.service.cancel(keyOf(request), this.said(request), request.viewer));
  }

  @Post('finish')
  @HttpCode(200)
  async finish(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    const said = this.said(request, VERDICT_FIELDS);
    return json(reply, await this.service.finish(keyOf(request), said, request.viewer));
  }

  @Get('summary')
  async summary(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    const job = await this.job(request);
    const { id, name, state, health, outcome, start_time, end_time } = job;
    return json(reply, {
      id,
      name,
      state,
      health,
      outcome,
      start_time,
      end_time,
      tests: countsOf(job),
      ...passRate(countsOf(job)),
    });
  }

  @Get('passrate')
  async passrate(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    return json(reply, passRate(countsOf(await this.job(request))));
  }

  @Get('metadata')
  async metadata(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    return json(reply, (await this.job(request)).metadata);
  }

  /** The body of an action, once it is asked for; with strict handling it may say nothing but these fields. */
  private said(request: FastifyRequest, names: readonly string[] = []): () => Promise<unknown> {
    const heed = strictFields(names, request);
    return async () => heed.one(await readBody(request, this.config.bodyLimit));
  }

  private job(request: FastifyRequest): Promise<Row> {
    return this.rows.find(jobs, keyOf(request), request.viewer);
  }
}

function keyOf(request: FastifyRequest): Key | null {
  return readKey(jobs, (request.params as { key: string }).key);
}
