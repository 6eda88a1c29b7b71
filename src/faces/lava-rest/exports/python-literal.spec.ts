import { readYaml11, YamlMapping } from '../../../formats/yaml11';
import { floatText } from '../../../formats/python-float';
import { pythonLiteral, pythonText } from './python-literal';

describe('a literal of Python', () => {
  it.each([
    ['', "''"],
    ['login', "'login'"],
    ["it's", `"it's"`],
    ['say "x"', `'say "x"'`],
    [`it's "x"`, `'it\\'s "x"'`],
    ['a\\b', "'a\\\\b'"],
    [`it's a\\b`, `"it's a\\\\b"`],
    ['a\nb\tc\rd', "'a\\nb\\tc\\rd'"],
    ['\0\x1b\x7f\x85', "'\\x00\\x1b\\x7f\\x85'"],
    ['é 日本 😀', "'é 日本 😀'"],
    ['\u00a0\u2028\u200b\ufeff\u{e0001}', "'\\xa0\\u2028\\u200b\\ufeff\\U000e0001'"],
    ['\ud800', "'\\ud800'"],
    [true, 'True'],
    [false, 'False'],
    [null, 'None'],
    [7n, '7'],
    [-123456789012345678901n, '-123456789012345678901'],
    [1.5, '1.5'],
    [[], '[]'],
    [['arm64', 1n, [null]], "['arm64', 1, [None]]"],
    [new Map(), '{}'],
  ])('of %j is %s', (value, text) => expect(pythonLiteral(value)).toBe(text));

  it('of a mapping keeps order, types and nesting', () => {
    const value = readYaml11('b: 1\na: [x, 1.0, {c: ~}]\n2: yes\nt: 2026-03-01\n') as YamlMapping;
    expect(pythonLiteral(value)).toBe("{'b': 1, 'a': ['x', 1.0, {'c': None}], 2: True, 't': '2026-03-01'}");
  });

  it.each([
    [0, '0.0'],
    [-0, '-0.0'],
    [1500.75, '1500.75'],
    [1e15, '1000000000000000.0'],
    [1e16, '1e+16'],
    [1.5e300, '1.5e+300'],
    [0.0001, '0.0001'],
    [0.00001234, '1.234e-05'],
    [NaN, 'nan'],
    [-Infinity, '-inf'],
  ])('of the float %d is %s', (value, text) => expect(floatText(value)).toBe(text));

  it('is not made of text that stands alone', () => {
    expect(pythonText("it's")).toBe("it's");
    expect(pythonText(null)).toBe('None');
    expect(pythonText(new Map([['id', '77']]))).toBe("{'id': '77'}");
  });
});
