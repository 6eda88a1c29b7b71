import { randomUUID } from 'node:crypto';
import { IncomingMessage } from 'node:http';

/** What passes through logs and headers without harm. */
const SANE = /^[\w.:@/+=-]{1,128}$/;

/** The id of a request: its own `X-Request-Id`, when that is a plain word, else a new one. */
export function requestId({ headers }: Pick<IncomingMessage, 'headers'>): string {
  const sent = headers['x-request-id'];
  return typeof sent === 'string' && SANE.test(sent) ? sent : randomUUID();
}
