import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Parser } from 'tap-parser';

import { TEST_RESULTS } from '../vocabulary/test-result';
import { newRecord } from './new-record';
import { readTap } from './tap-reader.codec';
import { writeTap } from './tap-writer.codec';
import { headOf, readAll, Reading, refusal, stored, textOf } from './spec-kit';

const report = (name: string): string =>
  readFileSync(join(__dirname, '../../test/fixtures/reports', name), 'utf8');
const lines = ({ tests }: Reading): string[] =>
  tests.map(({ suite, name, result }) => `${suite} | ${name} | ${result}`);
const verdicts = async (text: string): Promise<string[]> => lines(await readAll(readTap, text));

describe('TAP of other tools', () => {
  it("of Node's runner: subtests are suites, the lines that sum them up are gone, times are seconds", async () => {
    const reading = await readAll(readTap, report('node-runner.tap'));
    expect(lines(reading)).toEqual([
      'basket | adds | pass',
      'basket | breaks <badly> & "loud" | fail',
      'basket | is skipped | skip',
      'basket | is to do | xfail',
      'basket/inside | a#skip | pass',
      'basket/inside | a#skip | pass',
      'tap | alone | pass',
    ]);
    expect(reading.tests[1]).toMatchObject({
      message: '1 == 2',
      duration: '0.000732052',
      source_status: 'not ok',
    });
    expect(reading.declared).toBe(7);
  });

  it('of Test::More and prove: diagnostics are the message, each file is a suite', async () => {
    const { tests } = await readAll(readTap, report('prove-verbose.tap'));
    expect(tests[1]?.message).toBe(
      "  Failed test 'breaks'\n  at t/basket.t line 3.\n         got: '1'\n    expected: '2'",
    );
    expect(tests.map(({ suite }) => suite)).toEqual([
      ...Array(4).fill('t/basket.t'),
      ...Array(2).fill('t/basket.t/inside'),
      't/basket.t',
      't/none.t',
    ]);
    expect(await verdicts(report('perl-test-more.tap'))).toContain('tap | test 3 | skip');
  });

  it('of kselftest: subtests in comments count, KTAP directives too', async () => {
    expect(await verdicts(report('kselftest.tap'))).toEqual([
      'selftests: net: route.sh | add route | pass',
      'selftests: net: route.sh | drop route | skip',
      'selftests: net: route.sh | list routes | fail',
      'tap | selftests: net: slow.sh | timeout',
      'tap | selftests: net: known.sh | xfail',
    ]);
  });

  it('of KUnit, behind kernel time stamps', async () => {
    expect(await verdicts(report('kunit.tap'))).toEqual([
      'example | example_simple | pass',
      'example/example_params | value 3 | pass',
      'example/example_params | value 4 | skip',
      'example | example_bad | fail',
      'tap | lonely | pass',
    ]);
  });

  it('of Avocado: a remark about warnings is no directive, and neither is #skip in a name', async () => {
    expect(await verdicts(report('avocado.tap'))).toEqual([
      'tap | tests/a.py:A.test | pass',
      'tap | tests/b.py:a#skip | warn',
      'tap | tests/c.py:C.test | fail',
      'tap | test 4 | skip',
    ]);
  });

  it('with buffered subtests, blocks that are not YAML or never end, and a red line over green subtests', async () => {
    const reading = await readAll(readTap, report('buffered.tap'));
    expect(lines(reading)).toEqual([
      'group | one | pass',
      'group | two | fail',
      'red although all is green | fine | pass',
      'tap | red although all is green | fail',
      'tap | see http://example.org/#skip | pass',
      'tap | never closed | fail',
      'tap | name | skip',
    ]);
    expect(reading.tests[1]?.metadata).toContain('ok 9 this is text');
    expect(reading.warnings).toEqual(['diagnostic_not_closed']);
  });
});

