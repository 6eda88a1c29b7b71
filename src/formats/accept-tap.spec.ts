import { heldNow, readAll, Reading, repeated } from './spec-kit';
import { readTap } from './tap-reader.codec';

const read = (body: string): Promise<Reading> => readAll(readTap, body);
const lines = async (body: string): Promise<string[]> =>
  (await read(body)).tests.map(({ suite, name, result }) => `${suite} | ${name} | ${result}`);

describe('report-formats C3, item 17 and C2: TAP', () => {
  it('17: a plan first, last, twice, missing, too short, too long', async () => {
    expect((await read('1..1\nok 1 a\n')).warnings).toEqual([]);
    expect((await read('ok 1 a\n1..1\n')).warnings).toEqual([]);
    expect((await read('1..1\nok 1 a\n1..1\n')).warnings).toEqual(['second_plan']);
    expect((await read('ok 1 a\n')).warnings).toEqual(['missing_plan']);
    expect(await lines('1..2\nok 1 a\n')).toEqual(['tap | a | pass', 'tap | test 2 | miss']);
    expect((await read('1..1\nok 1 a\nok 2 b\n')).warnings).toEqual(['beyond_plan']);
    expect((await read('1..0 # skip nothing here\n')).facts).toEqual({ outcome: 'skipped' });
  });

  it('17: numbers out of order, repeated, beyond the plan, absent', async () => {
    const { tests, warnings } = await read('1..3\nok 3 c\nok 1 a\nok 1 again\nok\n');
    expect(tests.map(({ name }) => name)).toEqual(['c', 'a', 'again', 'test 4']);
    expect(warnings).toEqual(['repeated_number', 'beyond_plan']);
  });

  it('17: a million points in the memory of a few', async () => {
    const held: number[] = [];
    let tests = 0;
    for await (const event of readTap(
      repeated('TAP version 13\n', 'not ok - a\n', 1_000_000, '1..1000000\n'),
    )) {
      if (event.type === 'test' && ++tests % 250_000 === 0) held.push(heldNow());
    }
    expect(tests).toBe(1_000_000);
    expect((held.at(-1) ?? 0) - (held[0] ?? 0)).toBeLessThan(30);
  }, 120_000);

  it('17: bail out, at the top and inside a subtest', async () => {
    for (const body of [
      '1..2\nok 1 a\nBail out! no power\nok 2 b\n',
      '1..2\nok 1 a\n    1..1\n    Bail out!\nok 2 b\n',
    ]) {
      const { facts, tests } = await read(body);
      expect(facts).toEqual({ outcome: 'aborted' });
      expect(tests.map(({ name, result }) => [name, result])).toContainEqual(['test 2', 'miss']);
    }
  });

  it('17: line ends of every kind, tabs for blanks, three blanks, NULs, noise between', async () => {
    expect(await lines('1..2\r\nok 1 a\rok 2 b\n')).toEqual(['tap | a | pass', 'tap | b | pass']);
    expect(await lines('# Subtest: s\n\tok 1 a\n\t1..1\nok 1 s\n1..1\n')).toEqual(['s | a | pass']);
    expect(await lines('1..1\n   ok 9 no\nWarning: stderr\nok 1 a\n')).toEqual(['tap | a | pass']);
    expect(await read('1..1\nok 1 a\u0000b\n')).toMatchObject({ repaired: 1, tests: [{ name: 'a\u2400b' }] });
  });

  it('17: blocks behind passed tests too, never closed, not YAML, full of TAP', async () => {
    const { tests, warnings } = await read(
      '1..4\nok 1 a\n  ---\n  k: v\n  ...\nnot ok 2 b\n  ---\n  ok 9 text\n  1..5\n  ...\nnot ok 3 c\n  ---\n  message: [\n  ...\nok 4 d\n  ---\n  k: v\n',
    );
    expect(tests.map(({ name, metadata }) => [name, metadata])).toEqual([
      ['a', 'k: v'],
      ['b', 'ok 9 text\n1..5'],
      ['c', 'message: ['],
      ['d', 'k: v'],
    ]);
    expect(warnings).toEqual(['diagnostic_not_closed']);
  });

  it.each([
    ['not ok 1 a # TODO why', 'xfail'],
    ['ok 1 a # todo', 'xpass'],
    ['ok 1 a # SKIP', 'skip'],
    ['ok 1 a # Skipped: why', 'skip'],
    ['not ok 1 a # SKIP why', 'skip'],
    ['ok 1 a # XFAIL', 'xfail'],
    ['not ok 1 a # TIMEOUT', 'timeout'],
    ['not ok 1 a # ERROR', 'error'],
    ['ok 1 a # FANCY word', 'pass'],
    ['Ok 1 a', undefined],
    ['ok 1 a  # Warnings were printed into warn log', 'warn'],
  ])('17: %s is %s', async (line, result) => {
    expect((await read(`1..1\n${line}\n`)).tests.find(({ name }) => name.startsWith('a'))?.result).toBe(
      result,
    );
  });

  it.each([
    ['ok 1-name', 'name'],
    ['ok 1 - 2 apples', '2 apples'],
    ['ok 1 see http://x.org/#top', 'see http://x.org/#top'],
    ['ok 1 a#skip', 'a#skip'],
    ['ok 1 a \\# SKIP \\\\', 'a # SKIP \\'],
    ['ok 1 - - dash', '- dash'],
  ])('17: %s is called %s', async (line, name) => {
    expect((await read(`1..1\n${line}\n`)).tests[0]).toMatchObject({ name, result: 'pass' });
  });

  it('C2: subtests indented, buffered, commented, with version lines and kernel times', async () => {
    expect(
      await lines('TAP version 14\n# Subtest: s\n    TAP version 14\n    ok 1 a\n    1..1\nok 1 s\n1..1\n'),
    ).toEqual(['s | a | pass']);
    expect(await lines('1..1\nok 1 s {\n    ok 1 a\n    1..1\n}\n')).toEqual(['s | a | pass']);
    const ktap =
      '[ 1.0] KTAP version 1\n[ 1.1] 1..1\n[ 1.1] # ok 1 a\n[ 1.2] chatter\n[ 1.2] # not ok 2 b # SKIP\n[ 1.3] ok 1 selftests: net: x\n';
    expect(await lines(ktap)).toEqual(['selftests: net: x | a | pass', 'selftests: net: x | b | skip']);
  });

  it("C2: LAVA's glued diagnostics and prove's own lines", async () => {
    const lava =
      'TAP version 13\n1..2\n# TAP results for net\nnot ok 1 tls\n ---\n B [raw: log\n ...\nok 2 b\n';
    const { tests, dialect } = await read(lava);
    expect(tests.map(({ suite, name, metadata }) => [suite, name, metadata])).toEqual([
      ['net', 'tls', 'B [raw: log'],
      ['net', 'b', null],
    ]);
    expect(dialect).toBe('lava');
    expect(
      await lines(
        't/a.t .. \nok 1 - a\n1..1\nDubious, test returned 3 (wstat 768, 0x300)\nt/b.t .. skipped: why\n',
      ),
    ).toEqual(['t/a.t | a | pass', 't/a.t | (suite) | fail', 't/b.t | (suite) | skip']);
  });
});
