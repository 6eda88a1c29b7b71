import { Controller, Inject, Options, Post, Req, Res } from '@nestjs/common';
import { FastifyReply, FastifyRequest } from 'fastify';
import { CONFIG, Config } from '../config/config';
import { FORMATS } from '../formats/formats';
import { spool } from '../http/body/spool';
import { json } from '../http/json';
import { plainMetadata } from '../http/options-metadata';
import { requestUrl } from '../http/request-url';
import { parseQuery } from '../query/parse';
import { readAttributes } from './attributes';
import { idempotencyKey, saidInForm, saidInHeaders } from './said';
import { IngestService } from './ingest.service';

/** `POST /api/v1/ingest/`: a whole report, raw or as a form's file, with the job's attributes beside it. */
@Controller('api/v1/ingest')
export class IngestController {
  constructor(
    private readonly service: IngestService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Options()
  describe(@Res({ passthrough: true }) reply: FastifyReply): Buffer {
    const formats = Object.values(FORMATS).flatMap(({ mediaTypes }) => mediaTypes);
    const parses = [...formats, 'multipart/form-data'];
    return json(reply, plainMetadata('Ingest', 'Takes a whole report, and gives a receipt.', { parses }));
  }

  @Post()
  async ingest(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    const parameters = Object.fromEntries(
      parseQuery(requestUrl(request, this.config).query).map(({ name, value }) => [name, value]),
    );
    const key = idempotencyKey(request.headers);
    const said = { ...saidInHeaders(request.headers), ...parameters };
    // Refuse a misspelt attribute before the upload, not after it.
    readAttributes(said);
    const upload = await spool(request, this.config.dataDir, this.config.uploadLimit, true);
    try {
      const attributes = readAttributes({ ...said, ...saidInForm(upload.fields) });
      const { receipt, duplicate } = await this.service.ingest(upload, attributes, request.viewer, key);
      reply.status(duplicate ? 200 : 201);
      return json(reply, receipt);
    } finally {
      await upload.discard();
    }
  }
}
