import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import { FastifyReply, FastifyRequest } from 'fastify';
import { Needs } from '../../auth/credentials.guard';
import { CONFIG, Config } from '../../config/config';
import { json } from '../../http/json';
import { Negotiated } from '../../http/negotiation.guard';
import { requestUrl } from '../../http/request-url';

/** As LAVA lists them (lava-rest §1.1). */
const NAMES = [
  'aliases',
  'devices',
  'devicetypes',
  'jobs',
  'permissions/devicetypes',
  'permissions/devices',
  'system',
  'tags',
  'workers',
  'remote-artifact-tokens',
  'groups',
  'users',
];

/** What there is, by name and address. LAVA's 0.3 has nothing yet but its token. */
@Controller()
@Negotiated()
@Needs({ only: 'token' })
export class LavaRootController {
  constructor(@Inject(CONFIG) private readonly config: Config) {}

  @Get('api/v0.2')
  root(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Buffer {
    const { origin } = requestUrl(request, this.config);
    return json(reply, Object.fromEntries(NAMES.map((name) => [name, `${origin}/api/v0.2/${name}/`])));
  }

  @Get('api/v0.3')
  empty(@Res({ passthrough: true }) reply: FastifyReply): Buffer {
    return json(reply, {});
  }
}
