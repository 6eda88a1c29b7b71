import { Controller, Get, HttpCode, Req, Res } from '@nestjs/common';
import { FastifyReply, FastifyRequest } from 'fastify';
import { Needs } from '../../auth/credentials.guard';
import { json } from '../../http/json';
import { Negotiated } from '../../http/negotiation.guard';

/** The LAVA whose contract is kept: clients compare it to know what they may ask for. */
const LAVA_VERSION = '2026.07';

/** What clients ask a LAVA server about itself (lava-rest §1.1). */
@Controller('api/v0.2/system')
@Negotiated()
@Needs({ only: 'token' })
export class LavaSystemController {
  @Get()
  @HttpCode(200)
  nothing(): string {
    return '';
  }

  @Get('version')
  @Needs({ only: 'token', anyone: true })
  version(@Res({ passthrough: true }) reply: FastifyReply): Buffer {
    return json(reply, { version: LAVA_VERSION });
  }

  @Get('whoami')
  whoami(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Buffer {
    return json(reply, { user: request.viewer.username });
  }

  /** Where events are published: nowhere, until there is a socket for them. */
  @Get('master_config')
  masterConfig(@Res({ passthrough: true }) reply: FastifyReply): Buffer {
    return json(reply, {
      EVENT_TOPIC: 'org.assay',
      EVENT_SOCKET: '',
      EVENT_NOTIFICATION: false,
      LOG_SIZE_LIMIT: 5,
    });
  }
}
