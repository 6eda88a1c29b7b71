import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import { FastifyReply, FastifyRequest } from 'fastify';
import { DataSource } from 'typeorm';
import { Needs } from '../../../auth/credentials.guard';
import { RowService } from '../../../collections/row.service';
import { CONFIG, Config } from '../../../config/config';
import { JobReading } from '../../../exports/job.reading';
import { readWindow, Window } from '../../../exports/window';
import { requestUrl } from '../../../http/request-url';
import { lastValue, parseQuery } from '../../../query/parse';
import { enterJob } from '../../../resources/jobs/job-gate';
import { readKey } from '../../../store/read-key';
import { jobs } from '../statements/jobs';
import { suites } from '../statements/results';
import { writeLavaCsv } from './csv-writer';
import { attachment } from './file-name';
import { junitOfJob, logExcerpts } from './job-texts';
import { LavaSender, Sending } from './send.service';
import { writeLavaTap } from './tap-writer';
import { writeLavaYaml } from './yaml-writer';

type Text = Sending & { text: AsyncIterable<string> };

/** A job's results as files (lava-rest §7.1–7.5). */
@Controller('api/v0.2/jobs/:job')
@Needs({ only: 'token' })
export class LavaExportController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly rows: RowService,
    private readonly sender: LavaSender,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get('junit')
  async junit(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const prefix = lastValue(parseQuery(requestUrl(request, this.config).query), 'classname_prefix');
    await this.ofJob(request, reply, async (reading) => ({
      contentType: 'application/xml',
      disposition: attachment(`job_${reading.job}.xml`),
      text: await junitOfJob(reading, prefix),
    }));
  }

  @Get('tap13')
  async tap(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.ofJob(request, reply, async (reading) => {
      const all = await reading.suites();
      const count = all.reduce((sum, { counts }) => sum + [...counts.values()].reduce((a, b) => a + b, 0), 0);
      return {
        contentType: 'application/yaml',
        disposition: attachment(`job_${reading.job}.yaml`),
        text: writeLavaTap(count, reading.testsBySuite(), logExcerpts(reading)),
      };
    });
  }

  @Get('csv')
  async csv(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const window = this.window(request);
    await this.ofJob(request, reply, async (reading) => csvOf(reading, `job_${reading.job}.csv`, { window }));
  }

  @Get('yaml')
  async yaml(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const window = this.window(request);
    await this.ofJob(request, reply, async (reading) =>
      yamlOf(reading, `job_${reading.job}.yaml`, { window }),
    );
  }

  @Get('suites/:suite/csv')
  async suiteCsv(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.ofSuite(request, reply, csvOf, 'csv');
  }

  @Get('suites/:suite/yaml')
  async suiteYaml(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.ofSuite(request, reply, yamlOf, 'yaml');
  }

  private async ofJob(
    request: FastifyRequest,
    reply: FastifyReply,
    write: (reading: JobReading) => Promise<Text>,
  ): Promise<void> {
    const { job } = request.params as { job: string };
    const { id } = await this.rows.find(jobs, readKey(jobs, job), request.viewer);
    await this.sender.job(request, reply, id as number, write);
  }

  private async ofSuite(
    request: FastifyRequest,
    reply: FastifyReply,
    write: (reading: JobReading, name: string, of: Of) => Text,
    extension: string,
  ): Promise<void> {
    const { job, suite } = request.params as { job: string; suite: string };
    const window = this.window(request);
    const { id } = await enterJob(this.dataSource.manager, readKey(jobs, job), request.viewer);
    const found = await this.rows.find(
      suites,
      readKey(suites, suite),
      request.viewer,
      (row, _viewer, bind) => `${row}."job" = ${bind(id)}`,
    );
    const name = `suite_${found.name as string}.${extension}`;
    await this.sender.job(request, reply, id, async (reading) =>
      write(reading, name, { suite: found.id as number, window }),
    );
  }

  private window(request: FastifyRequest): Window {
    return readWindow(requestUrl(request, this.config).query);
  }
}

interface Of {
  suite?: number;
  window: Window;
}

const csvOf = (reading: JobReading, name: string, of: Of): Text => ({
  contentType: 'application/csv',
  disposition: attachment(name),
  text: writeLavaCsv(reading.tests(of), 'all'),
});

const yamlOf = (reading: JobReading, name: string, of: Of): Text => ({
  contentType: 'application/yaml',
  disposition: attachment(name),
  text: writeLavaYaml(reading.tests(of)),
});
