import { readFileSync } from 'node:fs';
import { Agent, get } from 'node:http';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { gunzipSync } from 'node:zlib';

const FILE = join(__dirname, '../fixtures/oracle/vectors-public.jsonl.gz');
/** Where the API of both recorded prefixes is here. */
const API = '/api/v1';
/** Recorded answers that are as good as the first one: of a newer Django, and with the parameter named as it was sent. */
const AS_GOOD = ['plain', 'django52'];
const AT_ONCE = 4;

/** A page of rows, told by their keys; or an error with its body, or with none that matters. */
export interface Recorded {
  status: number;
  count?: number;
  keys?: (string | number)[];
  next?: string | null;
  previous?: string | null;
  body?: unknown;
}

/** A request and what a Django server answered. */
export interface Vector {
  id: string;
  kind: string;
  endpoint: string;
  path: string;
  /** The raw query string, without its question mark. */
  query: string;
  flags: string[];
  expect: Recorded;
  alt?: Record<string, Recorded>;
}

/** What our server answered. */
export interface Given {
  status: number;
  /** The JSON body, or else undefined. */
  body:
    { count?: number; results?: Record<string, unknown>[]; next?: unknown; previous?: unknown } | undefined;
}

export function readVectors(): Vector[] {
  const lines = gunzipSync(readFileSync(FILE)).toString('utf8').trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line) as Vector);
}

/** Whether the query string names one of these parameters. */
export function names(query: string, ...parameters: string[]): boolean {
  return query.split(/[&;]/).some((part) => parameters.includes(part.split('=', 1)[0] as string));
}

/** The key that a vector tells a row by. */
export function keyOf({ endpoint }: Vector, row: Record<string, unknown>): unknown {
  if (endpoint === 'users') return row.username;
  if (endpoint === 'bitwidths') return row.width;
  if (endpoint === 'workers' || endpoint === 'devices') return row.hostname;
  return ['cores', 'tags', 'devicetypes'].includes(endpoint) ? row.name : row.id;
}

/** Sends the requests of vectors to one server, without credentials, over a few connections that stay open. */
export class Replayer {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });

  constructor(private readonly origin: string) {}

  close(): void {
    this.agent.destroy();
  }

  /** The answer to a vector's request, or to the same one with another query string. */
  ask({ path, query }: Pick<Vector, 'path' | 'query'>, other = query): Promise<Given> {
    const target = here(path) + (other === '' ? '' : `?${other}`);
    // A request line is bytes. Node writes a character a byte, so that each byte of the UTF-8 has to be a character.
    const options = { agent: this.agent, path: Buffer.from(target).toString('latin1') };
    const headers = { Accept: 'application/json' };
    return new Promise((resolve, reject) => {
      get(this.origin, { ...options, headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on('error', reject).on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          const isJson = /^application\/json\b/.test(response.headers['content-type'] ?? '');
          const body = isJson ? JSON.parse(Buffer.concat(chunks).toString()) : undefined;
          resolve({ status: response.statusCode ?? 0, body });
        });
      }).on('error', reject);
    });
  }

  /** What is wrong with our answers: a text for each vector that fails. */
  async failures(vectors: readonly Vector[]): Promise<string[]> {
    return (await this.each(vectors, (vector, given) => this.judge(vector, given))).filter(
      (text) => text !== '',
    );
  }

  /** Asks for every vector, a few at once, and gives what became of the answers, in the order of the vectors. */
  async each<T>(
    vectors: readonly Vector[],
    use: (vector: Vector, given: Given) => T | Promise<T>,
  ): Promise<T[]> {
    const made: T[] = [];
    const waiting = vectors.entries();
    const work = async (): Promise<void> => {
      for (const [at, vector] of waiting) made[at] = await use(vector, await this.ask(vector));
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    return made;
  }

  private judge(vector: Vector, given: Given): string {
    const accepted = [vector.expect, ...AS_GOOD.flatMap((name) => vector.alt?.[name] ?? [])];
    const wrong = accepted.map((recorded) => this.difference(vector, recorded, given));
    if (wrong.includes(null)) return '';
    return `${vector.id} ${vector.path}?${vector.query}\n    ${wrong[0] ?? ''}`;
  }

  private difference(vector: Vector, recorded: Recorded, { status, body }: Given): string | null {
    // Where Django crashes on what it was sent, the answer is that what was sent is wrong.
    const wanted = recorded.status === 500 ? 400 : recorded.status;
    if (status !== wanted) return differs('status', status, wanted);
    if (recorded.keys === undefined)
      return 'body' in recorded && !isDeepStrictEqual(body, recorded.body)
        ? differs('body', body, recorded.body)
        : null;
    const keys = body?.results?.map((row) => keyOf(vector, row));
    if (body?.count !== recorded.count) return differs('count', body?.count, recorded.count);
    if (!isDeepStrictEqual(keys, recorded.keys)) return differs('keys', keys, recorded.keys);
    for (const link of ['next', 'previous'] as const) {
      const path = recorded[link];
      const whole = typeof path === 'string' ? this.origin + here(path) : null;
      if (body?.[link] !== whole) return differs(link, body?.[link], whole);
    }
    return null;
  }
}

const here = (path: string): string => path.replace(/^\/v0[23]\//, `${API}/`);

const short = (value: unknown): string => (JSON.stringify(value) ?? 'nothing').slice(0, 300);

const differs = (what: string, given: unknown, wanted: unknown): string =>
  `${what}: ${short(given)}\n    not ${short(wanted)}`;
