import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { DEFAULT_READ_LIMITS } from './record';
import { readJunit } from './junit-reader.codec';
import { junitChildOf, writeJunit } from './junit-writer.codec';
import { newRecord } from './new-record';
import { brief, bytesOf, headOf, readAll, refusal, stored, textOf } from './spec-kit';

const report = (name: string): Buffer => readFileSync(join(__dirname, '../../test/fixtures/reports', name));
const verdicts = async (body: string | Buffer): Promise<string[]> =>
  (await readAll(readJunit, body)).tests.map(
    ({ suite, name, result, attempt }) => `${suite} | ${name} | ${result} | ${attempt}`,
  );
const one = async (xml: string): Promise<ReturnType<typeof brief>> => {
  const { tests } = await readAll(readJunit, `<testsuite name="s">${xml}</testsuite>`);
  return brief(tests[0] ?? newRecord('', '', null));
};

describe('JUnit of other tools', () => {
  it('of pytest: class and name together, xfail told from skip, properties in the metadata', async () => {
    const { tests, declared, facts } = await readAll(readJunit, report('pytest.xml'));
    expect(tests.map(({ result }) => result)).toEqual([
      'pass',
      'fail',
      'skip',
      'xfail',
      'error',
      'pass',
      'pass',
      'pass',
      'pass',
      'pass',
    ]);
    expect(tests[0]).toMatchObject({ suite: 'pytest', name: 'test_shop.TestBasket.test_adds' });
    expect(tests[5]?.metadata).toBe('{"classname":"test_shop","properties":{"value":"5"}}');
    expect([declared, facts.name]).toEqual([10, 'pytest tests']);
  });

  it('of Surefire: every run of a test that was run again, the last one last', async () => {
    expect(await verdicts(report('surefire.xml'))).toEqual([
      'org.shop.BasketTest | adds | pass | 1',
      'org.shop.BasketTest | flickers | fail | 1',
      'org.shop.BasketTest | flickers | error | 2',
      'org.shop.BasketTest | flickers | pass | 3',
      'org.shop.BasketTest | stays red | fail | 1',
      'org.shop.BasketTest | stays red | fail | 2',
      'org.shop.BasketTest | stays red | error | 3',
      'org.shop.BasketTest | adds | pass | 1',
    ]);
    const { tests, warnings } = await readAll(readJunit, report('surefire.xml'));
    expect(tests[1]?.message).toMatch(/^expected: 1\njava\.lang\.AssertionError[^]*12\)$/);
    expect(warnings).toEqual(['bad_time', 'repeated_case']);
  });

  it('of GoogleTest: several failures of one case are one message, disabled is not skipped', async () => {
    const { tests } = await readAll(readJunit, report('gtest.xml'));
    expect(tests.map(({ result }) => result)).toEqual(['pass', 'fail', 'disabled', 'skip', 'pass']);
    expect(tests[1]?.message).toBe('basket_test.cc:9\nExpected: 1\n  Actual: 2\n\nbasket_test.cc:10\nsecond');
  });

  it('of CTest, jest-junit, Robot Framework and Node', async () => {
    expect((await verdicts(report('ctest.xml'))).map((line) => line.split(' | ')[2])).toEqual([
      'pass',
      'fail',
      'skip',
      'disabled',
      'skip',
      'fail',
    ]);
    expect((await verdicts(report('jest-junit.xml')))[0]).toBe('basket | basket adds | pass | 1');
    expect(await verdicts(report('robot-nested.xml'))).toEqual([
      'Shop/Basket | Adds | pass | 1',
      'Shop/Basket | Breaks | fail | 1',
      'Shop/Till | Rings | pass | 1',
    ]);
    expect(await verdicts(report('node-runner.xml'))).toContain('basket | is to do | xfail | 1');
    expect(await verdicts(report('node-runner.xml'))).toContain('basket/inside | a#skip | pass | 1');
  });

  it('with all odd corners at once loses no case', async () => {
    const { tests, warnings, declared } = await readAll(readJunit, report('odd-corners.xml'));
    expect(tests.length).toBe(14);
    expect(declared).toBe(2);
    expect(tests.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['(suite)', 'unnamed', 'unnamed (2)', 'only.Class', 'deep', 'bare']),
    );
    expect(new Set(warnings)).toEqual(
      new Set([
        'missing_name',
        'bad_time',
        'unknown_status',
        'bad_timestamp',
        'entity_not_expanded',
        'not_well_formed',
      ]),
    );
  });
});

