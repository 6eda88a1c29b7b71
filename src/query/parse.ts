import { BadInput } from '../errors/domain-error';

/** One `name=value` of a query string, decoded. */
export interface Pair {
  name: string;
  value: string;
}

const MOST_PAIRS = 1000;

/**
 * Reads a query string as Django does (drf.md §1): pairs apart at `&` only, the first `=` splits, `+` is a blank, `%XX`
 * is UTF-8, bytes that are not become U+FFFD, a stray `%` stays. `raw` comes without `?`, as Node gives it
 * (bytes above 127 as Latin-1) or already decoded. Throws BadInput beyond 1,000 parameters.
 */
export function parseQuery(raw: string): Pair[] {
  const pieces = decodeBytes(raw).split('&', MOST_PAIRS + 1);
  if (pieces.length > MOST_PAIRS) throw new BadInput(`A query may have at most ${MOST_PAIRS} parameters.`);
  const pairs: Pair[] = [];
  for (const piece of pieces) {
    if (piece === '') continue;
    const split = piece.indexOf('=');
    pairs.push(
      split < 0
        ? { name: unquote(piece), value: '' }
        : { name: unquote(piece.slice(0, split)), value: unquote(piece.slice(split + 1)) },
    );
  }
  return pairs;
}

/** The value that counts for a name: the last one; undefined if it was not sent. */
export function lastValue(pairs: readonly Pair[], name: string): string | undefined {
  for (let at = pairs.length - 1; at >= 0; at -= 1) {
    const pair = pairs[at];
    if (pair?.name === name) return pair.value;
  }
  return undefined;
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Unencoded UTF-8 reaches us as Latin-1; what is not UTF-8 stays Latin-1, as in Django. */
function decodeBytes(raw: string): string {
  if (/^[\x00-\x7f]*$/.test(raw) || /[^\x00-\xff]/.test(raw)) return raw;
  try {
    return utf8.decode(Buffer.from(raw, 'latin1'));
  } catch {
    return raw;
  }
}

function unquote(text: string): string {
  const spaced = text.includes('+') ? text.replaceAll('+', ' ') : text;
  if (!spaced.includes('%')) return spaced;
  return spaced.replace(/(?:%[0-9A-Fa-f]{2})+/g, (run) =>
    Buffer.from(run.replaceAll('%', ''), 'hex').toString('utf8'),
  );
}
