import { Agent, request } from 'node:http';
import { Json } from './lava-values';

/** A request as a case says it, its placeholders filled in. */
export interface LavaRequest {
  method: string;
  path: string;
  query?: Record<string, Json>;
  headers?: Record<string, string>;
  body?: Json;
}

export interface LavaAnswer {
  status: number;
  headers: Record<string, string | undefined>;
  text: string;
}

/** `name=value` pairs; a list is the parameter repeated. */
export function encoded(values: Record<string, Json>): string {
  const text = (value: Json): string =>
    encodeURIComponent(typeof value === 'string' ? value : JSON.stringify(value));
  return Object.entries(values)
    .flatMap(([name, value]) =>
      (Array.isArray(value) ? value : [value]).map((one) => `${encodeURIComponent(name)}=${text(one)}`),
    )
    .join('&');
}

/** What is sent of a body, and its type: JSON, `{"$form": …}`, or `{"$raw": …, "content_type": …}` as it is. */
export function sent(body: Json | undefined): { bytes: Buffer; type: string } | null {
  if (body === undefined) return null;
  const { $form, $raw, content_type } = (body ?? {}) as { [name: string]: Json | undefined };
  if (typeof $raw === 'string') return { bytes: Buffer.from($raw), type: String(content_type) };
  if (typeof $form === 'object')
    return {
      bytes: Buffer.from(encoded($form as Record<string, Json>)),
      type: 'application/x-www-form-urlencoded',
    };
  return { bytes: Buffer.from(JSON.stringify(body)), type: 'application/json' };
}

/**
 * Sends requests byte for byte as they are said: paths are not made nicer, no header is added that was not asked for,
 * no redirection is followed.
 */
export class LavaClient {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 1 });

  /** @param base scheme, host and port */
  constructor(readonly base: string) {}

  close(): void {
    this.agent.destroy();
  }

  ask({ method, path, query, headers = {}, body }: LavaRequest): Promise<LavaAnswer> {
    const pairs = encoded(query ?? {});
    const payload = sent(body);
    const entity =
      payload === null ? {} : { 'Content-Type': payload.type, 'Content-Length': payload.bytes.length };
    const target = pairs === '' ? path : `${path}?${pairs}`;
    return new Promise((resolve, reject) => {
      const options = { agent: this.agent, method, path: target, headers: { ...entity, ...headers } };
      const call = request(this.base, options, (response) => {
        const chunks: Buffer[] = [];
        response.on('error', reject).on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers as Record<string, string | undefined>,
            text: Buffer.concat(chunks).toString('utf8'),
          }),
        );
      });
      call.on('error', reject).end(payload?.bytes);
    });
  }
}
