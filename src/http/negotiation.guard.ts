import { CanActivate, ExecutionContext, HttpException, Injectable, SetMetadata } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { FastifyRequest } from 'fastify';
import { Resource } from '../collections/resource';
import { NotFound } from '../errors/domain-error';
import { suffixOf } from './format-suffix';
import { negotiate } from './negotiation';

declare module 'fastify' {
  interface FastifyRequest {
    /** Blanks per level of a JSON answer; none when nothing was negotiated. */
    indent?: number;
  }
}

const NEGOTIATED = 'assay:negotiated';
interface Wanted {
  byQuery: boolean;
}
const NOT_ACCEPTABLE = 406;

/**
 * For controllers whose answers are values: clients choose their form. Files and streams have one form only.
 * @param of the collection: where it has a field `format`, the parameter of that name is not ours
 */
export const Negotiated = (of?: Resource) =>
  SetMetadata(NEGOTIATED, { byQuery: !of || !('format' in of.fields) } satisfies Wanted);

/** Agrees on the form of the answer before anything else is looked at (drf.md §10, §13). */
@Injectable()
export class NegotiationGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const suffix = suffixOf(request);
    const wanted = this.reflector.getAllAndOverride<Wanted | undefined>(NEGOTIATED, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (!wanted) {
      if (suffix) throw new NotFound('Not found.');
      return true;
    }
    const [, query = ''] = /\?(.*)$/s.exec(request.raw.url ?? '') ?? [];
    const found = negotiate(request.headers.accept, wanted.byQuery ? query : '', suffix);
    if ('indent' in found) {
      request.indent = found.indent;
      return true;
    }
    if (found.refused === 'no such format') throw new NotFound('Not found.');
    throw new HttpException('Could not satisfy the request Accept header.', NOT_ACCEPTABLE);
  }
}
