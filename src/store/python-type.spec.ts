import { pythonText } from './python-type';

test.each([
  ['nope', 'nope'],
  [5, '5'],
  [true, 'True'],
  [null, 'None'],
  [[], '[]'],
  [['a', 1.5, false], "['a', 1.5, False]"],
  [{ a: [null], b: {} }, "{'a': [None], 'b': {}}"],
])('%j reads %s in a message', (value, text) => expect(pythonText(value)).toBe(text));

test('what is long or deep is cut', () => {
  expect(pythonText('x'.repeat(1000))).toHaveLength(200);
  let deep: unknown = [];
  for (let level = 0; level < 100_000; level++) deep = [deep];
  expect(pythonText(deep)).toMatch(/^\[+\.\.\.\]+$/);
});
