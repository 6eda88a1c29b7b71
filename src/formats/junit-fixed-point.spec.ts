import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { detect } from './detect';
import { FORMATS } from './formats';
import { readJunit } from './junit-reader.codec';
import { writeJunit } from './junit-writer.codec';
import { newRecord } from './new-record';
import { TestRecord } from './record';
import { headOf, readAll, stored, textOf } from './spec-kit';
import { xmlAttribute, xmlText } from './xml-text';

const REPORTS = join(__dirname, '../../test/fixtures/reports');
const write = (tests: TestRecord[]): Promise<string> => textOf(writeJunit(headOf(tests), stored(tests)));

/** Files and console text beyond the metadata become attachments of a test: no export holds them. */
const exported = (tests: TestRecord[]): TestRecord[] =>
  tests.map(({ output: _output, attachments: _attachments, ...test }) => test);

/** Reads our export of what was read: it must say the same, and be exported as the very same bytes. */
async function expectFixed(tests: TestRecord[]): Promise<void> {
  const first = await write(tests);
  const again = await readAll(readJunit, first);
  expect(exported(again.tests)).toEqual(exported(tests));
  expect(again.rejected).toEqual([]);
  expect(await write(again.tests)).toBe(first);
}

const word = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    'a',
    'a.b',
    'A b',
    'x::y[1]',
    '😀',
    ']]>',
    '\n',
    '\r\n',
    '\t',
    'test',
    'run',
    '[[PROPERTY|k=v]]',
  ),
  fc.constantFrom(
    'attachment',
    '[[ATTACHMENT|a/b.png]]',
    '__proto__',
    'constructor',
    '\u0085',
    '1',
    'toString',
  ),
  fc.string({ unit: 'binary', maxLength: 8 }),
);
const pairs = fc.array(fc.tuple(word, word), { maxLength: 3 });
const child = fc.record({
  element: fc.constantFrom('failure', 'error', 'skipped', 'softfailure', 'flakyFailure', 'rerunError'),
  type: fc.option(fc.oneof(word, fc.constantFrom('todo', 'pytest.xfail'))),
  message: fc.option(word),
  text: word,
});
const testcase = fc.record({
  name: fc.option(word),
  classname: fc.option(word),
  attributes: fc.dictionary(fc.constantFrom('file', 'line', 'id', 'class', 'type', 'properties'), word),
  status: fc.option(fc.oneof(word, fc.constantFrom('notrun', 'disabled', 'softfail', 'PASSED', 'gronk'))),
  time: fc.option(fc.constantFrom('0', '1.50', '1E-07', '-3', 'NaN', '1,234.5', '12ms', '')),
  timestamp: fc.option(
    fc.constantFrom('2026-01-02T03:04:05', '2026-01-02T03:04:05+02:00', 'soon', '1700000000'),
  ),
  children: fc.array(child, { maxLength: 2 }),
  properties: pairs,
  output: fc.option(word),
});
const pair = (name: string, value: string | null | undefined): string =>
  value === null || value === undefined ? '' : ` ${name}="${xmlAttribute(value)}"`;

type Case = typeof testcase extends fc.Arbitrary<infer T> ? T : never;

function xmlOf(one: Case): string {
  const { attributes, children, properties, output } = one;
  const start = ['name', 'classname', 'status', 'time', 'timestamp']
    .map((key) => pair(key, one[key as 'name']))
    .concat(Object.entries(attributes).map(([key, value]) => pair(key, value)));
  const inside = [
    ...properties.map(([name, value]) => `<property${pair('name', name)}${pair('value', value)}/>`),
    ...children.map(
      ({ element, type, message, text }) =>
        `<${element}${pair('type', type)}${pair('message', message)}>${xmlText(text)}</${element}>`,
    ),
    output === null ? '' : `<system-out>${xmlText(output)}</system-out>`,
  ];
  return `<testcase${start.join('')}>${inside.join('')}</testcase>`;
}

describe('28: JUnit → Assay → JUnit → Assay', () => {
  it.each(readdirSync(REPORTS))('is a fixed point for %s', async (name) => {
    const body = readFileSync(join(REPORTS, name));
    const { tests } = await readAll(FORMATS[detect(body) ?? 'csv'].reader, body);
    await expectFixed(tests);
  });

  it('is a fixed point whatever a case says', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(testcase, { minLength: 1, maxLength: 3 }), async (cases) => {
        const xml = `<testsuite name="s"><testsuite name="a.b">${cases.map(xmlOf).join('')}</testsuite></testsuite>`;
        await expectFixed((await readAll(readJunit, xml)).tests);
      }),
      { numRuns: 500 },
    );
  });

  it('is a fixed point for metadata from anywhere', async () => {
    const metadata = fc.oneof(
      fc.json(),
      fc
        .dictionary(
          fc.oneof(word, fc.constantFrom('classname', 'type', 'properties', 'system_out')),
          fc.oneof(word, fc.dictionary(word, word)),
        )
        .map((value) => JSON.stringify(value)),
    );
    await fc.assert(
      fc.asyncProperty(
        word,
        metadata,
        fc.constantFrom('pass', 'fail', 'skip', 'xfail', null),
        async (name, text, result) => {
          fc.pre(
            name !== '' &&
              !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff\ud800-\udfff]/u.test(name + text),
          );
          await expectFixed([{ ...newRecord('s', name, result), metadata: text }]);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('leaves the plain form plain', async () => {
    const xml =
      '<testsuite name="s"><testcase name="adds" classname="com.Foo" time="0.5" file="a.js"/>' +
      '<testcase name="breaks" classname="com.Foo" status="run"><properties><property name="k" value="v"/></properties>' +
      '<failure message="no" type="E">no\nreally</failure><system-out>said</system-out></testcase></testsuite>';
    const text = await write((await readAll(readJunit, xml)).tests);
    expect(text).not.toContain('assay.');
    expect(text).toContain('<testcase classname="com.Foo" name="adds" time="0.5" file="a.js"/>');
    expect(text).toContain('<failure message="no" type="E">no\nreally</failure>');
    expect(text).toContain('<property name="k" value="v"/>');
    expect(text).toContain('<system-out>said</system-out>');
  });
});
