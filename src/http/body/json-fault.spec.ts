import { jsonFault } from './json-fault';

test.each([
  ['{', 'Expecting property name enclosed in double quotes: line 1 column 2 (char 1)'],
  ['{"name": "x",}', 'Expecting property name enclosed in double quotes: line 1 column 14 (char 13)'],
  ["{'name': 'x'}", 'Expecting property name enclosed in double quotes: line 1 column 2 (char 1)'],
  ['{"name": NaN}', "Out of range float values are not JSON compliant: 'NaN'"],
  ['[-Infinity]', "Out of range float values are not JSON compliant: '-Infinity'"],
  ['\ufeff{}', 'Unexpected UTF-8 BOM (decode using utf-8-sig): line 1 column 1 (char 0)'],
  ['{"name": "x"} trailing', 'Extra data: line 1 column 15 (char 14)'],
  ['  ', 'Expecting value: line 1 column 3 (char 2)'],
  ['[1,]', 'Expecting value: line 1 column 4 (char 3)'],
  ['[1 2]', "Expecting ',' delimiter: line 1 column 4 (char 3)"],
  ['{"a" 1}', "Expecting ':' delimiter: line 1 column 6 (char 5)"],
  ['{\n"a": 1\n"b": 2}', "Expecting ',' delimiter: line 3 column 1 (char 9)"],
  ['"a', 'Unterminated string starting at: line 1 column 1 (char 0)'],
  ['"😀\n"', 'Invalid control character at: line 1 column 3 (char 2)'],
  ['"\\x"', 'Invalid \\escape: line 1 column 2 (char 1)'],
  ['"\\u12"', 'Invalid \\uXXXX escape: line 1 column 3 (char 2)'],
  ['['.repeat(1_000_000), 'Nested too deeply.'],
])('%.30s', (text, message) => {
  expect(() => JSON.parse(text)).toThrow();
  expect(jsonFault(text)).toBe(message);
});
