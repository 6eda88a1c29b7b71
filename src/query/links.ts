import { Page } from './page';
import { Pair } from './parse';

/** `origin` is scheme and host (`http://127.0.0.1:8000`), `path` as requested, encoded. */
export interface ListUrl {
  origin: string;
  path: string;
}

/** A new value for a parameter; null takes it away. */
type Changes = Record<string, string | null>;

/**
 * The absolute links to the next and the previous page (drf.md §8): the query sorted by name and re-encoded, page 1 and
 * offset 0 left out, the limit in force always put in, everything else carried along.
 */
export function pageLinks(
  url: ListUrl,
  pairs: readonly Pair[],
  { place, hasNext, hasPrevious }: Pick<Page, 'place' | 'hasNext' | 'hasPrevious'>,
): { next: string | null; previous: string | null } {
  const link = (changes: Changes): string => {
    const query = encodeQuery(pairs, changes);
    return `${url.origin}${url.path}${query === '' ? '' : `?${query}`}`;
  };
  if (place.style === 'page') {
    const { page } = place;
    return {
      next: hasNext ? link({ page: String(page + 1) }) : null,
      previous: hasPrevious ? link({ page: page === 2 ? null : String(page - 1) }) : null,
    };
  }
  const limit = BigInt(place.limit);
  const before = place.offset - limit;
  return {
    next: hasNext ? link({ limit: String(limit), offset: String(place.offset + limit) }) : null,
    previous: hasPrevious
      ? link({ limit: String(limit), offset: before > 0n ? String(before) : null })
      : null,
  };
}

/** The pairs with some parameters changed, sorted by name, values of one name in their order. */
export function encodeQuery(pairs: readonly Pair[], changes: Changes = {}): string {
  const byName = new Map<string, string[]>();
  for (const { name, value } of pairs) {
    const values = byName.get(name);
    if (values) values.push(value);
    else byName.set(name, [value]);
  }
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) byName.delete(name);
    else byName.set(name, [value]);
  }
  return [...byName]
    .sort(([a], [b]) => byCodePoint(a, b))
    .flatMap(([name, values]) => values.map((value) => `${quotePlus(name)}=${quotePlus(value)}`))
    .join('&');
}

/** Python's `quote_plus`: letters, digits and `_.-~` stay, a blank is `+`, the rest is `%XX` of UTF-8. */
export function quotePlus(text: string): string {
  if (/^[\w.~-]*$/.test(text)) return text;
  return encodeURIComponent(Buffer.from(text).toString())
    .replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%20', '+');
}

/** UTF-8 sorts as code points do; JavaScript's own order is that of UTF-16. */
function byCodePoint(a: string, b: string): number {
  return a === b ? 0 : Buffer.compare(Buffer.from(a), Buffer.from(b));
}
