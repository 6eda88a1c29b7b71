import fc from 'fast-check';
import { definitionText } from './definition-text';
import { UnreadableDefinition } from './definition-tokens';
import { DefinitionValue, Moment } from './definition-value';
import { readDefinition } from './definition-yaml';

const map = (...entries: [unknown, unknown][]) => new Map(entries);

describe('reading YAML 1.1', () => {
  it.each<[string, DefinitionValue]>([
    ['yes', true],
    ['OFF', false],
    ['y', 'y'],
    ['N', 'N'],
    ['~', null],
    ['', null],
    ['010', 8n],
    ['08', '08'],
    ['0o17', '0o17'],
    ['0x1F', 31n],
    ['-0b11', -3n],
    ['1_000', 1000n],
    ['12:30', 750n],
    ['-1:00:00', -3600n],
    ['190:20:30.15', 685230.15],
    ['1.5', 1.5],
    ['.5', 0.5],
    ['1e3', '1e3'],
    ['1.0e+3', 1000],
    ['-.inf', -Infinity],
    ['123456789012345678901234567890', 123456789012345678901234567890n],
    ['2026-03-01', new Moment('2026-03-01')],
    ['2026-3-1 8:05:00', new Moment('2026-03-01 08:05:00')],
    ['2026-03-01T08:05:00.5Z', new Moment('2026-03-01 08:05:00.500000+00:00')],
    ['2026-03-01 08:05:00 -5', new Moment('2026-03-01 08:05:00-05:00')],
    ['"010"', '010'],
    ['!!str 010', '010'],
    ['!!int "7"', 7n],
    ['!!float 7', 7],
    [`- ${'9'.repeat(500)}`, ['9'.repeat(500)]],
  ])('takes %s for what PyYAML takes it', (text, value) => {
    expect(readDefinition(text)).toEqual(value);
  });

  it('lets the last of two equal keys win, in the place of the first', () => {
    expect(readDefinition('a: 1\nb: 2\na: 3')).toEqual(map(['a', 3n], ['b', 2n]));
  });

  it('keeps keys of all kinds apart, and makes no property of any', () => {
    const read = readDefinition('1: a\n"1": b\ntrue: c\n~: d\n__proto__: e\n2026-03-01: f');
    expect(read).toEqual(
      map([1n, 'a'], ['1', 'b'], [true, 'c'], [null, 'd'], ['__proto__', 'e'], ['2026-03-01', 'f']),
    );
  });

  it('merges mappings: own keys win, then the first of those merged', () => {
    const text = 'x: &x {p: 1, r: 1}\ny:\n  <<: [*x, {p: 2, q: 2}]\n  r: 3';
    expect((readDefinition(text) as Map<string, unknown>).get('y')).toEqual(
      map(['p', 1n], ['q', 2n], ['r', 3n]),
    );
    expect(readDefinition('"<<": {a: 1}')).toEqual(map(['<<', map(['a', 1n])]));
  });

  it('takes JSON', () => {
    expect(readDefinition('{"a": [true, null, 1.0, "x\\n"]}')).toEqual(map(['a', [true, null, 1, 'x\n']]));
  });

  it.each([
    ['a: [x', /^Flow sequence .* at line 1, column 6$/],
    ['a:\n\tb: 1', /^Tabs are not allowed as indentation at line 2, column 1$/],
    ['a: @x', /reserved character @/],
    ['--- 1\n--- 2', 'expected a single document in the stream'],
    ['a: *b', "found undefined alias 'b'"],
    ['&a [*a]', "found undefined alias 'a'"],
    ['? [1]\n: 2', 'found unhashable key'],
    ['a: !own x', "could not determine a constructor for the tag '!own'"],
    ['a: !!set {b}', "could not determine a constructor for the tag 'tag:yaml.org,2002:set'"],
    ['a: !!int x', "could not determine a constructor for the tag 'tag:yaml.org,2002:int'"],
    ['<<: 1', 'expected a mapping or a list of mappings for merging'],
    ['2026-02-30', 'there is no day 2026-02-30'],
    ['a\0b', 'special characters are not allowed: #x0000 at position 1'],
    ['"\\0"', 'it holds a character that cannot be stored'],
    ['"\\ud800"', 'it holds a character that cannot be stored'],
  ])('refuses %j', (text, message) => {
    expect(() => readDefinition(text)).toThrow(UnreadableDefinition);
    expect(() => readDefinition(text)).toThrow(message);
  });
});

