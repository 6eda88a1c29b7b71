import { RESOURCES } from '../../../src/resources';
import { listedBy, nestingPath, nestingsOf } from '../../../src/http/nesting';
import { Resource } from '../../../src/collections/resource';
import { describeFilters } from '../../../src/query/describe';
import { startApp, TestApp } from '../../support/app';
import { Body, fullBody, seedEach } from './sample-rows';
import { wrongCounters } from './wrong-counters';

const REQUESTS = 2_000;
const SEED = Number(process.env.ASSAY_FUZZ_SEED ?? 20_241_117);

let app: TestApp;
let keys: Body;
beforeAll(async () => {
  app = await startApp();
  keys = await seedEach(app);
}, 60_000);
afterAll(() => app.close());

/** mulberry32: the same seed makes the same requests. */
let state = SEED;
function chance(): number {
  state = (state + 0x6d2b79f5) | 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
}
const below = (bound: number): number => Math.floor(chance() * bound);
function pick<Item>(items: readonly Item[]): Item {
  return items[below(items.length)] as Item;
}

/** What goes into paths, parameters and bodies alike. */
const WORDS = [
  '', '0', '1', '2', '-1', '1.5', '1e3', '1e400', 'NaN', 'Infinity', '99999999999999999999', '9223372036854775808',
  '2147483648', 'true', 'false', 'null', 'a', 'A', 'ü', '😀', '\u0000', 'a\u0000b', '\ud800', '\u202e', '\ufeff', "'", '"', '\\', '%', '_',
  '%%', "' OR 1=1 --", '(', '[', '*', '(a+)+$', '{}', '[]', '__proto__', 'constructor', 'toString', '..', '../..', '/', '//', ',', ',,',
  '1,2', 'a,b', '2024-01-01', '2024-01-01T00:00:00Z', '0000-00-00', 'infinity', '-infinity', 'x'.repeat(300), 'x'.repeat(5000), '\n', '\t', ' ',
  'pass', 'Running', 'admin', 'last', '-id', 'id', '?', '-?', '--id', 'job__name', '\u2028',
] as const; // prettier-ignore

const FILTERS = RESOURCES.flatMap((resource) => describeFilters(resource, 1).map(({ name }) => name));
const ORDERS = RESOURCES.flatMap(({ ordering }) => ordering);
const RESERVED = ['ordering', 'page', 'page_size', 'limit', 'offset', 'count', 'format', 'search'];
const PATHS = [
  ...RESOURCES.map(({ name }) => name),
  ...RESOURCES.map(({ name }) => `${name}/:k0`),
  ...RESOURCES.flatMap((resource) => nestingsOf(resource).map(nestingPath)),
  ...['cancel', 'finish', 'summary', 'passrate', 'metadata', 'junit', 'tap13', 'csv', 'yaml'].map(
    (end) => `jobs/:k0/${end}`,
  ),
  'jobs/:k0/suites/:k1/junit',
  'attachments/:k0/content',
  'ingest',
  'token',
  'schema',
  '',
];
/** The collection whose rows a path is about, so that bodies are mostly meant for it. */
const SUBJECTS = new Map(
  RESOURCES.flatMap((resource) => [
    [resource.name, resource] as const,
    [`${resource.name}/:k0`, resource] as const,
    ...nestingsOf(resource).map((nesting) => [nestingPath(nesting), listedBy(nesting)] as const),
  ]),
);
const METHODS = [
  ...Array<string>(9).fill('GET'),
  'HEAD',
  ...Array<string>(7).fill('POST'),
  'PUT',
  'PUT',
  'PATCH',
  'PATCH',
  'DELETE',
  'OPTIONS',
];
const TYPES = [
  ...Array<string>(12).fill('application/json'),
  'application/x-ndjson',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'text/plain',
  'application/xml',
  '',
];
const KEYS = (): string[] => [...Object.values(keys).map(String), ...WORDS];

function encode(text: string): string {
  // A lone surrogate has no encoding: send the bytes that a careless client would.
  return pick([0, 1, 2]) === 0 && /\p{Surrogate}/u.test(text)
    ? '%ed%a0%80'
    : encodeURIComponent(text.replace(/\p{Surrogate}/gu, '?'));
}

