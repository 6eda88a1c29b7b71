import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import { FastifyReply, FastifyRequest } from 'fastify';
import { DataSource } from 'typeorm';
import { Needs } from '../../../auth/credentials.guard';
import { RowService } from '../../../collections/row.service';
import { CONFIG, Config } from '../../../config/config';
import { NotFound } from '../../../errors/domain-error';
import { JobReading, SuiteRow } from '../../../exports/job.reading';
import { readWindow, Window } from '../../../exports/window';
import { yamlOfJson } from '../../../formats/yaml11';
import { requestUrl } from '../../../http/request-url';
import { jobOfTest } from '../../../resources/jobs/job-gate';
import { readKey } from '../../../store/read-key';
import { jobsByDetail } from '../statements/jobs';
import { tests } from '../statements/results';
import { writeLavaCsv } from './csv-writer';
import { quotedAttachment } from './file-name';
import { ResultsGate } from './results-gate.service';
import { LavaSender, Sending } from './send.service';
import { lavaSummaryYaml, lavaTestYaml, writeLavaYaml, yamlDocument } from './yaml-writer';

const CSV = 'text/csv';
const YAML = 'text/yaml';
type Text = Sending & { text: AsyncIterable<string> };

/** LAVA's older routes for results (lava-rest §1.9, §7.6). */
@Controller('results')
@Needs({ only: 'token', anyone: true })
export class LavaOlderResultsController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly gate: ResultsGate,
    private readonly rows: RowService,
    private readonly sender: LavaSender,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get(':job/csv')
  async csv(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.ofJob(request, reply, async (reading) => ({
      contentType: CSV,
      disposition: quotedAttachment(`lava_${reading.job}.csv`),
      text: writeLavaCsv(reading.tests(), 'minimal'),
    }));
  }

  @Get(':job/yaml')
  async yaml(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.ofJob(request, reply, async (reading) => ({
      contentType: YAML,
      disposition: quotedAttachment(`lava_${reading.job}.yaml`),
      text: writeLavaYaml(reading.tests(), ''),
    }));
  }

  @Get(':job/yaml_summary')
  async summary(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.ofJob(request, reply, async (reading) => ({
      contentType: YAML,
      disposition: quotedAttachment(`lava_${reading.job}_summary.yaml`),
      text: one(lavaSummaryYaml(reading.job, await reading.suites())),
    }));
  }

  @Get(':job/metadata')
  async metadata(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const job = await this.gate.enter(request, named(request).job);
    const { metadata } = await this.rows.find(jobsByDetail, job, request.viewer);
    const text = yamlDocument(yamlOfJson(metadata) ?? new Map());
    await reply
      .header('Content-Type', YAML)
      .header('Content-Disposition', quotedAttachment(`lava_metadata_${job}.yaml`))
      .send(Buffer.from(text));
  }

  @Get(':job/:suite/csv')
  async suiteCsv(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const window = this.window(request);
    await this.ofSuite(request, reply, (reading, suite) => ({
      contentType: CSV,
      disposition: quotedAttachment(`lava_${suite.name}.csv`),
      text: writeLavaCsv(reading.tests({ suite: suite.id, window }), 'all'),
    }));
  }

  @Get(':job/:suite/yaml')
  async suiteYaml(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const window = this.window(request);
    await this.ofSuite(request, reply, (reading, suite) => ({
      contentType: YAML,
      disposition: quotedAttachment(`lava_${suite.name}.yaml`),
      text: writeLavaYaml(reading.tests({ suite: suite.id, window })),
    }));
  }

  @Get(':job/:suite/+testcase-count')
  async count(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.ofSuite(request, reply, (_reading, { counts }) => ({
      contentType: 'text/plain',
      text: one(String([...counts.values()].reduce((sum, count) => sum + count, 0))),
    }));
  }

  @Get('testcase/:test/yaml')
  async test(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const test = readKey(tests, named(request).test);
    const owner = test === null ? null : await jobOfTest(this.dataSource.manager, test);
    const job = await this.gate.enterId(request, owner);
    await this.sender.job(request, reply, job, async (reading) => {
      const found = await reading.test(test as number);
      if (!found) throw new NotFound('Not found.');
      return {
        contentType: YAML,
        disposition: quotedAttachment(`lava_${found.name}.yaml`),
        text: one(lavaTestYaml(found)),
      };
    });
  }

  private async ofJob(
    request: FastifyRequest,
    reply: FastifyReply,
    write: (reading: JobReading) => Promise<Text>,
  ): Promise<void> {
    await this.sender.job(request, reply, await this.gate.enter(request, named(request).job), write);
  }

  private async ofSuite(
    request: FastifyRequest,
    reply: FastifyReply,
    write: (reading: JobReading, suite: SuiteRow) => Text,
  ): Promise<void> {
    await this.ofJob(request, reply, async (reading) => {
      const suite = (await reading.suites()).find(({ name }) => name === named(request).suite);
      if (!suite) throw new NotFound('Not found.');
      return write(reading, suite);
    });
  }

  /** Without a limit, or with 0, everything leaves, whatever the offset. @throws BadInput */
  private window(request: FastifyRequest): Window | undefined {
    const window = readWindow(requestUrl(request, this.config).query);
    return window.limit ? window : undefined;
  }
}

const named = (request: FastifyRequest) => request.params as Record<'job' | 'suite' | 'test', string>;

async function* one(text: string): AsyncGenerator<string> {
  yield text;
}
