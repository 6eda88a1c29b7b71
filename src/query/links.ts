import { Page } from './page';
import { Pair } from './parse';

/** `origin` is scheme and host (`http://127.0.0.1:8000`), `path` as requested, encoded. */
export interface ListUrl {
  origin: string;
  path: string;
}

/** The absolute links to the next and the previous page (drf.md §8). */
export function pageLinks(
  _url: ListUrl,
  _pairs: readonly Pair[],
  _page: Pick<Page, 'place' | 'hasNext' | 'hasPrevious'>,
): { next: string | null; previous: string | null } {
  throw new Error('not written yet');
}
