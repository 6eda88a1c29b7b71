import fc from 'fast-check';
import { Parser } from 'tap-parser';
import { parse } from 'yaml';

import { TEST_RESULTS } from '../vocabulary/test-result';
import { WRITTEN } from './formats';
import { readJunit } from './junit-reader.codec';
import { junitChildOf, writeJunit } from './junit-writer.codec';
import { newRecord } from './new-record';
import { ReportHead, StoredTest, TestRecord } from './record';
import { headOf, heldNow, readAll, stored, textOf } from './spec-kit';
import { writeCsv } from './csv-writer.codec';
import { writeTap } from './tap-writer.codec';
import { writeYaml } from './yaml-writer.codec';

const LEGAL = /^[\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u;
const full = (text: string): TestRecord => ({
  ...newRecord(`s${text}`, `n${text}`, 'fail'),
  message: text,
  metadata: text,
  units: text,
  source_status: text,
});

describe('what an exporter must do (report-formats C3)', () => {
  it('23: only characters that XML 1.0 allows, never the end of a CDATA section', async () => {
    const every = Array.from({ length: 0x10000 }, (_, code) => String.fromCharCode(code)).join('');
    const text = await textOf(writeJunit(headOf([full(every)]), stored([full(every), full(']]>')])));
    expect(LEGAL.test(text)).toBe(true);
    expect(text).not.toContain(']]>');
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), async (any) => {
        const xml = await textOf(writeJunit(headOf([full(any)]), stored([full(any)])));
        expect(LEGAL.test(xml)).toBe(true);
        expect((await readAll(readJunit, xml)).warnings).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  it('23: counts that are those of the rows, in the order of the rows', async () => {
    const records = [...TEST_RESULTS, null].map((result, i) => newRecord(`s${i % 2}`, `${result}`, result));
    const sorted = records.sort((a, b) => a.suite.localeCompare(b.suite));
    const count = (child: string, of: TestRecord[]): number =>
      of.filter(({ result }) => junitChildOf(result) === child).length;
    const head = headOf(sorted);
    for (const suite of head.suites) {
      const own = sorted.filter((test) => test.suite === suite.name);
      Object.assign(suite, {
        failures: count('failure', own),
        errors: count('error', own),
        skipped: count('skipped', own),
      });
    }
    const text = await textOf(writeJunit(head, stored(sorted)));
    for (const child of ['failure', 'error', 'skipped']) {
      const elements = text.match(new RegExp(`<${child}[ />]`, 'g'))?.length ?? 0;
      expect(elements).toBe(count(child, sorted));
    }
    expect([...text.matchAll(/<testcase [^>]*name="([^"]*)"/g)].map(([, name]) => name)).toEqual(
      sorted.map(({ name }) => name),
    );
  });

  it.each(WRITTEN.map((format) => [format.name, format] as const))(
    '23: any number of cases as %s in the memory of a few',
    async (_name, { writer }) => {
      const held: number[] = [];
      async function* many(): AsyncGenerator<StoredTest> {
        for (let id = 1; id <= 200_000; id += 1) {
          if (id % 50_000 === 0) held.push(heldNow());
          yield { ...newRecord('suite', `test ${id}`, 'pass'), duration: '0.5', id, job: 1 };
        }
      }
      const head: ReportHead = { ...headOf([]), tests: 200_000 };
      let length = 0;
      for await (const chunk of writer(head, many())) length += chunk.length;
      expect(length).toBeGreaterThan(4_000_000);
      expect((held.at(-1) ?? 0) - (held[0] ?? 0)).toBeLessThan(10);
    },
    120_000,
  );

  it('24: an unknown result is an error, never a pass', async () => {
    const records = [newRecord('s', 'a', 'unknown')];
    expect(await textOf(writeJunit(headOf(records), stored(records)))).toMatch(/<error\/>/);
    expect(await textOf(writeTap(headOf(records), stored(records)))).toContain('not ok 1 a');
  });

  it('25: TAP 13 with a plan that is right for any window, escapes and YAML that is YAML', async () => {
    const records = ['a # SKIP b', 'back\\slash', 'x # TODO', 'two\nlines', '{'].map((name) => full(name));
    const text = await textOf(writeTap({ ...headOf(records), tests: 5 }, stored(records)));
    expect(text.startsWith('TAP version 13\n1..5\n')).toBe(true);
    const events = Parser.parse(text);
    expect(events.filter(([type]) => type === 'assert').length).toBe(5);
    expect(events.flatMap((event) => (event[0] === 'assert' ? [event[1].ok] : []))).toEqual(
      Array(5).fill(false),
    );
    for (const [, block = ''] of text.matchAll(/^ {2}---\n([^]*?)^ {2}\.\.\.$/gm))
      expect(parse(block)).toMatchObject({ assay: 1 });
  });

  it('26: CSV after RFC 4180, and a guard against formulas for who asks for it', async () => {
    const cells = ['=1+1', '+1', '-1', '@x', '\tx', '\rx', 'plain', 'a "quoted", b', 'two\r\nlines'];
    const records = cells.map((name) => newRecord('s', name, 'pass'));
    const guarded = await textOf(writeCsv(headOf(records), stored(records), { formulaGuard: true }));
    const plain = await textOf(writeCsv(headOf(records), stored(records)));
    for (const cell of cells.slice(0, 5)) expect(guarded).toContain(`,'${cell},`);
    expect(guarded).toContain(`,"'\rx",`);
    for (const text of [guarded, plain]) {
      expect(text).toContain(',plain,');
      expect(text).toContain(',"a ""quoted"", b",');
      expect(text).toContain(',"two\r\nlines",');
      expect(text.endsWith('\r\n')).toBe(true);
    }
    expect(plain).toContain(',=1+1,');
  });

  it('27: YAML in which nothing is taken for something else', async () => {
    const words = [
      'no',
      'on',
      'y',
      'NO',
      '1e3',
      '0x1F',
      '0o7',
      '017',
      '1:30',
      '2020-01-01',
      '',
      ' a',
      'a ',
      '~',
      'null',
      '.inf',
      '*a',
      '&a',
      '!x',
      '- a',
      'a: b',
      '# c',
      '%d',
      '@e',
    ];
    const records = words.map((name) => full(name));
    const text = await textOf(writeYaml(headOf(records), stored(records)));
    expect(text).not.toMatch(/[:-] [&*]/);
    for (const version of ['1.1', '1.2'] as const) {
      const read = parse(text, { version }) as Record<string, unknown>[];
      expect(read.map(({ message }) => message)).toEqual(words);
      expect(read.map(({ suite }) => suite)).toEqual(words.map((word) => `s${word}`));
    }
  });
});
