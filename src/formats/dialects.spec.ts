import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { readCsv } from './csv-reader.codec';
import { detect } from './detect';
import { FORMATS } from './formats';
import { readJunit } from './junit-reader.codec';
import { readNdjson } from './ndjson-reader.codec';
import { readAll } from './spec-kit';
import { readTap } from './tap-reader.codec';

const REPORTS = join(__dirname, '../../test/fixtures/reports');

/** The tool of each fixture is the beginning of its name. */
const DIALECTS: Readonly<Record<string, string>> = {
  'avocado.tap': 'avocado',
  'buffered.tap': 'node-tap',
  'ctest.xml': 'ctest',
  'gtest.xml': 'gtest',
  'jest-junit.xml': 'jest-junit',
  'kselftest.tap': 'ktap',
  'kunit.tap': 'ktap',
  'node-runner.tap': 'node',
  'node-runner.xml': 'node',
  'odd-corners.xml': 'openqa',
  'perl-test-more.tap': 'tap12',
  'prove-verbose.tap': 'prove',
  'pytest.xml': 'pytest',
  'robot-nested.xml': 'robot',
  'surefire.xml': 'surefire',
};

describe('the dialect', () => {
  it.each(readdirSync(REPORTS).filter((name) => !name.startsWith('real-')))('of %s', async (name) => {
    const body = readFileSync(join(REPORTS, name));
    const { dialect, events } = await readAll(FORMATS[detect(body) ?? 'csv'].reader, body);
    expect(dialect).toBe(DIALECTS[name]);
    expect(events.filter(({ type }) => type === 'dialect').length).toBe(1);
  });

  it.each([
    ['<testsuites name="Mocha Tests"/>', 'mocha-junit-reporter'],
    [
      '<testsuite name="s" tests="1" skipped="0" failures="0" errors="0" timestamp="" hostname="h" time="0"/>',
      'gradle',
    ],
    [
      '<testsuite errors="0" failures="0" hostname="h" name="s" skipped="0" tests="0" time="0" timestamp=""/>',
      'ant',
    ],
    [
      '<testsuites><testsuite name="a" tests="1"><testcase name="a" status="run" duration="0" time="0"/></testsuite></testsuites>',
      'bazel',
    ],
    [
      '<testsuites><testsuite name="a" id="0"><properties><property name="go.version" value="go1.19"/></properties></testsuite></testsuites>',
      'go-junit-report',
    ],
    ['<testsuite><testcase name="a" class="A\\B" classname="A.B" assertions="1"/></testsuite>', 'phpunit'],
    ['<testsuite name="job-2026-01-02T03.04-abc"/>', 'avocado'],
    ['<testsuite><testcase name="a" result="xfail"/></testsuite>', 'qt'],
    [
      '<testsuites disabled="0" errors="0" failures="0" tests="1" time="0"><testsuite name="s"/></testsuites>',
      'lava',
    ],
    ['<testsuite><testcase name="a" status="Inconclusive"/></testsuite>', 'nunit'],
    ['<testsuite name="C:\\a\\b.dll"/>', 'xunit.net'],
    ['<testsuite name="s"><testcase name="a"/></testsuite>', 'xunit'],
    [
      '<testsuite><testcase name="a"><properties><property name="assay.units" value="s"/></properties></testcase></testsuite>',
      'assay',
    ],
  ])('of %s is %s', async (body, dialect) => {
    expect((await readAll(readJunit, body)).dialect).toBe(dialect);
  });

  it.each([
    ['1..1\nok 1\n', 'tap12'],
    ['TAP version 13\n1..1\nok 1\n', 'tap13'],
    ['TAP version 14\n1..1\nok 1\n', 'tap14'],
    ['KTAP version 1\n1..1\nok 1\n', 'ktap'],
    ['TAP version 13\n1..1\n# TAP results for s\nok 1 a\n', 'lava'],
    ['TAP version 13\n1..1\nok 1 a\n  ---\n  assay: 1\n  ...\n', 'assay'],
  ])('of %j is %s', async (body, dialect) => {
    expect((await readAll(readTap, body)).dialect).toBe(dialect);
  });

  it('of tables is ours when it is not LAVA, of NDJSON native', async () => {
    expect((await readAll(readCsv, 'name,result\na,pass\n')).dialect).toBe('assay');
    expect((await readAll(readNdjson, '{"name":"a"}\n')).dialect).toBe('native');
  });
});
