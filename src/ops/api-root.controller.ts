import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import { FastifyReply, FastifyRequest } from 'fastify';
import { CONFIG, Config } from '../config/config';
import { json } from '../http/json';
import { requestUrl } from '../http/request-url';
import { RESOURCES } from '../resources/index';

/** `GET /api/v1/`: the name and the address of every collection. */
@Controller('api/v1')
export class ApiRootController {
  constructor(@Inject(CONFIG) private readonly config: Config) {}

  @Get()
  root(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Buffer {
    const { origin } = requestUrl(request, this.config);
    return json(reply, Object.fromEntries(RESOURCES.map(({ name }) => [name, `${origin}/api/v1/${name}/`])));
  }
}
