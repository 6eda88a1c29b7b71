import { FastifyRequest } from 'fastify';
import { Config } from '../config/config';

/** A request's address in parts: `origin` as the client sees it, `path` and `query` (without `?`) as requested. */
export interface RequestUrl {
  origin: string;
  path: string;
  query: string;
}

export function requestUrl(request: FastifyRequest, config: Pick<Config, 'baseUrl'>): RequestUrl {
  const target = pathOnly(request.originalUrl);
  const mark = target.indexOf('?');
  return {
    origin: config.baseUrl ?? `${request.protocol}://${hostOf(request)}`,
    path: mark < 0 ? target : target.slice(0, mark),
    query: mark < 0 ? '' : target.slice(mark + 1),
  };
}

/** Proxies may say the whole address in the request line: `GET http://lab.example/api/v1/ HTTP/1.1`. */
export function pathOnly(target: string): string {
  return target.replace(/^https?:\/\/[^/?]*/i, '');
}

/** HTTP/1.0 knows no `Host`, and some make one up that is none: what is left is where the request arrived. */
function hostOf({ host, socket }: FastifyRequest): string {
  if (/^[^\s/?#@\\<>"]+$/.test(host)) return host;
  const { localAddress = 'localhost', localPort = 80 } = socket;
  return `${localAddress.includes(':') ? `[${localAddress}]` : localAddress}:${localPort}`;
}
