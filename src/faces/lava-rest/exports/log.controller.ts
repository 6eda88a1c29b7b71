import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import { FastifyReply, FastifyRequest } from 'fastify';
import { Needs } from '../../../auth/credentials.guard';
import { RowService } from '../../../collections/row.service';
import { CONFIG, Config } from '../../../config/config';
import { BadInput, NotFound } from '../../../errors/domain-error';
import { JobReading } from '../../../exports/job.reading';
import { logLineText } from '../../../formats/lava-log';
import { yamlOfJson } from '../../../formats/yaml11';
import { json } from '../../../http/json';
import { Negotiated } from '../../../http/negotiation.guard';
import { requestUrl } from '../../../http/request-url';
import { lastValue, Pair, parseQuery } from '../../../query/parse';
import { Row } from '../../../query/rows';
import { readKey } from '../../../store/read-key';
import { jobs } from '../statements/jobs';
import { attachment } from './file-name';
import { pythonText } from './python-literal';
import { LavaSender } from './send.service';

/** A job's log and its metadata (lava-rest §7.7, §7.8). */
@Controller('api/v0.2/jobs/:job')
@Needs({ only: 'token' })
export class LavaLogController {
  constructor(
    private readonly rows: RowService,
    private readonly sender: LavaSender,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get('logs')
  async log(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const pairs = parseQuery(requestUrl(request, this.config).query);
    const from = bound(pairs, 'start') ?? 0;
    const to = bound(pairs, 'end');
    const { id } = await this.job(request);
    await this.sender.job(request, reply, id as number, async (reading) => {
      const lines = await reading.lines();
      const end = Math.min(to ?? lines, lines);
      if (from >= end) throw new NotFound('Not found.');
      return {
        contentType: 'application/yaml',
        disposition: attachment(`job_${reading.job}.yaml`),
        // The whole log says how long it is, as LAVA's files do: it is read once to know.
        ...(from === 0 && end === lines ? { length: await sizeOf(reading, lines) } : {}),
        text: textOf(reading, from, end),
      };
    });
  }

  @Get('metadata')
  @Negotiated()
  async metadata(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    const { metadata } = await this.job(request);
    const members = Object.entries(metadata as Record<string, unknown>);
    return json(reply, {
      metadata: members.map(([key, value]) => ({ [key]: pythonText(yamlOfJson(value) ?? '') })),
    });
  }

  private job(request: FastifyRequest): Promise<Row> {
    return this.rows.find(jobs, readKey(jobs, (request.params as { job: string }).job), request.viewer);
  }
}

/** @throws BadInput no number of a line */
function bound(pairs: readonly Pair[], name: string): number | null {
  const text = lastValue(pairs, name);
  if (text === undefined || text === '') return null;
  if (!/^\d+$/.test(text)) throw new BadInput('A whole number, zero or more, is required.', { field: name });
  return Math.min(Number(text), Number.MAX_SAFE_INTEGER);
}

async function* textOf(reading: JobReading, start: number, end: number): AsyncGenerator<string> {
  for await (const lines of reading.log(start, end))
    yield lines.map((line) => `${logLineText(line)}\n`).join('');
}

async function sizeOf(reading: JobReading, lines: number): Promise<number> {
  let bytes = 0;
  for await (const text of textOf(reading, 0, lines)) bytes += Buffer.byteLength(text);
  return bytes;
}