describe('a JUnit case', () => {
  it.each([
    ['<testcase name="a"/>', 'pass', undefined],
    ['<testcase name="a"><skipped/><error/><failure/></testcase>', 'fail', 'failure'],
    ['<testcase name="a"><skipped/><error/></testcase>', 'error', 'error'],
    ['<testcase name="a" status="failure"/>', 'fail', 'failure'],
    ['<testcase name="a" status="run" result="skipped"/>', 'skip', 'skipped'],
    ['<testcase name="a" status="disabled"><skipped/></testcase>', 'disabled', 'disabled'],
    ['<testcase name="a" status="softfailed"><failure/></testcase>', 'softfail', 'softfailed'],
    ['<testcase name="a"><softfailure/></testcase>', 'softfail', 'softfailure'],
    ['<testcase name="a" status="PASSED"/>', 'pass', 'PASSED'],
    ['<testcase name="a"><skipped type="todo"/><failure/></testcase>', 'xfail', 'skipped'],
  ])('%s is %s', async (xml, result, source_status) => {
    expect(await one(xml)).toMatchObject({ result, ...(source_status ? { source_status } : {}) });
  });

  it('keeps classes apart and names whole', async () => {
    const xml =
      '<testsuite name="s"><testcase classname="a" name="t"/><testcase classname="b" name="t"/><testcase name="t"/>' +
      '<testcase classname="s" name="t"/><testcase classname="a" name="a.t"/><testcase classname="x y" name="x y z"/></testsuite>';
    expect((await readAll(readJunit, xml)).tests.map(({ name }) => name)).toEqual([
      'a.t',
      'b.t',
      't',
      't',
      'a.t',
      'x y z',
    ]);
  });

  it('takes illegal references, in text and attributes, as replaced characters', async () => {
    const xml =
      '<testsuite><testcase name="&#0;a&#27;[1m&#x1B;"><failure>&#0;&#xD800;&amp;#27;<![CDATA[&#27;]]></failure></testcase></testsuite>';
    const { tests, repaired } = await readAll(readJunit, xml);
    expect(tests[0]).toMatchObject({ name: '\u2400a\ufffd[1m\ufffd', message: '\u2400\ufffd&#27;&#27;' });
    expect(repaired).toBe(5);
  });

  it('survives an attribute named like a method and a prototype', async () => {
    expect(await one('<testcase hasOwnProperty="1" __proto__="2" constructor="3" name="a"/>')).toMatchObject({
      name: 'a',
      metadata: '{"__proto__":"2","constructor":"3"}',
    });
  });

  it('may carry a property of ours written by hand', async () => {
    const xml =
      '<testcase name="a"><properties><property name="assay.measurement" value="1e3"/><property name="assay.units" value="ms"/></properties></testcase>';
    expect(await one(xml)).toMatchObject({ measurement: '1000', units: 'ms' });
  });

  it('tells its output in the metadata, which stays JSON when it is cut', async () => {
    const { tests, warnings } = await readAll(
      readJunit,
      `<testsuite><testcase name="a"><system-out>${'"x\n'.repeat(3000)}</system-out></testcase></testsuite>`,
      { ...DEFAULT_READ_LIMITS, text: 5_000 },
    );
    expect(JSON.parse(tests[0]?.metadata ?? '')).toHaveProperty('system_out');
    expect(tests[0]?.metadata?.length).toBeLessThanOrEqual(5_000);
    expect(warnings).toEqual([]);
  });
});

describe('what is not a JUnit report is refused with a place and a sentence', () => {
  it.each([
    ['', 'BadInput: The report is empty.'],
    [' \n ', 'BadInput: The report is empty.'],
    ['hello', /^BadInput: Line 1, column \d+: this is not XML/],
    ['<!DOCTYPE html><html><body><br></body></html>', /an HTML page/],
    ['<project><a/></project>', /the root element is <project>/],
    [
      '<testsuite>\n<testcase name="a">',
      /^BadInput: Line 2, column 19: the report ends before its end: <testcase> is still open/,
    ],
    ['<testsuite>\n<testcase na', /the report ends before its end/],
    ['<testsuite/><testsuite/>', /a second document begins with <testsuite>/],
    ['<testsuite/><?xml version="1.0"?><testsuite></testsuite>', /a second document/],
    ['<testsuite><testcase name="a"></testsuite>', /a closing tag does not match the open <testcase>/],
  ])('%j', async (body, message) => {
    expect(await refusal(readJunit, body)).toMatch(message);
  });

  it('however it is cut off', async () => {
    const whole = '<testsuite name="s"><testcase name="a"><failure>x</failure></testcase></testsuite>';
    for (let end = 1; end < whole.length; end += 1)
      expect(await refusal(readJunit, whole.slice(0, end))).toMatch(/^BadInput/);
  });
});

describe('the JUnit writer', () => {
  it('never writes an unknown result as a pass', () => {
    expect(junitChildOf('unknown')).toBe('error');
    expect(junitChildOf(null)).toBe('skipped');
    expect(junitChildOf('xpass')).toBeNull();
  });

  it('writes counts, legal characters and no CDATA end', async () => {
    const records = [{ ...newRecord('s', 'a\nb\u0007"', 'fail'), message: ']]> & \r\n<x>' }];
    const head = headOf(records);
    head.suites[0] = { name: 's', tests: 1, failures: 1, errors: 0, skipped: 0, duration: '1.5' };
    const text = await textOf(writeJunit(head, stored(records)));
    expect(text).toContain('<testsuites name="a job" tests="1" failures="1" errors="0" skipped="0">');
    expect(text).toContain('<testsuite name="s" tests="1" failures="1" errors="0" skipped="0" time="1.5">');
    expect(text).toContain('name="a&#10;b\ufffd&quot;"');
    expect(text).toContain(']]&gt; &amp; &#13;\n&lt;x&gt;</failure>');
  });

  it('reads its own report byte by byte', async () => {
    const records = [{ ...newRecord('s', 'é😀', 'warn'), message: '\u2603' }];
    const text = await textOf(writeJunit(headOf(records), stored(records)));
    expect((await readAll(readJunit, bytesOf(text, 1))).tests).toEqual(records);
  });
});