function fill(path: string): string {
  let at = 0;
  const root = path.split('/')[0] ?? '';
  const filled = path.replace(/:k\d/g, () => {
    const known = at++ === 0 && below(2) === 0 ? String(keys[root] ?? '') : pick(KEYS());
    return encode(known) || 'x';
  });
  const pairs = Array.from({ length: below(5) }, () => {
    const name = pick([
      pick(FILTERS),
      pick(FILTERS),
      pick(RESERVED),
      pick(WORDS),
      `${pick(FILTERS)}!`,
      `metadata__${pick(WORDS)}`,
    ]);
    const value = pick([
      pick(WORDS),
      pick(WORDS),
      pick(KEYS()),
      pick(ORDERS),
      `-${pick(ORDERS)},${pick(ORDERS)}`,
    ]);
    return `${encode(name)}=${encode(value)}`;
  });
  return `${filled}${pick(['/', '/', ''])}${pairs.length > 0 ? `?${pairs.join('&')}` : ''}`;
}

function value(depth = 0): unknown {
  switch (below(depth > 3 ? 6 : 9)) {
    case 0:
      return pick([null, true, false]);
    case 1:
      return pick([0, 1, -1, 2.5, 1e300, 2 ** 53, -(2 ** 63), 1e-300, below(50)]);
    case 6:
      return Array.from({ length: below(4) }, () => value(depth + 1));
    case 7:
      return Object.fromEntries(Array.from({ length: below(4) }, () => [pick(WORDS), value(depth + 1)]));
    default:
      return pick(KEYS());
  }
}

/** Mostly a good row with one or two fields spoilt: what is bad all over is refused at the first look. */
function object(subject = pick(RESOURCES)): unknown {
  const row = fullBody(subject, keys);
  for (let spoil = Math.max(0, below(5) - 2); spoil > 0; spoil -= 1)
    row[pick([...Object.keys(row), 'name', 'job', 'suite', 'test', 'tags'])] = value();
  delete row.scopes;
  return row;
}

function body(subject?: Resource): string | Uint8Array<ArrayBuffer> {
  const text =
    JSON.stringify(
      below(6) === 0 ? value() : below(4) === 0 ? [object(subject), object(subject)] : object(subject),
    ) ?? 'null';
  switch (below(12)) {
    case 0:
      return text.slice(0, below(text.length));
    case 1:
      return new Uint8Array(Buffer.from(text).map((byte) => (below(40) === 0 ? below(256) : byte)));
    case 2:
      return `${text}\n${text}\n`;
    case 3:
      return `<testsuite name="${pick(WORDS)}"><testcase name="${pick(WORDS)}"/></testsuite>`;
    case 4:
      return `TAP version 13\n${pick(WORDS)}\nok 1 - ${pick(WORDS)}\n1..${pick(['1', '2', '0'])}\n`;
    case 5:
      return `--x\r\nContent-Disposition: form-data; name="file"; filename="${encode(pick(WORDS))}"\r\n\r\n${pick(WORDS)}\r\n--x--\r\n`;
    default:
      return text;
  }
}

test(`${REQUESTS} random requests (seed ${SEED}) find no fault of the server, and leave right counters`, async () => {
  const statuses = new Map<number, number>();
  const faults: string[] = [];
  const one = async (): Promise<void> => {
    const path = pick(PATHS);
    const [method, target] = [pick(METHODS), fill(path)];
    // Whoever deletes or renames the account at work ends the run.
    if (/^(users|tokens)\/1\b/.test(target) && /DELETE|PUT|PATCH/.test(method)) return;
    const writes = /POST|PUT|PATCH/.test(method);
    const [type, sent, token] = [pick(TYPES), body(SUBJECTS.get(path)), below(10) === 0 ? null : undefined];
    const headers: Record<string, string> = writes && type ? { 'Content-Type': type } : {};
    const answer = await app.ask(target, {
      method,
      headers,
      token,
      ...(writes && below(15) > 0 ? { body: sent } : {}),
    });
    statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
    if (answer.status >= 500)
      faults.push(
        `${answer.status} ${method} ${target} ${type} ${String(sent).slice(0, 2000)}: ${answer.text}`,
      );
    if (
      answer.status >= 400 &&
      method !== 'HEAD' &&
      !answer.headers.get('content-type')?.startsWith('application/json')
    )
      faults.push(`${answer.status} without JSON: ${method} ${target}`);
  };
  for (let done = 0; done < REQUESTS; done += 4) await Promise.all([one(), one(), one(), one()]);
  expect(faults).toEqual([]);
  // The requests were worth sending: a good part of them did something.
  expect(statuses.get(200)).toBeGreaterThan(REQUESTS / 10);
  expect(statuses.get(201)).toBeGreaterThan(REQUESTS / 100);
  expect((await app.ask('jobs/')).status).toBe(200);
  expect(await wrongCounters(app)).toEqual([]);
}, 120_000);
