import { Controller, HttpCode, Options, Post, Req, Res } from '@nestjs/common';
import { FastifyReply, FastifyRequest } from 'fastify';
import { Needs } from '../auth/credentials.guard';
import { json } from './json';
import { Negotiated } from './negotiation.guard';
import { fieldsMetadata, plainMetadata } from './options-metadata';
import { EXCHANGE, PasswordExchange } from './password-exchange.service';
import { Throttle } from './throttle.guard';

/** `POST /api/v1/token/`: a user name and a password for a token (drf.md §17). */
@Controller('api/v1/token')
@Negotiated()
export class TokenController {
  constructor(private readonly exchanges: PasswordExchange) {}

  @Post()
  @HttpCode(200)
  @Needs({ anyone: true })
  @Throttle('login')
  async exchange(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    return json(reply, await this.exchanges.exchange(request));
  }

  @Options()
  @Needs({ anyone: true })
  describe(@Res({ passthrough: true }) reply: FastifyReply): Buffer {
    return json(reply, {
      ...plainMetadata('Obtain Auth Token', 'A user name and a password for a token.'),
      actions: { POST: fieldsMetadata(EXCHANGE, 'create') },
    });
  }
}
