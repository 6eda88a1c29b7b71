import { CanActivate, ExecutionContext, HttpException, Injectable } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { FastifyReply, FastifyRequest } from 'fastify';
import { Resource } from '../collections/resource';
import { NotFound } from '../errors/domain-error';
import { suffixOf } from './format-suffix';
import { negotiate } from './negotiation';

declare module 'fastify' {
  interface FastifyRequest {
    /** Blanks per level of a JSON answer; none when nothing was negotiated. */
    indent?: number;
  }
  interface FastifyContextConfig {
    /** How clients choose the form of the answer; missing where there is one form only. */
    negotiated?: Wanted;
  }
}

/** Where a client may say which form it wants, beside `Accept` and the end of the path. */
export interface Wanted {
  byQuery: boolean;
}
const NOT_ACCEPTABLE = 406;

/**
 * For controllers whose answers are values: clients choose their form. Files and streams have one form only.
 * It marks the routes themselves, not their handlers: a method that a path lacks has no handler, and is negotiated, too.
 * @param of the collection: where it has a field `format`, the parameter of that name is not ours
 */
export function Negotiated(of?: Resource): ClassDecorator & MethodDecorator {
  const mark = RouteConfig({ negotiated: { byQuery: !of || !('format' in of.fields) } satisfies Wanted });
  return (target: object, method?: string | symbol) => {
    const prototype = typeof target === 'function' ? (target.prototype as object) : target;
    const names = method === undefined ? Reflect.ownKeys(prototype) : [method];
    for (const name of names) {
      const descriptor = Object.getOwnPropertyDescriptor(prototype, name);
      if (name !== 'constructor' && typeof descriptor?.value === 'function')
        mark(prototype, name, descriptor);
    }
  };
}

/** Agrees on the form of the answer before anything else is looked at (drf.md §10, §13). */
@Injectable()
export class NegotiationGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    agree(request, http.getResponse<FastifyReply>(), request.routeOptions.config.negotiated);
    return true;
  }
}

/** @throws NotFound there is no such format; HttpException 406 */
export function agree(request: FastifyRequest, reply: FastifyReply, wanted: Wanted | undefined): void {
  const suffix = suffixOf(request);
  if (!wanted) {
    if (suffix) throw new NotFound('Not found.');
    return;
  }
  reply.header('Vary', 'Accept');
  const [, query = ''] = /\?(.*)$/s.exec(request.raw.url ?? '') ?? [];
  const found = negotiate(request.headers.accept, wanted.byQuery ? query : '', suffix);
  if ('indent' in found) request.indent = found.indent;
  else if (found.refused === 'no such format') throw new NotFound('Not found.');
  else throw new HttpException('Could not satisfy the request Accept header.', NOT_ACCEPTABLE);
}
