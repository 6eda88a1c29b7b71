import { encodeQuery, pageLinks, quotePlus } from './links';
import { PagePlace } from './page';
import { parseQuery } from './parse';

const links = (query: string, place: PagePlace) =>
  pageLinks({ origin: 'http://x:1', path: '/b/' }, parseQuery(query), {
    place,
    hasNext: true,
    hasPrevious: true,
  });

describe('pageLinks', () => {
  it('numbers pages and leaves page 1 out', () => {
    expect(links('title=a b&page=2', { style: 'page', page: 2, size: 50 })).toEqual({
      next: 'http://x:1/b/?page=3&title=a+b',
      previous: 'http://x:1/b/?title=a+b',
    });
    expect(links('page=2', { style: 'page', page: 2, size: 50 }).previous).toBe('http://x:1/b/');
  });

  it('always names the limit and leaves offset 0 out', () => {
    expect(links('offset=50', { style: 'offset', limit: 100, offset: 50n })).toEqual({
      next: 'http://x:1/b/?limit=100&offset=150',
      previous: 'http://x:1/b/?limit=100',
    });
    expect(links('', { style: 'offset', limit: 1, offset: 99999999999999999999n }).previous).toBe(
      'http://x:1/b/?limit=1&offset=99999999999999999998',
    );
  });

  it('has none at the ends', () => {
    const place: PagePlace = { style: 'page', page: 1, size: 50 };
    const none = pageLinks({ origin: '', path: '/' }, [], { place, hasNext: false, hasPrevious: false });
    expect(none).toEqual({ next: null, previous: null });
  });
});

describe('encodeQuery', () => {
  it("encodes as Python's urlencode and sorts by code point", () => {
    expect(encodeQuery(parseQuery('b=2&a=1&b=1&c&\uff5e=1&\u{1f41b}=1&=x'))).toBe(
      '=x&a=1&b=2&b=1&c=&%EF%BD%9E=1&%F0%9F%90%9B=1',
    );
    expect(quotePlus("~._-!'()*/ +%é")).toBe('~._-%21%27%28%29%2A%2F+%2B%25%C3%A9');
  });
});
