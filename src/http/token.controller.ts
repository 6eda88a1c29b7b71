import { Controller, HttpCode, Inject, Options, Post, Req, Res } from '@nestjs/common';
import { FastifyReply, FastifyRequest } from 'fastify';
import { AccountsService } from '../auth/accounts.service';
import { Needs } from '../auth/credentials.guard';
import { checkBody } from '../collections/check-body';
import { Resource } from '../collections/resource';
import { CONFIG, Config } from '../config/config';
import { BadInput, Unauthenticated } from '../errors/domain-error';
import { readBody } from './body/read-body';
import { json } from './json';
import { Negotiated } from './negotiation.guard';
import { fieldsMetadata, plainMetadata } from './options-metadata';
import { Throttle } from './throttle.guard';

/** What an exchange takes and gives. */
const EXCHANGE: Pick<Resource, 'fields'> = {
  fields: {
    username: { type: 'text', required: true, maxLength: 150 },
    password: { type: 'text', required: true, untrimmed: true, maxLength: 1024 },
    token: { type: 'text', readOnly: true },
  },
};

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
    const token = await this.accounts.loginToken(username, password).catch((error: unknown) => {
      if (!(error instanceof Unauthenticated)) throw error;
      throw new BadInput('Wrong credentials.', {
        fields: { non_field_errors: ['Unable to log in with provided credentials.'] },
      });
    });
    return json(reply, { token });
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

/** @throws BadInput with all messages by field */
function credentials(body: unknown): { username: string; password: string } {
  const { rows, errors } = checkBody(EXCHANGE, 'create', body);
  if (Object.keys(errors[0] ?? {}).length > 0) throw new BadInput('Invalid input.', { fields: errors[0] });
  return rows[0] as { username: string; password: string };
}
