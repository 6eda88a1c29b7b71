import {
  ArgumentsHost,
  Catch,
  ExceptionFilter,
  HttpException,
  Logger,
  NotFoundException,
} from '@nestjs/common';
import { FastifyReply, FastifyRequest } from 'fastify';
import { CredentialsGuard } from '../auth/credentials.guard';
import { asDomainError } from '../database/sqlstate';
import { DomainError, ErrorCode } from '../errors/domain-error';
import { json } from './json';
import { AllManners, Manners } from './manners';
import { agree } from './negotiation.guard';
import { Refusal } from './refusal';
import { ThrottleGuard } from './throttle.guard';

const STATUS: Record<ErrorCode, number> = {
  bad_input: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  too_large: 413,
  unsupported: 415,
  unavailable: 503,
};

/** Every error as Django REST framework shapes it: `{"detail"}`, or messages by field. */
@Catch()
export class ErrorFilter implements ExceptionFilter {
  private readonly log = new Logger('http');

  constructor(
    private readonly credentials: CredentialsGuard,
    private readonly throttle: ThrottleGuard,
    private readonly manners: AllManners,
  ) {}

  async catch(thrown: unknown, host: ArgumentsHost): Promise<void> {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const error =
      thrown instanceof NotFoundException ? await this.refusalAt(host, request, reply, thrown) : thrown;
    const { status, body } = this.answer(asDomainError(error), request, reply);
    // An export that has begun cannot change its status any more: cut it off, so that nobody takes it for whole.
    if (reply.raw.headersSent) {
      reply.raw.destroy();
      return;
    }
    reply.status(status);
    reply.send(json(reply, body));
  }

  /**
   * No guard has seen a method that a known path lacks; yet the form of the answer, who asks and how often come before
   * what is asked for (drf.md §10).
   */
  private async refusalAt(
    host: ArgumentsHost,
    request: FastifyRequest,
    reply: FastifyReply,
    unrouted: NotFoundException,
  ): Promise<unknown> {
    const target = request.raw.url ?? '/';
    const known = request.server.pathAt(target);
    const manners = this.manners.at(target);
    if (!known || !manners) return unrouted;
    reply.header('Allow', known.allow);
    try {
      agree(request, reply, known.negotiated);
      await this.credentials.admit(host, { anyone: manners.forAnyone.test(target), only: manners.only });
      await this.throttle.count(request, reply);
      return unrouted;
    } catch (error) {
      return error;
    }
  }

  private answer(
    error: unknown,
    request: FastifyRequest,
    reply: FastifyReply,
  ): { status: number; body: unknown } {
    if (error instanceof DomainError) {
      if (error.code === 'unauthenticated') return this.unauthenticated(error, request, reply);
      if (error.code === 'unavailable') this.log.warn(`${error.message} (${reasonOf(error.cause)})`);
      if (error.retryAfter !== undefined) reply.header('Retry-After', String(Math.ceil(error.retryAfter)));
      return { status: STATUS[error.code], body: bodyOf(error, this.manners.at(request.raw.url ?? '/')) };
    }
    if (error instanceof NotFoundException) return unrouted(request, reply);
    if (error instanceof Refusal) return { status: error.getStatus(), body: error.body };
    if (error instanceof HttpException) return { status: error.getStatus(), body: { detail: error.message } };
    const status = clientFault(error);
    if (status) return { status, body: { detail: (error as Error).message } };
    this.log.error(
      `${request.method} ${request.routeOptions.url ?? ''}: ${(error as Error)?.message}`,
      (error as Error)?.stack,
    );
    return { status: 500, body: { detail: 'A server error occurred.', request_id: request.id } };
  }

  private unauthenticated(
    error: DomainError,
    request: FastifyRequest,
    reply: FastifyReply,
  ): { status: number; body: unknown } {
    const manners = this.manners.at(request.raw.url ?? '/');
    const { status, challenge } = manners?.unauthenticated ?? { status: STATUS.unauthenticated };
    if (challenge !== undefined) reply.header('WWW-Authenticate', challenge);
    return { status, body: bodyOf(error, manners) };
  }
}

const reasonOf = (cause: unknown): string => (cause instanceof Error ? cause.message : 'no reason is known');

/** No route has this path and method: a path that is known with other methods is 405. */
function unrouted(request: FastifyRequest, reply: FastifyReply): { status: number; body: unknown } {
  const known = request.server.pathAt(request.raw.url ?? '/');
  if (!known) return { status: 404, body: { detail: 'Not found.' } };
  reply.header('Allow', known.allow);
  if (request.method === 'OPTIONS') return { status: 200, body: {} };
  return { status: 405, body: { detail: `Method "${request.method}" not allowed.` } };
}

function bodyOf(error: DomainError, manners: Manners | null): unknown {
  if (error.fields) return error.fields;
  if (manners && !manners.hints)
    return error.field && error.code === 'bad_input'
      ? { [error.field]: [error.message] }
      : { detail: error.message };
  const hint = error.hint ? { hint: error.hint } : {};
  return error.field && error.code === 'bad_input'
    ? { [error.field]: [error.message], ...hint }
    : { detail: error.message, ...(error.field ? { field: error.field } : {}), ...hint };
}

/** Fastify's own errors carry a status; those below 500 are the client's. A connection that broke is nobody's. */
function clientFault(error: unknown): number | null {
  const { statusCode, code } = (error ?? {}) as { statusCode?: number; code?: string };
  if (code === 'ECONNRESET' || code === 'ERR_STREAM_PREMATURE_CLOSE' || code === 'ABORT_ERR') return 400;
  return typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500 ? statusCode : null;
}
