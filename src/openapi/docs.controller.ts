import { readFile } from 'node:fs/promises';
import { Controller, Get, Inject, Options, Req, Res } from '@nestjs/common';
import { FastifyReply, FastifyRequest } from 'fastify';
import { Needs } from '../auth/credentials.guard';
import { CONFIG, Config } from '../config/config';
import { NotFound } from '../errors/domain-error';
import { json } from '../http/json';
import { plainMetadata } from '../http/options-metadata';
import { ASSETS, DOCS_POLICY, docsPage, docsScript, swaggerUiFile } from './docs-page';
import { pack, Packed, sendPacked } from './packed';

/** `GET /api/v1/docs/`: the document for people, in Swagger UI; nothing comes from anywhere else. */
@Controller('api/v1/docs')
@Needs({ open: true })
export class DocsController {
  private readonly prefix: string;
  private readonly loaded = new Map<string, Promise<Packed>>();

  constructor(@Inject(CONFIG) { baseUrl }: Config) {
    this.prefix = baseUrl ? new URL(baseUrl).pathname.replace(/\/$/, '') : '';
  }

  @Get()
  page(@Res({ passthrough: true }) reply: FastifyReply): string {
    reply
      .header('Content-Type', 'text/html; charset=utf-8')
      .header('Content-Security-Policy', DOCS_POLICY)
      .header('Cache-Control', 'no-cache');
    return docsPage(this.prefix);
  }

  @Options()
  describe(@Res({ passthrough: true }) reply: FastifyReply): Buffer {
    const forms = { renders: ['text/html'], parses: [] };
    return json(reply, plainMetadata('Docs', 'The API as a page for people.', forms));
  }

  @Get(':file')
  async file(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer | string | undefined> {
    const name = (request.params as { file: string }).file;
    if (name === 'start.js') {
      reply.header('Content-Type', 'text/javascript; charset=utf-8').header('Cache-Control', 'no-cache');
      return docsScript(this.prefix);
    }
    const asset = Object.hasOwn(ASSETS, name) ? ASSETS[name] : undefined;
    if (!asset) throw new NotFound('Not found.');
    return sendPacked(request, reply, await this.load(asset.file), asset.type);
  }

  private load(file: string): Promise<Packed> {
    let loading = this.loaded.get(file);
    if (!loading) {
      loading = readFile(swaggerUiFile(file)).then(pack);
      this.loaded.set(file, loading);
    }
    return loading;
  }
}
