import { Readable } from 'node:stream';
import { Controller, Get, Inject, Options, Req, Res, Type } from '@nestjs/common';
import { FastifyReply, FastifyRequest } from 'fastify';
import { DataSource } from 'typeorm';
import { RowService } from '../collections/row.service';
import { CONFIG, Config } from '../config/config';
import { formatNamed, ReportFormat } from '../formats/formats';
import { json } from '../http/json';
import { plainMetadata } from '../http/options-metadata';
import { requestUrl } from '../http/request-url';
import { jobs } from '../resources/jobs/jobs.resource';
import { suites } from '../resources/suites/suites.resource';
import { readKey } from '../store/read-key';
import { ExportTurns } from './export.turns';
import { openReport, ReportOf } from './report.reader';
import { readGuard, readWindow } from './window';

/** The last parts of the paths, and the formats they mean. */
export const EXPORTS = { junit: 'junit', tap13: 'tap', csv: 'csv', yaml: 'yaml' } as const;

/** `jobs/ID/junit/` and `jobs/ID/suites/ID/junit/`, for one format. */
export function exportController(path: keyof typeof EXPORTS): Type {
  const format = formatNamed(EXPORTS[path]) as ReportFormat;
  const metadata = plainMetadata(
    `${path.charAt(0).toUpperCase()}${path.slice(1)} Export`,
    'Tests as a report.',
    {
      renders: [format.contentType.split(';')[0] ?? ''],
      parses: [],
    },
  );

  @Controller('api/v1/jobs')
  class ExportController {
    constructor(
      private readonly dataSource: DataSource,
      private readonly rows: RowService,
      private readonly turns: ExportTurns,
      @Inject(CONFIG) private readonly config: Config,
    ) {}

    @Get(`:key/${path}`)
    async job(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
      const job = await this.visibleJob(request);
      await this.send(request, reply, { job, suite: null }, `job_${job}`);
    }

    @Get(`:key/suites/:suite/${path}`)
    async suite(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
      const job = await this.visibleJob(request);
      const key = readKey(suites, (request.params as { suite: string }).suite);
      const suite = await this.rows.find(
        suites,
        key,
        request.viewer,
        (row, _viewer, bind) => `${row}."job" = ${bind(job)}`,
      );
      await this.send(request, reply, { job, suite: suite.id as number }, `suite_${suite.id as number}`);
    }

    @Options([`:key/${path}`, `:key/suites/:suite/${path}`])
    describe(@Res({ passthrough: true }) reply: FastifyReply): Buffer {
      return json(reply, metadata);
    }

    private async visibleJob(request: FastifyRequest): Promise<number> {
      const key = readKey(jobs, (request.params as { key: string }).key);
      return (await this.rows.find(jobs, key, request.viewer)).id as number;
    }

    private async send(
      request: FastifyRequest,
      reply: FastifyReply,
      of: ReportOf,
      name: string,
    ): Promise<void> {
      const { query } = requestUrl(request, this.config);
      const window = readWindow(query);
      const options = { formulaGuard: readGuard(query) };
      const endTurn = await this.turns.take();
      const report = await openReport(this.dataSource, of, window).catch((error: unknown) => {
        endTurn();
        throw error;
      });
      const close = (): Promise<void> => report.close().finally(endTurn);
      reply
        .header('Content-Type', format.contentType)
        .header('Content-Disposition', `attachment; filename="${name}.${format.extension}"`);
      if (request.method === 'HEAD' || reply.raw.destroyed) {
        await close();
        // A stream, though an empty one: its length is not known, so none is announced.
        await reply.send(Readable.from([]));
        return;
      }
      const body = Readable.from(format.writer(report.head, report.tests, options), {
        objectMode: false,
        highWaterMark: 262_144,
      });
      // Whether it was read to the end, in part, or not at all.
      body.once('close', () => void close());
      await reply.send(body);
    }
  }
  Object.defineProperty(ExportController, 'name', { value: `${path}Export` });
  return ExportController;
}
