import { Pair, lastValue } from './parse';
import { CountMode, Ignored, PageRequest, PlanOptions } from './plan-types';
import { BadValue } from './values/bad-value';
import { readPythonInt } from './values/number';

const COUNT_MODES: readonly string[] = ['exact', 'capped', 'none'] satisfies CountMode[];

/** Which page is asked for (drf.md §8): by number, or by limit and offset if either was sent, even empty. */
export function planPage(pairs: readonly Pair[], options: PlanOptions): PageRequest {
  const limit = lastValue(pairs, 'limit');
  const offset = lastValue(pairs, 'offset');
  if (byOffset(pairs, options)) {
    return { style: 'offset', limit: pageSize(limit, options), offset: offsetOf(offset) };
  }
  return {
    style: 'page',
    page: pageNumber(lastValue(pairs, 'page')),
    size: pageSize(lastValue(pairs, 'page_size'), options),
  };
}

/** The sizes and offsets that were sent and cannot be heeded; an empty one asks for nothing. */
export function ignoredPaging(pairs: readonly Pair[], options: PlanOptions): Ignored[] {
  const least = byOffset(pairs, options) ? { limit: 1n, offset: 0n } : { page_size: 1n };
  return Object.entries(least)
    .filter(([name, bound]) => {
      const text = lastValue(pairs, name) ?? '';
      return text !== '' && (readPythonInt(text) ?? -1n) < bound;
    })
    .map(([name]) => ({ name, reason: name === 'offset' ? 'offset' : 'size' }));
}

function byOffset(pairs: readonly Pair[], { style }: PlanOptions): boolean {
  if (style !== undefined) return style === 'offset';
  return lastValue(pairs, 'limit') !== undefined || lastValue(pairs, 'offset') !== undefined;
}

/** `?count=`; throws BadValue. */
export function planCount(text: string | undefined): CountMode {
  if (text === undefined || text === '') return 'exact';
  if (COUNT_MODES.includes(text)) return text as CountMode;
  throw new BadValue(`Select a valid choice. ${text} is not one of the available choices.`);
}

/** A bad size is the default, a large one the maximum; never an error. */
function pageSize(
  text: string | undefined,
  { pageSize: usual = 50, maxPageSize = 1000 }: PlanOptions,
): number {
  const size = text === undefined ? null : readPythonInt(text);
  if (size === null || size <= 0n) return usual;
  return size > BigInt(maxPageSize) ? maxPageSize : Number(size);
}

function offsetOf(text: string | undefined): bigint {
  const offset = text === undefined ? null : readPythonInt(text);
  return offset === null || offset < 0n ? 0n : offset;
}

/** Null is no page; pages that no table can have are none either. */
function pageNumber(text: string | undefined): number | 'last' | null {
  if (text === undefined) return 1;
  if (text === 'last') return 'last';
  const page = readPythonInt(text);
  return page === null || page < 1n || page > 2n ** 40n ? null : Number(page);
}
