import { Controller, Get, Inject, Options, Req, Res } from '@nestjs/common';
import { FastifyReply, FastifyRequest } from 'fastify';
import { Needs } from '../auth/credentials.guard';
import { CONFIG, Config } from '../config/config';
import { json } from '../http/json';
import { plainMetadata } from '../http/options-metadata';
import { buildDocument } from './document';
import { pack, Packed, sendPacked } from './packed';

/** `GET /api/v1/schema/`: the document. It holds nothing but what the program can do, so everybody may read it. */
@Controller('api/v1/schema')
@Needs({ open: true })
export class SchemaController {
  private packed?: Promise<Packed>;

  constructor(@Inject(CONFIG) private readonly config: Config) {}

  @Get()
  async schema(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer | undefined> {
    this.packed ??= pack(Buffer.from(JSON.stringify(buildDocument(this.config.baseUrl ?? '/'))));
    return sendPacked(request, reply, await this.packed, 'application/json');
  }

  @Options()
  describe(@Res({ passthrough: true }) reply: FastifyReply): Buffer {
    return json(reply, plainMetadata('Schema', 'The API as an OpenAPI document.', { parses: [] }));
  }
}
