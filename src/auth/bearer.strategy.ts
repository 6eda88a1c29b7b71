import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { Strategy } from 'passport-http-bearer';
import { AccountsService } from './accounts.service';
import { Viewer } from './viewer';

/**
 * `Authorization: Token x` and `Bearer x` alike. The parent would also read tokens from the query string and the
 * body, where they end up in logs: only the header is handed to it.
 */
@Injectable()
export class BearerStrategy extends PassportStrategy(Strategy, 'bearer') {
  constructor(private readonly accounts: AccountsService) {
    super();
  }

  override authenticate(request: { headers: { authorization?: string } }): void {
    const [, secret] = /^(?:bearer|token)\s+(\S+)\s*$/i.exec(request.headers.authorization ?? '') ?? [];
    super.authenticate({ headers: secret ? { authorization: `Bearer ${secret}` } : {} } as never);
  }

  validate(secret: string): Promise<Viewer> {
    return this.accounts.viewerByToken(secret);
  }
}
