import { readJunit } from './junit-reader.codec';
import { DEFAULT_READ_LIMITS } from './record';
import { Reading, readAll } from './spec-kit';
import { parseTestObject } from './test-object';

const read = (body: string): Promise<Reading> => readAll(readJunit, body);
const suite = (inside: string): string => `<testsuite name="s">${inside}</testsuite>`;
const names = async (body: string): Promise<string[]> =>
  (await read(body)).tests.map(({ suite: of, name }) => `${of} | ${name}`);
const results = async (inside: string): Promise<unknown[]> =>
  (await read(suite(inside))).tests.map(({ result, attempt }) => `${result} ${attempt}`);

describe('report-formats C3, structure', () => {
  it('8: any root, suites in suites, cases beside suites', async () => {
    const inner =
      '<testcase name="a"/><testsuite name="t"><testcase name="b"/></testsuite><testcase name="c"/>';
    expect(await names(suite(inner))).toEqual(['s | a', 's/t | b', 's | c']);
    expect(
      await names(`<testsuites><testsuites>${suite('<testcase name="a"/>')}</testsuites></testsuites>`),
    ).toEqual(['s | a']);
    expect(await names('<testcase name="a"/>')).toEqual(['junit | a']);
    const deep = `${'<testsuite name="x">'.repeat(60)}<testcase name="a"/>${'</testsuite>'.repeat(60)}`;
    expect((await names(deep))[0]?.split('/').length).toBe(60);
  });

  it.each(['', 'NaN', '-1', '2.5', '1e3', '99999999999'])('9: a count of %j is no count', async (tests) => {
    const body = `<testsuites tests="${tests}"><testsuite name="s" tests="${tests}"><testcase name="a"/></testsuite></testsuites>`;
    expect(await read(body)).toMatchObject({ declared: 0, tests: [{ name: 'a' }] });
  });

  it('9: a wrong count is told beside what was found', async () => {
    expect(
      await read(
        '<testsuites tests="5"><testsuite name="s" tests="3"><testcase name="a"/></testsuite></testsuites>',
      ),
    ).toMatchObject({ declared: 5, tests: [{}] });
  });

  it('10: several children, skipped with failure, attributes only, nothing at all, an error of the suite', async () => {
    const inside =
      '<testcase name="a"><failure message="one"/><failure>two</failure><error/></testcase>' +
      '<testcase name="b"><skipped/><failure type="E" message="m"/></testcase><testcase name="c"><failure/></testcase>' +
      '<error message="set-up">trace</error>';
    const { tests } = await read(suite(inside));
    expect(tests.map(({ name, result, message }) => [name, result, message])).toEqual([
      ['a', 'fail', 'one\n\ntwo'],
      ['b', 'fail', 'm'],
      ['c', 'fail', null],
      ['(suite)', 'error', 'set-up\ntrace'],
    ]);
  });

  it('11: the four elements of a rerun are attempts, the last run last', async () => {
    expect(await results('<testcase name="a"><flakyFailure/><flakyError/></testcase>')).toEqual([
      'fail 1',
      'error 2',
      'pass 3',
    ]);
    expect(await results('<testcase name="a"><failure/><rerunFailure/><rerunError/></testcase>')).toEqual([
      'fail 1',
      'fail 2',
      'error 3',
    ]);
  });

  it('11: a case that comes again keeps its name and its attempt, and is told', async () => {
    const { tests, warnings } = await read(
      suite('<testcase name="a"/><testcase name="a"><failure/></testcase>'),
    );
    expect(tests.map(({ name, result, attempt }) => [name, result, attempt])).toEqual([
      ['a', 'pass', 1],
      ['a', 'fail', 1],
    ]);
    expect(warnings).toEqual(['repeated_case']);
  });

  it('12: names that are missing, doubled, swapped, huge or strange', async () => {
    const inside =
      '<testcase/><testcase name="" classname=""/><testcase name="" classname="a.B"/><testcase name="a.B" classname="a.B"/>' +
      '<testcase name="path to it" classname="to it"/><testcase name="a.b.c"/><testcase name="x" classname="a.B"/>';
    expect(await names(suite(inside))).toEqual([
      's | unnamed',
      's | unnamed (2)',
      's | a.B',
      's | a.B',
      's | path to it',
      's | a.b.c',
      's | a.B.x',
    ]);
    const strange = [
      'two&#10;lines',
      'a&#9;tab',
      'a/b\\c',
      'x::y[1]',
      '😀',
      '\u202ertl',
      'Case',
      'case',
      'case ',
    ];
    const { tests, warnings } = await read(
      suite(strange.map((name) => `<testcase name="${name}"/>`).join('')),
    );
    expect(new Set(tests.map(({ name }) => name)).size).toBe(strange.length);
    expect(warnings).toEqual([]);
    const long = (await read(suite(`<testcase name="${'n'.repeat(65_536)}"/>`))).tests[0]?.name ?? '';
    expect([long.length <= DEFAULT_READ_LIMITS.name, long.includes('characters cut')]).toEqual([true, true]);
  });

  it('13: properties doubled, as text, thousands of them, behind the cases', async () => {
    const inside =
      '<testcase name="a"><properties><property name="k" value="1"/><property name="k" value="2"/><property name="t">text</property><property value="x"/></properties></testcase>' +
      '<properties><property name="os" value="linux"/><property name="os" value="arm"/></properties>';
    const { tests, suites } = await read(suite(inside));
    expect(JSON.parse(tests[0]?.metadata ?? '')).toEqual({ properties: { k: ['1', '2'], t: 'text' } });
    expect(suites).toEqual({ s: { os: ['linux', 'arm'] } });
    const many = Array.from({ length: 5_000 }, (_, i) => `<property name="p${i}" value="${i}"/>`).join('');
    const full = await read(
      suite(`<properties>${many}</properties><testcase name="a"><properties>${many}</properties></testcase>`),
    );
    expect(Object.keys(full.suites.s ?? {}).length).toBe(5_000);
    expect(full.tests[0]?.metadata).toContain('"p999":"999"');
    expect(new Set(full.warnings)).toEqual(new Set(['properties_cut']));
  });

  it('13: properties and files named in the output', async () => {
    const files = [
      'shots/a b.png',
      './x/../../etc/passwd',
      '/etc/passwd',
      'C:\\x.png',
      'win\\dir\\y.png',
      '\\\\host\\share',
      'http://h/x',
      'data:image/png;base64,aGk=',
      'data:nonsense',
    ];
    const output = `noise [[PROPERTY|Browser=Chrome = 120]] [[PROPERTY|broken]] [[ODD|x]] [[${files.map((file) => `[[ATTACHMENT|${file}]]`).join('\n')} [[ATTACHMENT|open`;
    const { tests, warnings } = await read(
      suite(`<testcase name="a"><system-out>${output}</system-out></testcase>`),
    );
    expect(tests[0]?.attachments).toEqual([
      { name: 'a b.png', path: 'shots/a b.png' },
      { name: 'y.png', path: 'win/dir/y.png' },
      { name: 'attachment-3.png', dataUri: 'data:image/png;base64,aGk=' },
    ]);
    const metadata = JSON.parse(tests[0]?.metadata ?? '') as Record<string, unknown>;
    expect(metadata.properties).toEqual({ Browser: 'Chrome = 120' });
    expect(metadata.system_out).toContain('[[ATTACHMENT: 26 characters of data]]');
    expect(warnings).toEqual(Array(6).fill('attachment_refused'));
    const property =
      '<testcase name="a"><properties><property name="attachment" value="a.log"/></properties></testcase>';
    expect((await read(suite(property))).tests[0]?.attachments).toEqual([{ name: 'a.log', path: 'a.log' }]);
    const hostile = '[[PROPERTY|'.repeat(90_000);
    expect(
      (await read(suite(`<testcase name="a"><system-out>${hostile}</system-out></testcase>`))).tests.length,
    ).toBe(1);
  });

  it('13: output beyond the metadata is whole beside it; output of a suite is its own', async () => {
    const long = 'line of output\n'.repeat(5_000);
    const { tests, outputs } = await read(
      suite(
        `<testcase name="a"><system-out>${long}</system-out></testcase><system-out>of <b>the</b> suite</system-out><system-err>e</system-err>`,
      ),
    );
    expect(tests[0]?.output).toBe(long.trim());
    expect(tests[0]?.metadata?.length).toBeLessThan(20_000);
    expect(outputs).toEqual({ 's system-out': 'of the suite', 's system-err': 'e' });
  });

  it.each([
    ['run', 'pass', 'pass'],
    ['notrun', 'disabled', 'miss'],
    ['disabled', 'disabled', 'disabled'],
    ['suppressed', 'disabled', 'unknown'],
    ['completed', 'pass', 'unknown'],
    ['incomplete', 'skip', 'unknown'],
    ['risky', 'warn', 'unknown'],
    ['warning', 'warn', 'warn'],
    ['softfail', 'softfail', 'softfail'],
    ['xfail', 'xfail', 'xfail'],
    ['XPASS', 'xpass', 'xpass'],
    ['blocked', 'miss', 'miss'],
    ['aborted', 'interrupted', 'interrupted'],
    ['todo', 'skip', 'skip'],
  ])('14: the word %s is %s in JUnit and %s in a table', async (word, junit, table) => {
    const { tests } = await read(suite(`<testcase name="a" status="${word}"/>`));
    expect(tests[0]).toMatchObject({ result: junit, source_status: word });
    const parsed = parseTestObject({ name: 'a', result: word });
    if (word !== 'run') expect(parsed.ok && parsed.test.result).toBe(table);
    expect(parsed.ok && parsed.test.source_status).toBe(word);
  });
});
