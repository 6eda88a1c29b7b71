import { Inject, Injectable } from '@nestjs/common';
import { FastifyRequest } from 'fastify';
import { AccountsService } from '../auth/accounts.service';
import { checkBody } from '../collections/check-body';
import { Resource } from '../collections/resource';
import { CONFIG, Config } from '../config/config';
import { BadInput, Unauthenticated } from '../errors/domain-error';
import { readBody } from './body/read-body';

/** What an exchange takes and gives. */
export const EXCHANGE: Pick<Resource, 'fields'> = {
  fields: {
    username: { type: 'text', required: true, maxLength: 150 },
    password: { type: 'text', required: true, untrimmed: true, maxLength: 1024 },
    token: { type: 'text', readOnly: true },
  },
};

/** A user name and a password for a token, however a protocol calls the place (drf.md §17). */
@Injectable()
export class PasswordExchange {
  constructor(
    private readonly accounts: AccountsService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * @param makeSecret how a new token looks, where it is not ours to say
   * @throws BadInput with all messages by field; wrong credentials are that, too
   */
  async exchange(request: FastifyRequest, makeSecret?: () => string): Promise<{ token: string }> {
    const { rows, errors } = checkBody(EXCHANGE, 'create', await readBody(request, this.config.bodyLimit));
    if (Object.keys(errors[0] ?? {}).length > 0) throw new BadInput('Invalid input.', { fields: errors[0] });
    const { username, password } = rows[0] as { username: string; password: string };
    try {
      return { token: await this.accounts.loginToken(username, password, { makeSecret }) };
    } catch (error) {
      if (!(error instanceof Unauthenticated)) throw error;
      throw new BadInput('Wrong credentials.', {
        fields: { non_field_errors: ['Unable to log in with provided credentials.'] },
      });
    }
  }
}
