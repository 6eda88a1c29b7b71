import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { detect } from './detect';
import { FORMATS } from './formats';
import { readAll, Reading } from './spec-kit';

const REPORTS = join(__dirname, '../../test/fixtures/reports');
const read = (name: string): Promise<Reading> => {
  const body = readFileSync(join(REPORTS, name));
  return readAll(FORMATS[detect(body) ?? 'csv'].reader, body);
};

/** How many tests there are, and how they ended: counted by hand from what each tool printed. */
const EXPECTED: Readonly<
  Record<string, { dialect: string; tests: number; results: Record<string, number> }>
> = {
  'real-ctest.xml': { dialect: 'ctest', tests: 8, results: { pass: 2, fail: 3, skip: 2, disabled: 1 } },
  'real-gotestsum.xml': { dialect: 'gotestsum', tests: 9, results: { pass: 6, fail: 2, skip: 1 } },
  'real-gtest.xml': { dialect: 'gtest', tests: 7, results: { pass: 3, fail: 2, skip: 1, disabled: 1 } },
  // jest-junit writes `todo` and `failing` as passed, and a file that does not load twice.
  'real-jest-junit.xml': {
    dialect: 'jest-junit',
    tests: 11,
    results: { pass: 6, fail: 3, skip: 1, error: 1 },
  },
  'real-mocha.tap': { dialect: 'tap12', tests: 10, results: { pass: 4, fail: 3, skip: 3 } },
  'real-mocha.xml': { dialect: 'mocha-junit-reporter', tests: 10, results: { pass: 4, fail: 3, skip: 3 } },
  'real-node.tap': { dialect: 'node', tests: 11, results: { pass: 5, fail: 2, skip: 2, xpass: 1, xfail: 1 } },
  'real-node.xml': { dialect: 'node', tests: 11, results: { pass: 5, fail: 2, skip: 3, xfail: 1 } },
  'real-phpunit.xml': { dialect: 'phpunit', tests: 9, results: { pass: 4, fail: 1, error: 2, skip: 2 } },
  'real-prove.tap': {
    dialect: 'prove',
    tests: 14,
    results: { pass: 5, fail: 2, skip: 3, xfail: 1, xpass: 1, miss: 2 },
  },
  'real-pytest.xml': {
    dialect: 'pytest',
    tests: 12,
    results: { pass: 7, fail: 2, error: 1, skip: 1, xfail: 1 },
  },
  // It writes skipped and known failures as passed; prove's word about a whole file is an error of its suite.
  'real-tap-formatter-junit.xml': { dialect: 'xunit', tests: 11, results: { pass: 6, fail: 2, error: 3 } },
};

describe('a report that a real tool made', () => {
  it('is one of those that are expected', () => {
    expect(readdirSync(REPORTS).filter((name) => name.startsWith('real-'))).toEqual(
      Object.keys(EXPECTED).sort(),
    );
  });

  it.each(Object.keys(EXPECTED))('loses nothing: %s', async (name) => {
    const { tests, dialect, rejected, warnings, declared } = await read(name);
    const results: Record<string, number> = {};
    for (const { result } of tests) results[`${result}`] = (results[`${result}`] ?? 0) + 1;
    expect({ dialect, tests: tests.length, results }).toEqual(EXPECTED[name]);
    expect(rejected).toEqual([]);
    expect(warnings.filter((code) => code !== 'repeated_case')).toEqual([]);
    expect(declared).toBeLessThanOrEqual(tests.length);
    for (const test of tests) expect([test.suite, test.name]).not.toContain('');
    for (const { result, message } of tests)
      if (/^(fail|error)$/.test(`${result}`) && !/ctest|prove/.test(name)) expect(message).toBeTruthy();
  });

  it('keeps what was printed: by a test in its metadata, by a suite beside it', async () => {
    const pytest = await read('real-pytest.xml');
    expect(pytest.tests[0]?.metadata).toContain('Grüße, 世界 #x1F600');
    expect(pytest.tests[1]?.metadata).toContain('#x1B[31mred#x1B[0m and NUL #x00');
    const jest = await read('real-jest-junit.xml');
    expect(jest.outputs['basket system-out']).toContain('Grüße, 世界 😀');
    expect((await read('real-gotestsum.xml')).suites.shop).toMatchObject({
      'go.version': expect.stringMatching(/^go1/) as string,
    });
  });

  it('keeps the explanation of a failure, however it is written', async () => {
    const gtest = await read('real-gtest.xml');
    expect(gtest.tests[1]?.message).toMatch(/a<b & \]\]>[^]*Which is: "\\x1B\[31mred/);
    const mocha = await read('real-mocha.tap');
    expect(mocha.tests[1]?.message).toMatch(/^'a<b & \]\]>' == 'c'\nAssertionError[^]*shop\.js:4:31\)/);
    expect((await read('real-node.xml')).repaired).toBeGreaterThan(0);
  });
});
