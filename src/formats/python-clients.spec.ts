import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { detect } from './detect';
import { FORMATS } from './formats';
import { junitChildOf, writeJunit } from './junit-writer.codec';
import { TestRecord } from './record';
import { headOf, readAll, stored, textOf } from './spec-kit';
import { writeTap } from './tap-writer.codec';

const REPORTS = join(__dirname, '../../test/fixtures/reports');
const JUNIT = `
import json, sys
from junitparser import JUnitXml
cases = [[suite.name, case.name, [type(one).__name__ for one in case.result]] for suite in JUnitXml.fromfile(sys.argv[1]) for case in suite]
print(json.dumps(cases))
`;
const TAP = `
import json, sys
from tap.parser import Parser
lines = list(Parser().parse_file(sys.argv[1]))
points = [[line.ok, line.number, line.description, bool(line.skip), bool(line.todo)] for line in lines if line.category == 'test']
print(json.dumps([points, [line.expected_tests for line in lines if line.category == 'plan'], [str(line) for line in lines if line.category == 'unknown' and str(line).strip()]]))
`;

/** The first Python here that has a module; Debian's stands beside others. */
function pythonWith(module: string): string | null {
  for (const python of ['python3', '/usr/bin/python3']) {
    try {
      execFileSync(python, ['-c', `import ${module}`], { stdio: 'ignore' });
      return python;
    } catch {
      // The next one.
    }
  }
  return null;
}

/** A test that needs a Python module of Debian: without it, it is skipped, and says so. */
function itWith(module: string, debian: string): { test: jest.It; python: string } {
  const python = pythonWith(module);
  if (python !== null) return { test: it, python };
  process.stderr.write(
    `SKIPPED: no python3 here has ${module} (Debian: ${debian}); its check did not run.\n`,
  );
  return { test: it.skip as jest.It, python: 'python3' };
}

let folder: string;
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'assay-python-'))));
afterAll(() => rmSync(folder, { recursive: true }));

function ask(python: string, script: string, text: string): unknown {
  const path = join(folder, 'report');
  writeFileSync(path, text);
  const env = { ...process.env, PYTHONIOENCODING: 'utf-8' };
  return JSON.parse(execFileSync(python, ['-c', script, path], { encoding: 'utf8', env }));
}

const recordsOf = async (name: string): Promise<TestRecord[]> => {
  const body = readFileSync(join(REPORTS, name));
  return (await readAll(FORMATS[detect(body) ?? 'csv'].reader, body)).tests;
};

describe('a Python client of our exports', () => {
  const junit = itWith('junitparser', 'python3-junitparser');
  junit.test.each(readdirSync(REPORTS))('junitparser reads %s as we mean it', async (name) => {
    const records = await recordsOf(name);
    const cases = ask(junit.python, JUNIT, await textOf(writeJunit(headOf(records), stored(records))));
    const kinds = { failure: 'Failure', error: 'Error', skipped: 'Skipped' } as const;
    const expected = records.map(({ suite, result }) => {
      const child = junitChildOf(result);
      return [suite, child === null ? [] : [kinds[child]]];
    });
    expect((cases as [string, string, string[]][]).map(([suite, , found]) => [suite, found])).toEqual(
      expected,
    );
    for (const [index, [, shown]] of (cases as [string, string][]).entries())
      expect(records[index]?.name.endsWith(shown)).toBe(true);
  });

  const tap = itWith('tap.parser', 'python3-tap');
  tap.test.each(readdirSync(REPORTS))('tap.py reads %s as we mean it', async (name) => {
    const records = await recordsOf(name);
    const text = await textOf(writeTap(headOf(records), stored(records)));
    const [points, plans] = ask(tap.python, TAP, text) as [
      [boolean, number, string, boolean, boolean][],
      number[],
    ];
    expect(plans).toEqual([records.length]);
    expect(points.map(([, number]) => Number(number))).toEqual(records.map((_, index) => index + 1));
    for (const [index, [ok, , , skip, todo]] of points.entries()) {
      const { name: of, result } = records[index] ?? { name: '', result: null };
      // tap.py knows no escapes (TAP 14): it takes `a\\#skip` for a directive.
      if (of.includes('#')) continue;
      expect([index, skip]).toEqual([index, /^(skip|canceled|disabled)$/.test(`${result}`)]);
      expect([index, todo]).toEqual([index, /^(softfail|xfail|xpass|null)$/.test(`${result}`)]);
      if (/^(fail|error|timeout|miss|unknown)$/.test(`${result}`))
        expect([index, ok]).toEqual([index, false]);
      if (/^(pass|warn|done|xpass)$/.test(`${result}`)) expect([index, ok]).toEqual([index, true]);
    }
  });
});