const bomb = (levels: number): string =>
  `a0: &a0 [x, x, x, x, x, x, x, x]\n${Array.from({ length: levels }, (_, at) => `a${at + 1}: &a${at + 1} [${Array(8).fill(`*a${at}`).join(', ')}]`).join('\n')}`;

describe('hostile text', () => {
  it.each<[string, string, RegExp]>([
    ['ten megabytes', 'a: b\n'.repeat(2_000_000), /longer than/],
    ['many values', `[${'1,'.repeat(900_000)}1]`, /marks and words/],
    ['deep lists', '['.repeat(100_000), /nested deeper/],
    ['deep keys', '? '.repeat(50_000), /nested deeper/],
    ['deep mappings', '{a: '.repeat(50_000), /nested deeper/],
    ['a heap of quotes', '"'.repeat(200_000), /too many marks/],
    ['a heap of anchors', '&a '.repeat(100_000), /too many marks/],
    ['a heap of tags', '!a '.repeat(100_000), /too many marks/],
    ['many documents', '---\n'.repeat(100_000), /single document/],
    ['an alias bomb', bomb(9), /aliases repeat too much/],
    [
      'a long text repeated',
      `- &a "${'x'.repeat(100_000)}"\n${'- *a\n'.repeat(1000)}`,
      /aliases repeat too much/,
    ],
    [
      'a merge bomb',
      `a: &a {${bomb(4).replaceAll('\n', ', ')}}\nb: [{<<: *a}, {<<: *a}, {<<: *a}]`,
      /repeat too much/,
    ],
  ])('is refused soon: %s', (_name, text, message) => {
    expect(() => readDefinition(text)).toThrow(message);
  });

  it('does not keep aliases from their honest use', () => {
    expect(readDefinition(bomb(3))).toBeInstanceOf(Map);
  });

  it('reads a large honest text', () => {
    const step =
      '- test:\n    definitions:\n    - repository: {metadata: {name: boot}}\n      path: inline/x.yaml\n';
    expect(readDefinition(step.repeat(5_000))).toHaveLength(5_000);
  });
});

const scalar = fc.oneof(
  fc.constant(null),
  fc.boolean(),
  fc.bigInt(-(10n ** 30n), 10n ** 30n),
  fc.double({ noNaN: true }),
  fc
    .string({ unit: 'grapheme' })
    .filter((text) => !/[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\p{Surrogate}\ufffe\uffff]/u.test(text)),
  fc.constantFrom(
    'yes',
    '010',
    '<<',
    '=',
    '1.0',
    '2026-03-01',
    '',
    ' ',
    'a: b',
    '# c',
    '- x',
    '12:30',
    'a\n b\n',
    '|',
    "'",
    '!x',
    '2026-99-99',
  ),
  fc.constantFrom(new Moment('2026-03-01'), new Moment('2026-03-01 08:05:00.500000+00:00')),
);
const key = fc.oneof(
  fc.string({ maxLength: 8 }).filter((text) => !/[\x7f]/.test(text)),
  fc.bigInt(0n, 99n),
  fc.boolean(),
);
const { tree } = fc.letrec<{ tree: DefinitionValue }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4 },
    scalar as fc.Arbitrary<DefinitionValue>,
    fc.array(tie('tree'), { maxLength: 4 }),
    fc
      .array(fc.tuple(key, tie('tree')), { maxLength: 4 })
      .map((entries): DefinitionValue => new Map(entries as [string, DefinitionValue][])),
  ),
}));

describe('printing', () => {
  it('gives text that says the same', () => {
    fc.assert(
      fc.property(tree, (value) => {
        expect(readDefinition(definitionText(value))).toEqual(value);
      }),
      { numRuns: 1000 },
    );
  });

  it('is in block style, keeps the order of keys and loses comments', () => {
    const text = '# nightly\nb: {y: 1, x: "2"} # why\na: [1.0, {c: yes}]\ne: []\n';
    expect(definitionText(readDefinition(text))).toBe("b:\n  y: 1\n  x: '2'\na:\n- 1.0\n- c: true\ne: []\n");
  });
});
