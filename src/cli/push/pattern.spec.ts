import { readPattern } from './pattern';

it.each<[string, string, string[], string[]]>([
  ['*.xml', '', ['a.xml', '.xml'], ['a/b.xml', 'a.xmlx', 'axml']],
  ['out/**/TEST-*.xml', 'out', ['TEST-a.xml', 'a/b/TEST-.xml'], ['a/XTEST-a.xml', 'TEST-a/b.xml']],
  ['/a/b/?.tap', '/a/b', ['x.tap'], ['xy.tap', '/.tap', '.tap']],
  ['/*.xml', '/', ['a.xml'], []],
  ['../r/{unit,e2e/*}.xml', '../r', ['unit.xml', 'e2e/a.xml'], ['unite2e.xml', 'e2e.xml']],
  ['a[0-9x].c', '', ['a1.c', 'ax.c'], ['ab.c', 'a.c']],
  ['[!a]b', '', ['cb'], ['ab', '/b', 'b']],
  ['[]^\\]', '', [']', '^', '\\'], ['a']],
  ['a/**', 'a', ['b', 'b/c'], []],
  ['a(+$.|)*', '', ['a(+$.|)z'], ['a']],
  ['[open*', '', ['[openx'], ['o']],
  ['{a,b*', '', ['{a,bx'], ['a']],
])('the pattern %s looks in "%s"', (text, folder, matching, others) => {
  const pattern = readPattern(text);
  expect(pattern?.folder).toBe(folder);
  expect(matching.filter((path) => !pattern?.matches.test(path))).toEqual([]);
  expect(others.filter((path) => pattern?.matches.test(path))).toEqual([]);
});

it('takes what has none of the signs, or makes no sense, for a name', () => {
  expect(['a.xml', '/x/y', '[z-a]'].map(readPattern)).toEqual([null, null, null]);
});

it('looks at hidden files when it names some', () => {
  expect(['*.xml', '.out/*.xml', 'a*/.x'].map((text) => readPattern(text)?.hidden)).toEqual([
    false,
    false,
    true,
  ]);
});
