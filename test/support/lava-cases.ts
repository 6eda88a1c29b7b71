import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Asked, check, Expected } from './lava-expect';
import { LavaClient, LavaRequest } from './lava-http';
import { Json } from './lava-values';

const FILE = join(__dirname, '../e2e/lava-rest/cases.json');
const MORE_FILE = join(__dirname, '../e2e/lava-rest/more-cases.json');

/** A request and what is expected of its answer. */
export interface Step extends LavaRequest {
  /** Whose first token is sent; null: none. */
  as: string | null;
  expect: Expected;
}

export interface LavaCase extends Step {
  id: string;
  title: string;
  area: string;
  /** Sent after the request, in the state that it left. */
  then?: Step[];
  deviation?: boolean;
  optional?: boolean;
  confidence?: string;
}

export interface LavaCases {
  fixture: { users: { username: string; tokens: string[] }[] } & Record<string, unknown>;
  cases: LavaCase[];
}

/** The cases with their fixture, and those of our own on the same fixture. */
export function readCases(): LavaCases {
  const { fixture, cases } = JSON.parse(readFileSync(FILE, 'utf8')) as LavaCases;
  const more = JSON.parse(readFileSync(MORE_FILE, 'utf8')) as Pick<LavaCases, 'cases'>;
  return { fixture, cases: [...cases, ...more.cases] };
}

/** The numbers that a load gave, by kind and key. */
export type Ids = Record<string, Record<string, number>>;

const PLACEHOLDER = /\{(base|([a-z_]+):([^{}]+?)\.id(\|s)?)\}/g;
const ALONE = new RegExp(`^${PLACEHOLDER.source}$`);

/** Fills `{job:smoke.id}` and `{base}` in, in text, lists, objects and their names. */
export function filled<T>(value: T, ids: Ids, base: string): T {
  const idOf = (kind: string, key: string): number => {
    const id = ids[kind]?.[key];
    if (id === undefined) throw new Error(`No ${kind} is called ${key}.`);
    return id;
  };
  const text = (said: string): Json => {
    const [, , kind, key, asText] = ALONE.exec(said) ?? [];
    if (kind !== undefined && asText === undefined) return idOf(kind, key as string);
    return said.replace(PLACEHOLDER, (_, all: string, of: string, name: string) =>
      all === 'base' ? base : String(idOf(of, name)),
    );
  };
  const walk = (said: unknown): unknown => {
    if (typeof said === 'string') return text(said);
    if (Array.isArray(said)) return said.map(walk);
    if (typeof said !== 'object' || said === null) return said;
    return Object.fromEntries(Object.entries(said).map(([name, inner]) => [String(text(name)), walk(inner)]));
  };
  return walk(value) as T;
}

/** Sends the cases to one server on which the fixture is loaded. */
export class CaseRunner {
  private readonly client: LavaClient;
  private readonly tokens: Map<string, string | undefined>;
  private readonly jobKeys: Map<unknown, string>;

  constructor(
    base: string,
    fixture: LavaCases['fixture'],
    private readonly ids: Ids,
  ) {
    this.client = new LavaClient(base);
    this.tokens = new Map(fixture.users.map(({ username, tokens }) => [username, tokens[0]]));
    this.jobKeys = new Map(Object.entries(ids.job ?? {}).map(([key, id]) => [id, key]));
  }

  close(): void {
    this.client.close();
  }

  /** What is wrong with the answers, a line each; nothing when all is as expected. */
  async run(one: LavaCase): Promise<string[]> {
    const wrong = await this.step(one);
    for (const [at, step] of (one.then ?? []).entries())
      wrong.push(...(await this.step(step)).map((line) => `then[${at}] ${line}`));
    return wrong;
  }

  private async step({ as, expect, ...said }: Step): Promise<string[]> {
    const { base } = this.client;
    const { method, query, headers, body, ...rest } = filled(said, this.ids, base);
    const path = String(rest.path);
    const answer = await this.client.ask({
      method,
      path,
      query,
      headers: { ...this.credentials(as), ...headers },
      body,
    });
    const asked: Asked = { base, path, jobKey: (id) => this.jobKeys.get(id) ?? id };
    return check(filled(expect, this.ids, base), answer, asked);
  }

  private credentials(as: string | null): Record<string, string> {
    if (as === null) return {};
    const token = this.tokens.get(as);
    if (token === undefined) throw new Error(`${as} has no token.`);
    return { Authorization: `Token ${token}` };
  }
}