describe('a TAP stream', () => {
  it.each([
    ['ok', 'tap | test 1 | pass'],
    ['not ok 7', 'tap | test 7 | fail'],
    ['ok 1-name', 'tap | name | pass'],
    ['ok - name', 'tap | name | pass'],
    ['ok 1 2 apples', 'tap | 2 apples | pass'],
    ['ok 1 a \\# b \\\\ c', 'tap | a # b \\ c | pass'],
    ['ok 1 x # SKIP', 'tap | x | skip'],
    ['not ok 1 x # skipped: why', 'tap | x | skip'],
    ['not ok 1 x # ToDo why', 'tap | x | xfail'],
    ['ok 1 x # TODO', 'tap | x | xpass'],
    ['ok 1 x #todolist', 'tap | x #todolist | pass'],
    ['ok 1 x \\# SKIP', 'tap | x # SKIP | pass'],
    ['ok 1 x # error handling', 'tap | x # error handling | pass'],
    ['not ok 1 x # TIMEOUT', 'tap | x | timeout'],
    ['not ok 1 x # ERROR', 'tap | x | error'],
    ['ok 1 x # time=12.5ms', 'tap | x | pass'],
    ['okay 1 x\nok 1 y', 'tap | y | pass'],
  ])('with %j reads as %s', async (line, verdict) => {
    expect(await verdicts(`1..1\r\n${line}\r\n`)).toContain(verdict);
  });

  it('may have its plan first, last, twice or not at all', async () => {
    expect((await readAll(readTap, 'ok 1 a\nok 2 b\n1..2\n')).warnings).toEqual([]);
    expect((await readAll(readTap, '1..2\nok 1 a\nok 2 b\n1..2\n')).warnings).toEqual(['second_plan']);
    expect((await readAll(readTap, 'ok 1 a\n')).warnings).toEqual(['missing_plan']);
    expect((await readAll(readTap, '1..1\nok 1 a\nok 2 b\n')).warnings).toEqual(['beyond_plan']);
    expect((await readAll(readTap, '1..2\nok 1 a\nok 1 b\n')).warnings).toEqual(['repeated_number']);
  });

  it('records what was planned and never came as missed, by number', async () => {
    expect(await verdicts('1..4\nok 2 b\nok 4 d\n')).toEqual([
      'tap | b | pass',
      'tap | d | pass',
      'tap | test 1 | miss',
      'tap | test 3 | miss',
    ]);
    const huge = await readAll(readTap, '1..900000000\nok 1 a\n');
    expect(huge.tests.length).toBe(100_001);
    expect(huge.warnings).toEqual(['missing_tests_cut']);
  });

  it('that bails out is aborted, wherever that happens', async () => {
    const reading = await readAll(
      readTap,
      '1..3\nok 1 a\n# Subtest: s\n    1..2\n    ok 1 b\n    Bail out! no power\nok 2 c\n',
    );
    expect(lines(reading)).toEqual([
      'tap | a | pass',
      's | b | pass',
      's | test 2 | miss',
      'tap | test 2 | miss',
      'tap | test 3 | miss',
    ]);
    expect(reading.facts).toEqual({ outcome: 'aborted' });
  });

  it('may be skipped as a whole', async () => {
    expect(await readAll(readTap, '1..0 # SKIP no hardware\n')).toMatchObject({
      tests: [],
      facts: { outcome: 'skipped' },
    });
  });

  it('may follow another one', async () => {
    expect(await verdicts('TAP version 13\n1..1\nok 1 a\nTAP version 13\n1..2\nok 1 b\n')).toEqual([
      'tap | a | pass',
      'tap | b | pass',
      'tap | test 2 | miss',
    ]);
  });

  it('is not disturbed by output, lone carriage returns, NULs and odd indentation', async () => {
    const reading = await readAll(
      readTap,
      '1..2\rnoise\n   ok 9 three blanks\n\u0000\nok 1 a\u0000\n  ---\nok 2 b\n',
    );
    expect(lines(reading)).toEqual(['tap | a\u2400 | pass', 'tap | b | pass']);
    expect(reading.repaired).toBe(2);
  });

  it('names the cap when subtests are nested too deep', async () => {
    const deep = Array.from({ length: 300 }, (_, i) => `${'    '.repeat(i)}ok 1 x`).join('\n');
    expect(await refusal(readTap, deep)).toBe(
      'BadInput: Line 202: subtests are nested deeper than 200 levels.',
    );
  });

  it.each(['', 'hello\nworld\n', '<html></html>', '{"name": 1}', '# ok\n'])('is not %j', async (text) => {
    expect(await refusal(readTap, text)).toMatch(/^BadInput: (This is not TAP|The report is empty)/);
  });
});

describe('the TAP writer', () => {
  const NAMES = [
    'plain',
    'a#skip',
    'x # SKIP no',
    'x # TODO',
    'back\\slash',
    '- dash',
    '1 one',
    'brace {',
    '',
    ' blank ',
    'new\nline',
  ];

  it('lays the report out as LAVA does', async () => {
    const records = [
      { ...newRecord('one', 'a', 'pass'), source_status: 'ok' },
      { ...newRecord('one', 'b#c', 'skip'), source_status: 'ok # SKIP', message: 'why' },
      { ...newRecord('two', 'c', 'fail'), source_status: 'not ok' },
    ];
    expect(await textOf(writeTap(headOf(records), stored(records)))).toBe(
      'TAP version 13\n1..3\n# TAP results for one\nok 1 a\nok 2 b\\#c # SKIP why\n# TAP results for two\nnot ok 3 c\n',
    );
  });

  it('is understood by tap-parser in the same way', async () => {
    const records = TEST_RESULTS.flatMap((result) =>
      NAMES.map((name) => newRecord('s', `${name}${result}`, result)),
    );
    const text = await textOf(writeTap(headOf(records), stored(records)));
    const points = Parser.parse(text).flatMap((event) => (event[0] === 'assert' ? [event[1]] : []));
    expect(points.length).toBe(records.length);
    expect(Parser.parse(text).some(([type]) => type === 'extra')).toBe(false);
    for (const [index, point] of points.entries()) {
      const { result, name } = records[index] ?? newRecord('', '', null);
      const skipped = result === 'skip' || result === 'canceled' || result === 'disabled';
      const todo = result === 'softfail' || result === 'xfail' || result === 'xpass';
      expect([point.id, Boolean(point.skip), Boolean(point.todo)]).toEqual([index + 1, skipped, todo]);
      if (result === 'pass') expect(point.ok).toBe(true);
      if (result === 'unknown' || result === 'error') expect(point.ok).toBe(false);
      if (/^[a-z]+$/.test(name)) expect(point.name).toBe(name);
    }
  });

  it.each(['node-runner.tap', 'perl-test-more.tap', 'avocado.tap', 'buffered.tap'])(
    'and the reader agree with tap-parser on the verdicts of %s',
    async (name) => {
      const bad = (events: ReturnType<typeof Parser.parse>): number =>
        events.reduce((sum, event) => {
          if (event[0] === 'child') return sum + bad(event[1]);
          return sum + (event[0] === 'assert' && !event[1].ok && !event[1].todo && !event[1].skip ? 1 : 0);
        }, 0);
      const { tests } = await readAll(readTap, report(name));
      const derived = name === 'node-runner.tap' ? 1 : 0;
      const failing = tests.filter(({ result }) => result === 'fail').length;
      expect(failing).toBe(bad(Parser.parse(report(name))) - derived);
    },
  );
});
