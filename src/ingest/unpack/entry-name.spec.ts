import { entryName } from './entry-name';

it.each([
  ['a/b.xml', 'a/b.xml'],
  ['./a//b.xml', 'a/b.xml'],
  ['../a', 'a'],
  ['a/../../b', 'b'],
  ['a/.. /b', 'b'],
  ['/etc/x', 'etc/x'],
  ['\\\\host\\share\\x', 'host/share/x'],
  ['c:\\x\\y', 'x/y'],
  ['..', ''],
  ['a\0b', 'a\ufffdb'],
])('the name %j is taken as %j', (received, name) => expect(entryName(received)).toBe(name));
