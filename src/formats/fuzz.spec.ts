import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { BadInput } from '../errors/domain-error';
import { FORMATS, WRITTEN } from './formats';
import { readJunit } from './junit-reader.codec';
import { writeJunit } from './junit-writer.codec';
import { bytesOf, headOf, readAll, Reading, stored, textOf } from './spec-kit';

const FOLDER = join(__dirname, '../../test/fixtures/reports');
const KCIDB =
  '{"version":{"major":5,"minor":3},"tests":[{"id":"a:1","path":"x.y","status":"PASS","misc":{"a":["\\u0000"]}}]}';
const LAVA =
  "- name: a\n  job: '1'\n  suite: s\n  result: pass\n  unit: ''\n  url: /x\n  log_start_line: ''\n  metadata: {a: b}\n";
const BODIES = [
  ...readdirSync(FOLDER).map((name) => readFileSync(join(FOLDER, name))),
  ...[KCIDB, LAVA, 'name,result,metadata\na,pass,"{\'k\': 1}"\n'].map((text) => Buffer.from(text)),
];
const READERS = [...new Set([...WRITTEN, FORMATS.kcidb].map(({ reader }) => reader))];

/** One wound: bytes left out, put in, or said again. */
const wound = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.nat(200),
  insert: fc.oneof(
    fc.uint8Array({ maxLength: 12 }),
    fc
      .constantFrom(
        ']]>',
        '<![CDATA[',
        '&#0;',
        '"',
        '\\',
        '{',
        '}',
        '[',
        '\u0000',
        '<testsuite',
        '    ok 1',
        '\n...',
      )
      .map((text) => Buffer.from(text)),
  ),
  keep: fc.boolean(),
});
const wounded = fc
  .tuple(fc.constantFrom(...BODIES), fc.array(wound, { minLength: 1, maxLength: 4 }))
  .map(([body, wounds]) =>
    wounds.reduce<Buffer>((bytes, { at, length, insert, keep }) => {
      const from = Math.floor(at * bytes.length);
      return Buffer.concat([
        bytes.subarray(0, from),
        insert,
        bytes.subarray(keep ? Math.max(0, from - length) : from + length),
      ]);
    }, body),
  );

/** What is read, or null when it is refused; any other error is ours. */
async function attempt(reader: (typeof READERS)[number], body: Buffer): Promise<Reading | null> {
  try {
    return await readAll(reader, bytesOf(body, 997));
  } catch (error) {
    if (error instanceof BadInput) return null;
    throw error;
  }
}

describe('reports that were damaged', () => {
  it('are read or refused by every reader, and what is read can be written and read again', async () => {
    await fc.assert(
      fc.asyncProperty(wounded, async (body) => {
        for (const reader of READERS) {
          const reading = await attempt(reader, body);
          if (reading === null || reading.tests.length === 0 || reading.tests.length > 1_000) continue;
          for (const { suite, name } of reading.tests) expect([suite, name]).not.toContain('');
          const text = await textOf(writeJunit(headOf(reading.tests), stored(reading.tests)));
          const again = (await readAll(readJunit, text)).tests;
          expect(again.map(({ suite, name, result }) => [suite, name, result])).toEqual(
            reading.tests.map(({ suite, name, result }) => [suite, name, result]),
          );
          expect(await textOf(writeJunit(headOf(again), stored(again)))).toBe(text);
        }
      }),
      { numRuns: Number(process.env.FUZZ_RUNS ?? 300) },
    );
  }, 120_000);
});
