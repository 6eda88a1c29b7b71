import { Controller, HttpCode, Post, Req, Res } from '@nestjs/common';
import { FastifyReply, FastifyRequest } from 'fastify';
import { Needs } from '../../auth/credentials.guard';
import { newLavaToken } from '../../auth/token-secret';
import { json } from '../../http/json';
import { Negotiated } from '../../http/negotiation.guard';
import { PasswordExchange } from '../../http/password-exchange.service';
import { Throttle } from '../../http/throttle.guard';

/** A user name and a password for a token, at every version that clients know (lava-rest §6.1). */
@Controller(['api/v0.1/token', 'api/v0.2/token', 'api/v0.3/token'])
@Negotiated()
@Needs({ only: 'token', anyone: true })
export class LavaTokenController {
  constructor(private readonly exchanges: PasswordExchange) {}

  @Post()
  @HttpCode(200)
  @Throttle('login')
  async exchange(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    return json(reply, await this.exchanges.exchange(request, newLavaToken));
  }
}
