import { BadInput } from '../errors/domain-error';
import { lastValue, parseQuery } from './parse';

const latin1 = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');

describe('parseQuery', () => {
  it.each([
    ['a=1&&b=2&', ['a', '1', 'b', '2']],
    ['a;b=1;2', ['a;b', '1;2']],
    ['a', ['a', '']],
    ['=x', ['', 'x']],
    ['a=b=c', ['a', 'b=c']],
    ['a+b=c+d%2B', ['a b', 'c d+']],
    ['h%1=%zz%41%', ['h%1', '%zzA%']],
    ['n%C3%A9=%e5%a4%a7', ['né', '大']],
    ['a=%ff%C3x%ED%A0%80', ['a', '\ufffd\ufffdx\ufffd\ufffd\ufffd']],
    ['a=%EF%BB%BFx', ['a', '\ufeffx']],
    ['hostname[]=1', ['hostname[]', '1']],
  ])('reads %s', (raw, expected) => {
    expect(parseQuery(raw).flatMap(({ name, value }) => [name, value])).toEqual(expected);
  });

  it('reads unencoded UTF-8, as bytes or as text', () => {
    expect(parseQuery(latin1('a=é大🐛'))).toEqual([{ name: 'a', value: 'é大🐛' }]);
    expect(parseQuery('a=é大🐛')).toEqual([{ name: 'a', value: 'é大🐛' }]);
    expect(parseQuery('a=\xe9')).toEqual([{ name: 'a', value: 'é' }]);
  });

  it('refuses more than 1,000 parameters', () => {
    expect(parseQuery('a&'.repeat(999))).toHaveLength(999);
    expect(() => parseQuery('a&'.repeat(1000) + 'b')).toThrow(BadInput);
  });
});

describe('lastValue', () => {
  it('takes the last of repeated names', () => {
    const pairs = parseQuery('a=1&b=2&a=');
    expect(lastValue(pairs, 'a')).toBe('');
    expect(lastValue(pairs, 'c')).toBeUndefined();
  });
});
