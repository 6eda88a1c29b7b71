import { createGunzip } from 'node:zlib';
import { Controller, Get, HttpCode, Inject, Options, Post, Req, Res } from '@nestjs/common';
import { FastifyReply, FastifyRequest } from 'fastify';
import { CONFIG, Config } from '../config/config';
import { BadInput } from '../errors/domain-error';
import { json } from '../http/json';
import { plainMetadata } from '../http/options-metadata';
import { unknownAttributes } from '../http/refuse-unknown';
import { requestUrl } from '../http/request-url';
import { parseQuery } from '../query/parse';
import { ingests } from '../resources/ingests/ingests.resource';
import { readKey } from '../store/read-key';
import { Key } from '../store/values';
import { PayloadService } from './payload.service';
import { ReimportService } from './reimport.service';

/** What hangs below a receipt beside its records: the upload as it came, and its reading again. */
@Controller('api/v1/ingests/:key')
export class PayloadController {
  constructor(
    private readonly payloads: PayloadService,
    private readonly reimports: ReimportService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get('payload')
  async payload(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { bytes, type, disposition, encoding, size } = await this.payloads.open(
      keyOf(request),
      request.viewer,
    );
    reply
      .header('Content-Type', type)
      .header('Content-Disposition', disposition)
      .header('Vary', 'Accept-Encoding');
    const accepted = String(request.headers['accept-encoding'] ?? '');
    if (encoding === '') await reply.header('Content-Length', size).send(bytes);
    else if (encoding !== 'gzip' || /\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))/.test(accepted))
      await reply.header('Content-Encoding', encoding).header('Content-Length', size).send(bytes);
    else await reply.send(bytes.pipe(createGunzip()));
  }

  @Options('payload')
  describePayload(@Res({ passthrough: true }) reply: FastifyReply): Buffer {
    const forms = { renders: ['*/*'], parses: [] };
    return json(reply, plainMetadata('Ingest Payload', 'The upload, as it came.', forms));
  }

  @Post('reimport')
  @HttpCode(200)
  async reimport(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    const apply = this.applies(request);
    return json(reply, await this.reimports.reimport(keyOf(request), apply, request.viewer));
  }

  @Options('reimport')
  describeReimport(@Res({ passthrough: true }) reply: FastifyReply): Buffer {
    return json(
      reply,
      plainMetadata('Ingest Reimport', 'Reads the kept upload again, and shows the difference.', {
        parses: [],
      }),
    );
  }

  private applies(request: FastifyRequest): boolean {
    const said = Object.fromEntries(
      parseQuery(requestUrl(request, this.config).query).map(({ name, value }) => [name, value]),
    );
    const errors = unknownAttributes(said, ['apply', 'format']);
    const apply = said.apply ?? 'false';
    if (!/^(true|1|yes|on|false|0|no|off)$/i.test(apply)) errors.apply = ['Must be a valid boolean.'];
    if (Object.keys(errors).length > 0) throw new BadInput('Invalid input.', { fields: errors });
    return /^(true|1|yes|on)$/i.test(apply);
  }
}

const keyOf = (request: FastifyRequest): Key | null =>
  readKey(ingests, (request.params as { key: string }).key);
