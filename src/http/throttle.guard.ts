import {
  CanActivate,
  ExecutionContext,
  HttpException,
  Inject,
  Injectable,
  SetMetadata,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { ThrottlerStorageService } from '@nestjs/throttler';
import { FastifyReply, FastifyRequest } from 'fastify';
import { CONFIG, Config } from '../config/config';
import { Rate } from '../config/settings';

const THROTTLE = 'assay:throttle';
const TOO_MANY = 429;

/** Which rate a handler falls under; `none` for probes. Without it: that of the user, or of anonymous callers. */
export const Throttle = (scope: 'login' | 'none') => SetMetadata(THROTTLE, scope);

/**
 * Counts requests in a sliding window, per user, or per address for callers without an account (drf.md §18). Each process counts for
 * itself, so that n of them let n times as many through.
 */
@Injectable()
export class ThrottleGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly storage: ThrottlerStorageService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const scope = this.reflector.getAllAndOverride<string | undefined>(THROTTLE, [
      context.getHandler(),
      context.getClass(),
    ]);
    await this.count(request, http.getResponse<FastifyReply>(), scope);
    return true;
  }

  /** Counts one request. @throws HttpException 429 */
  async count(request: FastifyRequest, reply: FastifyReply, scope?: string): Promise<void> {
    const [name, key, rate] = this.rule(scope, request);
    if (!rate) return;
    const { isBlocked, timeToBlockExpire } = await this.storage.increment(
      `${name}:${key}`,
      rate.seconds * 1000,
      rate.limit,
      0,
      name,
    );
    if (!isBlocked) return;
    const wait = Math.max(1, timeToBlockExpire);
    reply.header('Retry-After', String(wait));
    throw new HttpException(
      `Request was throttled. Expected available in ${wait} second${wait === 1 ? '' : 's'}.`,
      TOO_MANY,
    );
  }

  private rule(scope: string | undefined, { viewer, ip }: FastifyRequest): [string, string, Rate | null] {
    if (scope === 'none') return ['none', '', null];
    if (scope === 'login') return ['login', ip, this.config.throttleLogin];
    return viewer.id === null
      ? ['anonymous', ip, this.config.throttleAnonymous]
      : ['user', String(viewer.id), this.config.throttleUser];
  }
}
