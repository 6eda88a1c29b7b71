import { once } from 'node:events';
import { ClientRequest, IncomingMessage, request as httpRequest, RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { setImmediate as immediate } from 'node:timers/promises';
import { CommandError } from '../exit-codes';
import { Source } from './source';

const CONNECT_PATIENCE = 15_000;
const LONGEST_ANSWER = 64 * 1024 * 1024;

/** What the server said to one request. */
export interface Answer {
  status: number;
  location: string | null;
  /** Seconds, if it asks to come back later. */
  retryAfter: number | null;
  body: string;
}

/** No answer came. `sent` tells whether the source has been touched. */
export class NoAnswer extends Error {
  override name = 'NoAnswer';

  constructor(
    readonly fault: NodeJS.ErrnoException,
    readonly sent: boolean,
  ) {
    super(fault.message, { cause: fault });
  }
}

/**
 * Sends a source as the body of one POST, as fast as the server takes it. Nothing is read before the connection stands;
 * reading stops when the server answers early.
 * @param onSent hears the number of bytes sent so far
 * @throws NoAnswer, CommandError the file cannot be read
 */
export async function upload(
  url: URL,
  source: Source,
  headers: Record<string, string>,
  onSent: (bytes: number) => void,
): Promise<Answer> {
  const length = source.size === null ? {} : { 'Content-Length': String(source.size) };
  const options: RequestOptions = { method: 'POST', agent: false, headers: { ...headers, ...length } };
  const request = (url.protocol === 'https:' ? httpsRequest : httpRequest)(url, options);
  const over = new AbortController();
  let sent = false;
  const answer = new Promise<Answer>((give, fail) => {
    request.on('response', (response) => {
      over.abort();
      readAnswer(response).then(give, fail);
    });
    request.on('error', (fault) => {
      over.abort();
      fail(new NoAnswer(fault, sent));
    });
  });
  answer.catch(() => undefined);
  try {
    if (await connected(request, url, over.signal)) {
      sent = true;
      await send(request, source, over.signal, onSent);
    }
    return await answer;
  } finally {
    request.destroy();
  }
}

/** False when it failed, or was answered, before. */
async function connected(request: ClientRequest, url: URL, over: AbortSignal): Promise<boolean> {
  const timeout = Object.assign(new Error('no connection in time'), { code: 'ETIMEDOUT' });
  const timer = setTimeout(() => request.destroy(timeout), CONNECT_PATIENCE);
  try {
    const [socket] = (await once(request, 'socket', { signal: over })) as [import('node:net').Socket];
    await once(socket, url.protocol === 'https:' ? 'secureConnect' : 'connect', { signal: over });
    // While the server stores a large report it says nothing for a long time; a dead one is told apart by this.
    socket.setKeepAlive(true, 30_000);
    return true;
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}

async function send(
  request: ClientRequest,
  source: Source,
  over: AbortSignal,
  onSent: (bytes: number) => void,
): Promise<void> {
  let bytes = 0;
  try {
    for await (const chunk of source.open() as AsyncIterable<Buffer>) {
      // Lets an early answer in: a write to a connection that the server has closed would hide it.
      await immediate();
      if (over.aborted) return;
      if (!request.write(chunk)) await once(request, 'drain', { signal: over }).catch(() => undefined);
      bytes += chunk.length;
      onSent(bytes);
    }
  } catch (error) {
    if (error instanceof CommandError) throw error;
    throw new CommandError(`Cannot read ${source.name}: ${(error as Error).message}.`, 1, error);
  }
  if (over.aborted) return;
  if (source.size !== null && bytes < source.size)
    throw new CommandError(`${source.name} became shorter while it was sent; nothing of it was stored.`);
  request.end();
}

async function readAnswer(response: IncomingMessage): Promise<Answer> {
  let body = '';
  try {
    for await (const chunk of response.setEncoding('utf8')) {
      body += String(chunk);
      if (body.length > LONGEST_ANSWER) break;
    }
  } catch (error) {
    throw new NoAnswer(error as NodeJS.ErrnoException, true);
  }
  const wait = Number(response.headers['retry-after']);
  return {
    status: response.statusCode ?? 0,
    location: response.headers.location ?? null,
    retryAfter: Number.isFinite(wait) ? wait : null,
    body,
  };
}
