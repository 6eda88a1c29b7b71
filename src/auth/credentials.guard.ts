import {
  ArgumentsHost,
  CanActivate,
  ExecutionContext,
  Inject,
  Injectable,
  SetMetadata,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { AuthGuard } from '@nestjs/passport';
import { FastifyRequest } from 'fastify';
import { CONFIG, Config } from '../config/config';
import { Forbidden, Unauthenticated } from '../errors/domain-error';
import { AccountsService } from './accounts.service';
import { TokenScope } from './token-scope';
import { allows, ANONYMOUS, Viewer } from './viewer';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who is asking; set by the guard before any handler runs. */
    viewer: Viewer;
  }
}

/**
 * What a handler needs: a scope; whether an account is needed even for reading; no account, though a bad credential is
 * refused (`anyone`); or nothing at all (`open`).
 */
export interface Needs {
  scope?: TokenScope;
  account?: boolean;
  anyone?: boolean;
  /** The one scheme that is heeded; whoever comes with another is nobody. */
  only?: 'token';
  open?: boolean;
}
const NEEDS = 'assay:needs';
export const Needs = (needs: Needs) => SetMetadata(NEEDS, needs);

const READING = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Checks the credential of every request, then whether it may do what the handler does. */
@Injectable()
export class CredentialsGuard extends AuthGuard('bearer') implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly accounts: AccountsService,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    super();
  }

  override async canActivate(context: ExecutionContext): Promise<boolean> {
    await this.admit(
      context,
      this.reflector.getAllAndOverride<Needs>(NEEDS, [context.getHandler(), context.getClass()]) ?? {},
    );
    return true;
  }

  /** Finds out who asks, and refuses those who may not. @throws Unauthenticated, Forbidden */
  async admit(context: ArgumentsHost, needs: Needs): Promise<void> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    request.viewer = ANONYMOUS;
    // A probe must be answered even when no credential can be looked up.
    if (needs.open) return;
    request.viewer = await this.viewer(context, request, needs.only);
    if (needs.anyone) return;
    const reading = READING.has(request.method);
    if (request.viewer.id === null && (!reading || needs.account || this.config.requireLogin))
      throw new Unauthenticated('Authentication credentials were not provided.');
    if (!allows(request.viewer, needs.scope ?? (reading ? 'read' : 'push')))
      throw new Forbidden('You do not have permission to perform this action.', {
        hint: `This token lacks the scope "${needs.scope ?? 'push'}".`,
      });
  }

  private async viewer(
    context: ArgumentsHost,
    request: FastifyRequest,
    only?: Needs['only'],
  ): Promise<Viewer> {
    const header = request.headers.authorization;
    if (header === undefined) return ANONYMOUS;
    const [, scheme = '', rest = ''] = /^(\S*)\s*(.*)$/s.exec(header.trim()) ?? [];
    if (only !== undefined && scheme.toLowerCase() !== only) return ANONYMOUS;
    switch (scheme.toLowerCase()) {
      case 'token':
      case 'bearer':
        if (rest === '') throw new Unauthenticated('Invalid token header. No credentials provided.');
        if (/\s/.test(rest))
          throw new Unauthenticated('Invalid token header. Token string should not contain spaces.');
        // Passport asks the context for nothing but the request and the answer.
        await super.canActivate(context as ExecutionContext);
        return (request as unknown as { user: Viewer }).user;
      case 'basic':
        return this.basic(rest);
      default:
        return ANONYMOUS;
    }
  }

  /** User name with password, or with a token in the password's place. */
  private async basic(encoded: string): Promise<Viewer> {
    const [, username, secret] =
      /^([^:]*):(.*)$/s.exec(Buffer.from(encoded, 'base64').toString('utf8')) ?? [];
    if (username === undefined || secret === undefined || /\0/.test(username))
      throw new Unauthenticated('Invalid basic header. Credentials not correctly base64 encoded.');
    const byToken = await this.accounts.viewerByToken(secret).catch((error: unknown) => {
      if (error instanceof Unauthenticated) return null;
      throw error;
    });
    if (byToken?.username === username) return byToken;
    return this.accounts.viewerByPassword(username, secret);
  }

  /** Passport's own 401 says nothing; errors of the strategy are ours already. */
  override handleRequest<Found>(error: unknown, viewer: Found | false): Found {
    if (error) throw error;
    if (!viewer) throw new Unauthenticated('Invalid token.');
    return viewer;
  }
}
