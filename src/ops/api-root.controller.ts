import { Controller, Get, Inject, Options, Req, Res } from '@nestjs/common';
import { FastifyReply, FastifyRequest } from 'fastify';
import { CONFIG, Config } from '../config/config';
import { json } from '../http/json';
import { Negotiated } from '../http/negotiation.guard';
import { plainMetadata } from '../http/options-metadata';
import { requestUrl } from '../http/request-url';
import { RESOURCES } from '../resources/index';

/** The ways in: `GET /` for whoever types the host only, `GET /api/v1/` with the address of every collection. */
@Controller()
export class ApiRootController {
  constructor(@Inject(CONFIG) private readonly config: Config) {}

  @Get()
  async entrance(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { origin } = requestUrl(request, this.config);
    // A browser gets a page, a program an answer.
    if (/\btext\/html\b/.test(request.headers.accept ?? ''))
      await reply.redirect(`${origin}/api/v1/docs/`, 302);
    else
      await reply.send(
        json(reply, { name: 'Assay', api: `${origin}/api/v1/`, docs: `${origin}/api/v1/docs/` }),
      );
  }

  @Get('api/v1')
  @Negotiated()
  root(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Buffer {
    const { origin } = requestUrl(request, this.config);
    return json(reply, Object.fromEntries(RESOURCES.map(({ name }) => [name, `${origin}/api/v1/${name}/`])));
  }

  @Options('api/v1')
  @Negotiated()
  describe(@Res({ passthrough: true }) reply: FastifyReply): Buffer {
    return json(reply, plainMetadata('Api Root', 'The collections and their addresses.'));
  }
}
