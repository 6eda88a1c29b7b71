import { Controller, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { FastifyReply, FastifyRequest } from 'fastify';
import { AccountsService } from '../auth/accounts.service';
import { Needs } from '../auth/credentials.guard';
import { notAnObject } from '../collections/check-body';
import { CONFIG, Config } from '../config/config';
import { BadInput, FieldErrors, Unauthenticated } from '../errors/domain-error';
import { readBody } from './body/read-body';
import { json } from './json';
import { Negotiated } from './negotiation.guard';
import { Throttle } from './throttle.guard';

/** `POST /api/v1/token/`: a user name and a password for a token (drf.md §17). */
@Controller('api/v1/token')
@Negotiated()
export class TokenController {
  constructor(
    private readonly accounts: AccountsService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Post()
  @HttpCode(200)
  @Needs({ anyone: true })
  @Throttle('login')
  async exchange(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    const { username, password } = credentials(await readBody(request, this.config.bodyLimit));
    const viewer = await this.accounts.viewerByPassword(username, password).catch((error: unknown) => {
      if (!(error instanceof Unauthenticated)) throw error;
      throw new BadInput('Wrong credentials.', {
        fields: { non_field_errors: ['Unable to log in with provided credentials.'] },
      });
    });
    const { secret } = await this.accounts.createToken(viewer.id as number, { name: 'login' });
    return json(reply, { token: secret });
  }
}

function credentials(body: unknown): { username: string; password: string } {
  const fault = notAnObject(body);
  if (fault) throw new BadInput('Invalid data.', { fields: fault });
  const said = body as Record<string, unknown>;
  const errors: FieldErrors = {};
  for (const name of ['username', 'password']) {
    const value = said[name];
    if (value === undefined) errors[name] = ['This field is required.'];
    else if (value === null) errors[name] = ['This field may not be null.'];
    else if (typeof value !== 'string') errors[name] = ['Not a valid string.'];
    else if (value === '') errors[name] = ['This field may not be blank.'];
    else if (value.includes('\0')) errors[name] = ['Null characters are not allowed.'];
  }
  if (Object.keys(errors).length > 0) throw new BadInput('Invalid input.', { fields: errors });
  return { username: (said.username as string).trim(), password: said.password as string };
}
