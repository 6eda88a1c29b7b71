import { FastifyRequest } from 'fastify';
import { Config } from '../config/config';

/** A request's address in parts: `origin` as the client sees it, `path` and `query` (without `?`) as requested. */
export interface RequestUrl {
  origin: string;
  path: string;
  query: string;
}

export function requestUrl(request: FastifyRequest, config: Pick<Config, 'baseUrl'>): RequestUrl {
  const target = request.originalUrl;
  const mark = target.indexOf('?');
  return {
    origin: config.baseUrl ?? `${request.protocol}://${request.host}`,
    path: mark < 0 ? target : target.slice(0, mark),
    query: mark < 0 ? '' : target.slice(mark + 1),
  };
}
