import { Controller, Get, Inject, Options, Post, Req, Res } from '@nestjs/common';
import { FastifyReply, FastifyRequest } from 'fastify';
import { RowService } from '../collections/row.service';
import { CONFIG, Config } from '../config/config';
import { NotFound } from '../errors/domain-error';
import { spool } from '../http/body/spool';
import { json } from '../http/json';
import { plainMetadata } from '../http/options-metadata';
import { requestUrl } from '../http/request-url';
import { parseQuery } from '../query/parse';
import { isContentType } from '../resources/attachments/attachment.rules';
import { attachments } from '../resources/attachments/attachments.resource';
import { jobs } from '../resources/jobs/jobs.resource';
import { tests } from '../resources/tests/tests.resource';
import { readKey } from '../store/read-key';
import { Values } from '../store/values';
import { AttachmentService } from './attachment.service';
import { BlobStore } from '../blobs/blob.store';
import { byteRange } from './byte-range';
import { contentDisposition } from '../http/content-disposition';

/** Attachments come as files and leave as bytes; everything else about them is the collection's. */
@Controller('api/v1')
export class AttachmentController {
  constructor(
    private readonly service: AttachmentService,
    private readonly rows: RowService,
    private readonly blobs: BlobStore,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Post('attachments')
  create(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<Buffer> {
    return this.store(request, reply, {});
  }

  @Post('jobs/:k0/attachments')
  async createForJob(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    return this.store(request, reply, await this.parents(request));
  }

  @Post('jobs/:k0/tests/:k1/attachments')
  async createForTest(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    return this.store(request, reply, await this.parents(request));
  }

  @Get('attachments/:key/content')
  async content(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const key = readKey(attachments, (request.params as { key: string }).key);
    const row = await this.rows.find(attachments, key, request.viewer);
    const type = row.content_type as string;
    const size = row.size as number;
    const tag = `"${row.sha256 as string}"`;
    reply
      .header('Content-Type', isContentType(type) ? type : 'application/octet-stream')
      .header('Content-Disposition', contentDisposition(row.name as string))
      .header('Cache-Control', 'private, max-age=31536000, immutable')
      .header('Accept-Ranges', 'bytes')
      .header('ETag', tag);
    if (request.headers['if-none-match'] === tag) {
      await reply.status(304).send();
      return;
    }
    // The bytes of another file under this name are of no use to a client that has the first part of this one.
    const mine = request.headers['if-range'] === undefined || request.headers['if-range'] === tag;
    const range = mine ? byteRange(request.headers.range, size) : null;
    if (range === 'outside') {
      await reply.status(416).header('Content-Range', `bytes */${size}`).send();
      return;
    }
    const { start, end } = range ?? { start: 0, end: size - 1 };
    if (range) reply.status(206).header('Content-Range', `bytes ${start}-${end}/${size}`);
    reply.header('Content-Length', end - start + 1);
    await reply.send(await this.blobs.read(row.sha256 as string, range ?? undefined));
  }

  @Options('attachments/:key/content')
  describeContent(@Res({ passthrough: true }) reply: FastifyReply): Buffer {
    const forms = { renders: ['*/*'], parses: [] };
    return json(
      reply,
      plainMetadata('Attachment Content', 'The bytes, in the type that they came with.', forms),
    );
  }

  private async store(request: FastifyRequest, reply: FastifyReply, fixed: Values): Promise<Buffer> {
    const pairs = parseQuery(requestUrl(request, this.config).query);
    const upload = await spool(request, this.config.dataDir, this.config.uploadLimit);
    try {
      const said = { ...Object.fromEntries(pairs.map(({ name, value }) => [name, value])), ...upload.fields };
      const row = await this.service.create(upload, said, fixed, request.viewer);
      reply.status(201);
      return json(reply, row);
    } finally {
      await upload.discard();
    }
  }

  /** The job and the test in the path, which must exist. */
  private async parents(request: FastifyRequest): Promise<Values> {
    const { k0, k1 } = request.params as { k0: string; k1?: string };
    const job = (await this.rows.find(jobs, readKey(jobs, k0), request.viewer)).id;
    if (k1 === undefined) return { job };
    const test = await this.rows.find(tests, readKey(tests, k1), request.viewer);
    if (test.job !== job) throw new NotFound('Not found.');
    return { job, test: test.id };
  }
}
