import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import { FastifyReply, FastifyRequest } from 'fastify';
import { DataSource } from 'typeorm';
import { Needs } from '../../../auth/credentials.guard';
import { Viewer } from '../../../auth/viewer';
import { Resource } from '../../../collections/resource';
import { RowService } from '../../../collections/row.service';
import { CONFIG, Config } from '../../../config/config';
import { json } from '../../../http/json';
import { Negotiated } from '../../../http/negotiation.guard';
import { requestUrl } from '../../../http/request-url';
import { CompileExtra } from '../../../query/compile';
import { Row } from '../../../query/rows';
import { enterJob } from '../../../resources/jobs/job-gate';
import { decidingOnly } from '../../../resources/tests/deciding';
import { readKey } from '../../../store/read-key';
import { LavaLists } from '../lists.service';
import { jobs } from '../statements/jobs';
import { suites, tests } from '../statements/results';

type Where = Pick<CompileExtra<Viewer>, 'base' | 'fixed'>;
type Named = Readonly<Record<'job' | 'suite' | 'test', string | undefined>>;

/** Suites and tests of one job, to be read (lava-rest §1.3). Whoever may see the job may see them. */
@Controller('api/v0.2/jobs/:job')
@Negotiated()
@Needs({ only: 'token' })
export class LavaResultsController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly lists: LavaLists,
    private readonly rows: RowService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get('suites')
  async suites(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.list(request, reply, suites, await this.within(request, suites));
  }

  @Get('suites/:suite')
  async suite(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    return this.row(request, reply, suites, named(request).suite, await this.within(request, suites));
  }

  @Get('suites/:suite/tests')
  async testsOfSuite(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.list(request, reply, tests, await this.within(request, tests));
  }

  @Get('suites/:suite/tests/:test')
  async testOfSuite(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    return this.row(request, reply, tests, named(request).test, await this.within(request, tests));
  }

  @Get('tests')
  async tests(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.list(request, reply, tests, await this.within(request, tests));
  }

  @Get('tests/:test')
  async test(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    return this.row(request, reply, tests, named(request).test, await this.within(request, tests));
  }

  /** What the path says of the rows: their job, and of tests their suite. @throws NotFound, Forbidden */
  private async within(request: FastifyRequest, listed: Resource): Promise<Where> {
    const { job: jobPart = '', suite: suitePart } = named(request);
    const job = await enterJob(this.dataSource.manager, readKey(jobs, jobPart), request.viewer);
    if (listed !== tests || suitePart === undefined)
      return { base: (row, _viewer, bind) => `${row}."job" = ${bind(job.id)}`, fixed: { job: job.id } };
    const suite = readKey(suites, suitePart) ?? -1;
    return {
      base: (row, _viewer, bind) => `${row}."job" = ${bind(job.id)} AND ${row}."suite" = ${bind(suite)}`,
      fixed: { job: job.id },
    };
  }

  private async list(
    request: FastifyRequest,
    reply: FastifyReply,
    resource: Resource,
    { base, fixed }: Where,
  ): Promise<void> {
    // LAVA knows no attempts: it lists each test once. A single row is any of them.
    const once: Where['base'] = (row, ...others) => `${base?.(row, ...others)} AND ${decidingOnly(row)}`;
    const where = { base: resource === tests ? once : base, fixed };
    await this.lists.send(request, reply, resource, { ...where, present: this.shown(request, resource) });
  }

  private async row(
    request: FastifyRequest,
    reply: FastifyReply,
    resource: Resource,
    part: string | undefined,
    where: Where,
  ): Promise<Buffer> {
    const key = readKey(resource, part ?? '');
    const row = await this.rows.find(resource, key, request.viewer, where.base);
    return json(reply, this.shown(request, resource)(row));
  }

  /** A row with the address at which it is found again. */
  private shown(request: FastifyRequest, resource: Resource): (row: Row) => Row {
    const { origin } = requestUrl(request, this.config);
    const job = String(readKey(jobs, named(request).job ?? ''));
    const base = `${origin}/api/v0.2/jobs/${job}/suites/`;
    if (resource === suites)
      return ({ id, ...rest }) => ({ id, resource_uri: `${base}${String(id)}/`, ...rest });
    return ({ id, result, ...rest }) => ({
      id,
      result,
      resource_uri: `${base}${String(rest.suite)}/tests/${String(id)}/`,
      ...rest,
    });
  }
}

const named = (request: FastifyRequest): Named => request.params as Named;
