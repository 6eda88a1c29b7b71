import fc from 'fast-check';

import { metadataMapping, metadataValue, NO_METADATA } from './metadata-mapping';
import { readYaml11, YamlMapping, YamlValue } from './yaml11';
import { readYamlLines } from './yaml11-lines';

/** Words that mean something to YAML, or look like it. */
const WORDS = [
  ...'a login 0_smoke 0_bad MB/s yes Yes yES no on y n N null Null ~ true TRUE tRUE off 0 00 08 010 12'.split(
    ' ',
  ),
  ...'-1 +1 1_000 1.0 1. .5 . 1e3 1.5e3 1.5e+3 12e4567 0x1F 0xg 0b1 0o7 1:30 1:30.5 09:30 .inf -.inf'.split(
    ' ',
  ),
  ...`.nan 2026-03-01 1.2.3 a:b a: :a a#b #a -a - ' '' 'a' 'it''s' 'a a' " "" "a" "a\\n" "a\\x41" "a"b`.split(
    ' ',
  ),
  ...'[a] [ { *a !a | > %a @a `a ? --- ... << = é 日本 😀 a,b /dev/sda (a) \u00a0 \u0085 \u2028 \ufeff'.split(
    ' ',
  ),
  ...['a: b', 'a #b', '- a', '{a: b}', '&a b', '!!int 3', '? a', 'a  b', ' a', 'a ', '2026-03-01 08:00:00'],
  ...['\t', 'a\tb', '\u007f', ''],
];
const word = fc.oneof(
  fc.constantFrom(...WORDS),
  fc.string({ maxLength: 6 }),
  fc.string({ maxLength: 6, unit: fc.constantFrom(...'ae01.:-+_x \'"#,') }),
  fc.tuple(fc.constantFrom('', "'", '"'), fc.string({ maxLength: 8 })).map(([quote, w]) => quote + w + quote),
);
const key = fc.oneof({ arbitrary: fc.constantFrom('case', 'result', 'a.b-c', '_1'), weight: 4 }, word);
const colon = fc.oneof({ arbitrary: fc.constant(': '), weight: 8 }, fc.constantFrom(':', ' : ', ':  '));
const line = fc.tuple(key, colon, word).map((parts) => parts.join(''));
const text = fc
  .array(line, { maxLength: 4 })
  .chain((lines) => fc.constantFrom('\n', '').map((end) => lines.join('\n') + end));

/** A mapping that shows the order of its keys, too. */
const entries = (mapping: YamlValue | undefined): unknown =>
  mapping instanceof Map ? [...mapping].map(([key, value]) => [key, entries(value)]) : mapping;
const mapping = (pairs: [string, YamlValue][]): YamlMapping => new Map(pairs);

describe('the metadata of a test', () => {
  it('is a mapping, in the order of its text', () => {
    const read = metadataMapping(
      "definition: 1_perf\ncase: 'it''s'\nresult: pass\nmeasurement: '93.7'\nunits: MB/s\nn: 3\nf: 1.0\n",
    );
    expect([...read]).toEqual([
      ['definition', '1_perf'],
      ['case', "it's"],
      ['result', 'pass'],
      ['measurement', '93.7'],
      ['units', 'MB/s'],
      ['n', 3n],
      ['f', 1],
    ]);
  });

  it.each([
    null,
    '',
    ' ',
    'just text',
    '- a\n- b\n',
    '42',
    'a: [',
    'a: b: c',
    '--- a\n--- b\n',
    'a: *b\n',
    '[a]: b',
  ])('is empty when it is %j', (received) => expect(metadataMapping(received)).toBe(NO_METADATA));

  it.each([
    ['yes', true],
    ['Off', false],
    ['y', 'y'],
    ['N', 'N'],
    ['~', null],
    ['1e3', '1e3'],
    ['12e45678', '12e45678'],
    ['1.5e+3', 1500],
    ['.', '.'],
    ['08', '08'],
    ['010', 8n],
    ['0x1F', 31n],
    ['1:30', 90n],
    ['2026-03-01', '2026-03-01'],
    ['0_smoke', '0_smoke'],
    ['[1, a]', [1n, 'a']],
    ['{x: {y: 1}}', mapping([['x', mapping([['y', 1n]])]])],
  ])('reads the scalar %s as LAVA does', (scalar, value) => {
    expect(metadataMapping(`k: ${scalar}\n`).get('k')).toEqual(value);
  });

  it('is read the fast way as it is the slow way', () => {
    let taken = 0;
    fc.assert(
      fc.property(text, (received) => {
        const fast = readYamlLines(received);
        if (fast === undefined || received === '') return;
        taken += 1;
        expect(entries(fast)).toEqual(entries(readYaml11(received)));
      }),
      { numRuns: 5_000 },
    );
    expect(taken).toBeGreaterThan(500);
  });

  it('is read the fast way when it is what LAVA writes', () => {
    expect(readYamlLines('definition: 0_smoke\ncase: login\nresult: pass\n')?.size).toBe(3);
    expect(
      readYamlLines("definition: lava\nlevel: '1.1'\nduration: '0.50'\nextra: /var/x y.yaml\n")?.size,
    ).toBe(4);
  });

  it('is read the same when it is JSON', () => {
    const json = fc.jsonValue({ maxDepth: 3 });
    fc.assert(
      fc.property(
        fc.dictionary(fc.string({ maxLength: 8 }), json),
        fc.constantFrom(0, 2),
        (value, indent) => {
          const received = JSON.stringify(value, null, indent);
          expect(entries(metadataMapping(received))).toEqual(entries(readYaml11(received) ?? NO_METADATA));
        },
      ),
      { numRuns: 2_000 },
    );
    const long = JSON.stringify({ output: 'x'.repeat(60_000), time: 1.5, big: 1e300 });
    expect(metadataMapping(long).get('time')).toBe(1.5);
  });

  it.each([
    ['brackets', '['.repeat(1_000_000)],
    ['a deep mapping', '{"a":'.repeat(200_000)],
    ['a deep mapping that ends', `${'{"a":'.repeat(2_000)}1${'}'.repeat(2_000)}`],
    ['dashes', '- '.repeat(4_000)],
    ['empty lists', '[]'.repeat(4_000)],
    [
      'aliases',
      `a: &a [x,x]\n${[...'bcdefghijk'].map((c, at) => `${c}: &${c} [*${'abcdefghij'[at]},*${'abcdefghij'[at]}]\n`).join('')}`,
    ],
    ['a circle', 'a: &a [*a]\n'],
  ])('is empty when it is a bomb of %s', (_what, bomb) => {
    expect(metadataMapping(bomb).size).toBe(0);
  });

  it('gives a single value without reading what cannot hold it', () => {
    expect(metadataValue("case: a\nduration: '1.5'\n", 'duration')).toBe('1.5');
    expect(metadataValue('"dur\\x61tion": 2\n', 'duration')).toBe(2n);
    expect(metadataValue('['.repeat(8_000), 'duration')).toBeUndefined();
    expect(metadataValue(null, 'duration')).toBeUndefined();
  });
});
