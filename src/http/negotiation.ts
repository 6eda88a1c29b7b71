import { parse } from 'node:querystring';

/** What a client may have: JSON so far. `page` stands beside it once rows have pages for people. */
const RENDERER = { type: 'application/json', format: 'json' };
const MOST_INDENT = 8;

/** How to answer: with so many blanks per level, or why not at all. */
export type Negotiated = { indent: number } | { refused: 'no such format' | 'not acceptable' };

/**
 * Chooses an answer's form (drf.md §13). The more specific entry of `Accept` wins; `q` means nothing.
 * @param suffix the format that the path ends in
 */
export function negotiate(accept: string | undefined, query: string, suffix?: string): Negotiated {
  const format = suffix ?? lastOf(parse(query).format);
  if (format && format !== RENDERER.format) return { refused: 'no such format' };
  const fitting = (accept ?? '*/*')
    .split(',')
    .map(readEntry)
    .filter(({ type, subtype }) => fits(type, subtype))
    .sort((one, other) => other.rank - one.rank);
  const [best] = fitting;
  return best ? { indent: indentOf(best.parameters) } : { refused: 'not acceptable' };
}

interface Entry {
  type: string;
  subtype: string;
  parameters: Map<string, string>;
  /** 3 with parameters, 2 without, 1 for `type/*`, 0 for anything. */
  rank: number;
}

function readEntry(text: string): Entry {
  const [full = '', ...rest] = text.split(';');
  const [type = '', subtype = ''] = full.trim().toLowerCase().split('/');
  const parameters = new Map(
    rest.map((pair) => {
      const [name = '', value = ''] = pair.split('=');
      return [name.trim().toLowerCase(), value.trim().replace(/^"(.*)"$/, '$1')];
    }),
  );
  const qualified = [...parameters.keys()].some((name) => name !== 'q');
  const rank = type === '*' ? 0 : subtype === '*' ? 1 : qualified ? 3 : 2;
  return { type, subtype, parameters, rank };
}

function fits(type: string, subtype: string): boolean {
  const [ours, sub] = RENDERER.type.split('/');
  return (type === '*' || type === ours) && (subtype === '*' || subtype === sub);
}

function indentOf(parameters: ReadonlyMap<string, string>): number {
  const said = parameters.get('indent') ?? '';
  return /^\s*[+-]?\d+\s*$/.test(said) ? Math.min(Math.max(Number(said), 0), MOST_INDENT) : 0;
}

const lastOf = (value: string | string[] | undefined): string | undefined => [value].flat().at(-1);
