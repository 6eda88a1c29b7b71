import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { TEST_RESULTS } from '../vocabulary/test-result';
import { writeCsv } from './csv-writer.codec';
import { detect } from './detect';
import { FORMATS, ReportFormat, WRITTEN } from './formats';
import { newRecord } from './new-record';
import { TestRecord } from './record';
import { headOf, readAll, stored, textOf } from './spec-kit';

const REPORTS = join(__dirname, '../../test/fixtures/reports');
const ALL = WRITTEN.map((format) => [format.name, format] as const);

const HOSTILE = [
  ']]>',
  '<a href="x">&amp;</a>',
  'a#skip',
  'name # SKIP it',
  'name # TODO',
  'name # time=3ms',
  'name # exit=1',
  'ends with {',
  '# TAP results for x',
  'back\\slash \\# \\\\',
  ' leading and trailing ',
  '\ttab\t',
  'two\nlines',
  'carriage\rreturn\r\nboth',
  '- dash',
  '1 digit',
  '42',
  'not ok 1 x',
  '---',
  '...',
  'it\'s "quoted", with; commas',
  '=cmd|calc',
  '-1',
  '@x',
  "'",
  'null',
  'no',
  '~',
  '1e3',
  '2020-01-01',
  'emoji 😀 and \u2603',
  '\u202eright to left \u05d0',
  'zero\u200bwidth\ufeff',
  'c1 \u0085 del \u007f',
  'line\u2028separator\u2029',
  'a/b\\c::d[e]',
  'ends with backslash\\',
  'x'.repeat(4000),
  '\u2400 \ufffd',
  'Case',
  'case',
  'case ',
  '__proto__',
  'constructor',
  'unnamed',
];

function hostileRecords(): TestRecord[] {
  const records: TestRecord[] = [];
  for (const text of HOSTILE) {
    records.push({ ...newRecord('names', text, 'pass'), source_status: 'ok' });
    records.push({ ...newRecord('messages', text, 'fail'), message: text, source_status: text });
    records.push({ ...newRecord('metadata', text, 'skip'), metadata: text, units: text, message: text });
  }
  for (const text of HOSTILE) records.push(newRecord(text, 'in a hostile suite', 'pass'));
  for (const result of [...TEST_RESULTS, null]) {
    for (const message of [null, '', 'why', 'why\nso']) {
      for (const source_status of [null, 'failure', 'ok', 'run', 'ok # SKIP', '']) {
        records.push({
          ...newRecord('results', `${result} ${message} ${source_status}`, result),
          message,
          source_status,
        });
      }
    }
  }
  records.push({
    suite: 'full',
    name: 'full',
    result: 'done',
    source_status: 'DONE',
    measurement: '-12345678901234567890.1200',
    units: 'MB/s',
    duration: '1.500',
    logged: '2026-01-02T03:04:05.678901+05:30',
    message: 'm',
    metadata: '{"a": [1, "two"]}',
    attempt: 1,
    start_log_line: 0,
    end_log_line: 99,
  });
  for (const attempt of [2, 3]) records.push({ ...newRecord('full', 'full', 'error'), attempt });
  return records;
}

async function write(format: ReportFormat, records: TestRecord[]): Promise<string> {
  return textOf(format.writer(headOf(records), stored(records)));
}

describe.each(ALL)('%s', (_name, format) => {
  it('restores every record exactly, however hostile', async () => {
    const records = hostileRecords();
    const text = await write(format, records);
    const reading = await readAll(format.reader, text);
    expect(reading.tests.length).toBe(records.length);
    for (const [index, test] of reading.tests.entries()) expect(test).toEqual(records[index]);
    expect(reading.warnings).toEqual([]);
    expect(reading.rejected).toEqual([]);
    expect(reading.repaired).toBe(0);
    expect(await write(format, reading.tests)).toBe(text);
  });

  it('writes only what can be read again when the records hold what cannot be stored', async () => {
    const bad = 'a\u0000b\u001b[1mc\ufffed\ud800e';
    const record = {
      ...newRecord(bad, bad, 'fail'),
      message: bad,
      metadata: bad,
      units: bad,
      source_status: bad,
    };
    const text = await write(format, [record]);
    const reading = await readAll(format.reader, text);
    expect(reading.tests[0]?.name).toBe('a\u2400b\ufffd[1mc\ufffdd\ufffde');
    expect(reading.tests[0]?.message).toBe(reading.tests[0]?.name);
    expect(await write(format, reading.tests)).toBe(text);
  });

  it('writes an empty report that can be recognised and read', async () => {
    const text = await write(format, []);
    expect((text === '' ? [] : (await readAll(format.reader, text)).tests).length).toBe(0);
    if (text !== '') expect(detect(Buffer.from(text))).toBe(format.name);
  });

  it('recognises its own reports', async () => {
    expect(detect(Buffer.from(await write(format, hostileRecords())))).toBe(format.name);
  });

  it('writes many tests in chunks of about 64 KB', async () => {
    const records = Array.from({ length: 5000 }, (_, i) => newRecord('s', `test ${i}`, 'pass'));
    let chunks = 0;
    for await (const chunk of format.writer(headOf(records), stored(records))) {
      chunks += 1;
      expect(chunk.length).toBeLessThan(70_000);
    }
    expect(chunks).toBeLessThan(50);
  });

  it.each(readdirSync(REPORTS))('keeps what %s says through export and import', async (file) => {
    const body = readFileSync(join(REPORTS, file));
    const source = FORMATS[detect(body) ?? 'csv'];
    const { tests } = await readAll(source.reader, body);
    expect(tests.length).toBeGreaterThan(2);
    const text = await write(format, tests);
    const again = await readAll(format.reader, text);
    expect(again.tests).toEqual(tests);
    expect(await write(format, again.tests)).toBe(text);
  });
});

describe('the formula guard', () => {
  it('is an option, and leaves numbers alone', async () => {
    const record = { ...newRecord('@s', '=1+1', 'pass'), measurement: '-5', message: '\tx', units: 'u' };
    const guarded = await textOf(writeCsv(headOf([record]), stored([record]), { formulaGuard: true }));
    expect(guarded.split('\r\n')[1]).toBe("1,1,'@s,'=1+1,pass,,-5,u,,,'\tx,,1,,");
    const plain = await textOf(writeCsv(headOf([record]), stored([record])));
    expect(plain.split('\r\n')[1]).toBe('1,1,@s,=1+1,pass,,-5,u,,,\tx,,1,,');
  });
});
