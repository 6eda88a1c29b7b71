import fc from 'fast-check';
import { parse } from 'yaml';

import { readYaml11, YamlMapping, yamlOfJson, YamlValue } from '../../../formats/yaml11';
import { batchesOf, EXAMPLE, SMOKE, textOf } from './spec-kit';
import { lavaSummaryYaml, lavaTestYaml, writeLavaYaml, yamlDocument } from './yaml-writer';

const TLS = `- name: tls
  job: '41'
  suite: net
  result: fail
  measurement: None
  unit: ''
  level: ''
  url: /results/testcase/91
  id: '91'
  logged: '2026-05-01 09:58:10+00:00'
  log_start_line: '1'
  log_end_line: '2'
  metadata: {}
`;
const LATENCY = `- name: latency
  job: '41'
  suite: 1_perf
  result: pass
  measurement: '12.0000000000'
  unit: ms
  level: ''
  url: /results/testcase/9
  id: '9'
  logged: '2026-03-01 08:20:00.250000+00:00'
  log_start_line: ''
  log_end_line: ''
  metadata:
    definition: 1_perf
    case: latency
    result: pass
`;

describe("LAVA's YAML", () => {
  it('is a list of mappings in block style', async () => {
    expect(await textOf(writeLavaYaml(batchesOf(EXAMPLE.slice(1, 2))))).toBe(TLS);
    expect(await textOf(writeLavaYaml(batchesOf(SMOKE.slice(8))))).toBe(LATENCY);
    const written = await textOf(writeLavaYaml(batchesOf(SMOKE)));
    expect(parse(written, { version: '1.1' })).toHaveLength(9);
  });

  it('is an empty list when there are no tests, or nothing where LAVA writes nothing', async () => {
    expect(await textOf(writeLavaYaml(batchesOf([])))).toBe('[]\n');
    expect(await textOf(writeLavaYaml(batchesOf([]), ''))).toBe('');
  });

  it('is one mapping for one test', () => {
    expect(lavaTestYaml(SMOKE[8]!)).toBe(LATENCY.replace(/^(- | {2})/gm, ''));
  });

  it('keeps the type and the nesting of metadata', () => {
    const metadata = '{"level": {"a": []}, "n": 3, "list": ["x", {"b": null, "c": [true]}], "s": "3"}';
    const read = parse(lavaTestYaml({ ...SMOKE[8]!, metadata }), { version: '1.1' }) as Record<
      string,
      unknown
    >;
    expect(read.level).toEqual({ a: [] });
    expect(read.metadata).toEqual(JSON.parse(metadata));
  });

  it('lists suites', () => {
    expect(lavaSummaryYaml(7, [{ id: 12, name: '0_smoke' }])).toBe(
      "- name: 0_smoke\n  job: '7'\n  id: '12'\n",
    );
    expect(lavaSummaryYaml(7, [])).toBe('[]\n');
  });

  it('writes the metadata of a job with real nesting', () => {
    const metadata = {
      build_id: '1001',
      branch: 'main',
      build: { id: '77' },
      arches: ['arm64', 'x86_64'],
      none: null,
    };
    expect(yamlDocument(yamlOfJson(metadata)!)).toBe(
      "build_id: '1001'\nbranch: main\nbuild:\n  id: '77'\narches:\n- arm64\n- x86_64\nnone: null\n",
    );
    expect(yamlDocument(new Map())).toBe('{}\n');
  });

  it.each([
    ['0_smoke', '0_smoke'],
    ['0_boot', '0_boot'],
    ['MB/s', 'MB/s'],
    ['a b:c', 'a b:c'],
    ['41', "'41'"],
    ['1e3', "'1e3'"],
    ['0x1F', "'0x1F'"],
    ['1:30', "'1:30'"],
    ['2026-03-01', "'2026-03-01'"],
    ['Yes', "'Yes'"],
    ['y', "'y'"],
    ['null', "'null'"],
    ['', "''"],
    ['a: b', "'a: b'"],
    ['a #b', "'a #b'"],
    ['a:', "'a:'"],
    [' a', "' a'"],
    ["it's", "it's"],
    ["'it's", "'''it''s'"],
    ['- a', "'- a'"],
    ['{a}', "'{a}'"],
    ['é', '"\\xE9"'],
    ['a\nb', '"a\\nb"'],
    ['😀"\\', '"\\U0001F600\\"\\\\"'],
  ])('writes the text %j as %s', (text, shown) => expect(yamlDocument(text)).toBe(`${shown}\n`));

  const scalar = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 10 }),
    fc.string({ maxLength: 10 }),
    fc.string({ maxLength: 6, unit: fc.constantFrom(...'aeExoxyYnN019.:-+_ \'"#,?{}[]!&*|>%@`~=<\n\t') }),
    fc.constantFrom(
      'yes',
      'No',
      'null',
      '~',
      '<<',
      '=',
      '1_000',
      '012',
      '0o7',
      '.inf',
      '---',
      '...',
      'x'.repeat(200),
    ),
    fc.boolean(),
    fc.constant(null),
    fc.bigInt(),
    fc.double(),
  );
  const { value } = fc.letrec<{ value: YamlValue }>((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      scalar,
      fc.array(tie('value'), { maxLength: 4 }),
      fc.array(fc.tuple(scalar, tie('value')), { maxLength: 4 }).map((pairs) => new Map(pairs) as YamlValue),
    ),
  }));
  const same = (one: YamlValue | undefined): unknown =>
    one instanceof Map
      ? [...one].map(([key, item]) => [key, same(item)])
      : Array.isArray(one)
        ? one.map(same)
        : one;

  it('is read back as the same value', () => {
    fc.assert(
      fc.property(value, (written) => {
        const read = readYaml11(yamlDocument(written));
        expect(same(read)).toEqual(same(written));
      }),
      { numRuns: 2_000 },
    );
  });

  it('says the same of a test, whatever its texts are', () => {
    const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 10 }), fc.string({ maxLength: 10 }));
    fc.assert(
      fc.property(text, text, text, value, (name, suite, units, level) => {
        const metadata = yamlDocument(new Map([['level', level]]));
        const read = readYaml11(lavaTestYaml({ ...SMOKE[0]!, name, suite, units, metadata })) as YamlMapping;
        expect([read.get('name'), read.get('suite'), read.get('unit')]).toEqual([name, suite, units]);
        expect(same(read.get('metadata')!)).toEqual(same(new Map([['level', level]])));
        expect(same(read.get('level')!)).toEqual(same(level));
      }),
      { numRuns: 500 },
    );
  });
});
