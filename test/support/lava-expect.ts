import { LavaAnswer } from './lava-http';
import { compare, compareXml, Element, Json, shown, xmlOf, yamlOf } from './lava-values';

type Row = Record<string, unknown>;
interface Link {
  path: string;
  query?: Record<string, string | string[]>;
}

/** What a case expects, its placeholders filled in. `format.expect` of the file of cases says what each means. */
export interface Expected {
  status?: number;
  count?: number;
  keys?: Json[];
  next?: Link | null;
  previous?: Link | null;
  json?: Json;
  json_subset?: Json;
  json_unordered?: Json;
  json_keys?: Json;
  json_absent?: string[];
  results_subset?: Json[];
  text_equals?: string;
  text_starts?: string;
  text_contains?: string | string[];
  lines?: number;
  content_type?: string;
  headers?: Record<string, string>;
  yaml?: Json;
  yaml_length?: number;
  yaml_items?: Record<string, Json>;
  yaml_unordered?: Json;
  xml?: Element;
}

/** Where an answer came from. */
export interface Asked {
  base: string;
  path: string;
  /** What the fixture calls a job. */
  jobKey(id: unknown): unknown;
}

const asBody = (answer: LavaAnswer): unknown => JSON.parse(answer.text) as unknown;
const envelope = (answer: LavaAnswer): { count?: unknown; results?: Row[] } & Row => asBody(answer) as Row;
const rowsOf = (answer: LavaAnswer): Row[] => {
  const { results } = envelope(answer);
  if (!Array.isArray(results)) throw new Error(`no results: ${answer.text.slice(0, 200)}`);
  return results;
};

/** By what the cases know a row of the list at a path. */
function keyOf({ path, jobKey }: Asked, row: Row): unknown {
  const list = path
    .replace(/(\/|\.json)$/, '')
    .split('/')
    .at(-1);
  if (list === 'jobs') return jobKey(row.id);
  if (list === 'devices' || list === 'workers') return row.hostname;
  return list === 'users' ? row.username : row.name;
}

const pairsOf = (query: Record<string, string | string[]>): string[] =>
  Object.entries(query)
    .flatMap(([name, value]) => [value].flat().map((one) => `${name}=${one}`))
    .sort();

function checkLink(given: unknown, wanted: Link | null, at: string, base: string): string[] {
  if (wanted === null) return compare(given, null, {}, at);
  if (typeof given !== 'string' || !URL.canParse(given)) return [`${at}: got ${shown(given)}, not an URL`];
  const { origin, pathname, searchParams } = new URL(given);
  const found = { origin, path: pathname, query: [...searchParams].map((pair) => pair.join('=')).sort() };
  return compare(found, { origin: base, path: wanted.path, query: pairsOf(wanted.query ?? {}) }, {}, at);
}

const whenText = (holds: boolean, what: string, text: string): string[] =>
  holds ? [] : [`${what}; got ${shown(text)}`];

/** A last line counts without a break, too. */
function linesOf(text: string): number {
  const lines = text.split(/\r\n|\n|\r/);
  return lines.at(-1) === '' ? lines.length - 1 : lines.length;
}

type Check<K extends keyof Expected> = (
  wanted: NonNullable<Expected[K]> | (K extends 'next' | 'previous' | 'json' | 'yaml' ? null : never),
  answer: LavaAnswer,
  asked: Asked,
) => string[];

const CHECKS: { [K in keyof Expected]-?: Check<K> } = {
  status: (wanted, { status, text }) =>
    status === wanted ? [] : [`status: got ${status}, not ${wanted}: ${text.slice(0, 300)}`],
  count: (wanted, answer) => compare(envelope(answer).count, wanted, {}, 'count'),
  keys: (wanted, answer, asked) =>
    compare(
      rowsOf(answer).map((row) => keyOf(asked, row)),
      wanted,
      {},
      'keys',
    ),
  next: (wanted, answer, { base }) => checkLink(envelope(answer).next, wanted, 'next', base),
  previous: (wanted, answer, { base }) => checkLink(envelope(answer).previous, wanted, 'previous', base),
  json: (wanted, answer) => compare(asBody(answer), wanted),
  json_subset: (wanted, answer) => compare(asBody(answer), wanted, { subset: true }),
  json_unordered: (wanted, answer) => compare(asBody(answer), wanted, { unordered: true }),
  json_keys: (wanted, answer) => compare(Object.keys(asBody(answer) as Row), wanted, {}, 'members'),
  json_absent: (wanted, answer) => {
    const body = asBody(answer) as Row;
    return wanted.filter((name) => name in body).map((name) => `${name}: is there`);
  },
  results_subset: (wanted, answer) =>
    compare(rowsOf(answer).slice(0, wanted.length), wanted, { subset: true }, 'results'),
  text_equals: (wanted, { text }) => compare(text, String(wanted), {}, 'text'),
  text_starts: (wanted, { text }) => whenText(text.startsWith(wanted), `text starts ${shown(wanted)}`, text),
  text_contains: (wanted, { text }) =>
    [wanted].flat().flatMap((part) => whenText(text.includes(part), `text contains ${shown(part)}`, text)),
  lines: (wanted, { text }) => compare(linesOf(text), wanted, {}, 'lines'),
  content_type: (wanted, { headers }) =>
    compare(headers['content-type']?.split(';')[0]?.trim(), wanted, {}, 'content type'),
  headers: (wanted, { headers }) =>
    Object.entries(wanted).flatMap(([name, value]) =>
      compare(headers[name.toLowerCase()], String(value), {}, `header ${name}`),
    ),
  yaml: (wanted, { text }) => compare(yamlOf(text), wanted, {}, 'yaml'),
  yaml_length: (wanted, { text }) => compare((yamlOf(text) as Json[]).length, wanted, {}, 'yaml length'),
  yaml_items: (wanted, { text }) =>
    Object.entries(wanted).flatMap(([at, item]) =>
      compare((yamlOf(text) as Json[])[Number(at)], item, {}, `yaml[${at}]`),
    ),
  yaml_unordered: (wanted, { text }) => compare(yamlOf(text), wanted, { unordered: true }, 'yaml'),
  xml: (wanted, { text }) => compareXml(xmlOf(text), wanted),
};

/** What is wrong with an answer; nothing when it is as expected. */
export function check(expected: Expected, answer: LavaAnswer, asked: Asked): string[] {
  const wrong: string[] = [];
  for (const [kind, wanted] of Object.entries(expected)) {
    // Each check takes what its own member holds.
    const test = CHECKS[kind as keyof Expected] as Check<keyof Expected> | undefined;
    if (test === undefined) throw new Error(`No check is called ${kind}.`);
    try {
      wrong.push(...test(wanted as never, answer, asked));
    } catch (error) {
      wrong.push(`${kind}: ${(error as Error).message} (status ${answer.status})`);
    }
  }
  return wrong;
}
