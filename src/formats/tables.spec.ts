import { readCsv } from './csv-reader.codec';
import { newRecord } from './new-record';
import { readNdjson } from './ndjson-reader.codec';
import { brief, readAll, refusal, stored, headOf, textOf } from './spec-kit';
import { parseTestObject } from './test-object';
import { readYaml } from './yaml-reader.codec';
import { writeYaml } from './yaml-writer.codec';

describe('a test from an object', () => {
  const test = (value: object): object => {
    const parsed = parseTestObject(value);
    return parsed.ok ? brief(parsed.test) : parsed.remark;
  };
  const remarks = (value: object): string[] => {
    const parsed = parseTestObject(value);
    return parsed.ok ? parsed.remarks.map(({ code }) => code) : [parsed.remark.code];
  };

  it('needs nothing but a name', () => {
    expect(test({ name: 'a' })).toEqual({ suite: 'tests', name: 'a' });
    expect(test({ name: 7, suite: 's' })).toEqual({ suite: 's', name: '7' });
    for (const value of [null, [], 'x', {}, { name: '' }, { name: null }])
      expect(parseTestObject(value).ok).toBe(false);
  });

  it('keeps the word of a result that is translated or unknown', () => {
    expect(test({ name: 'a', result: 'pass' })).toMatchObject({ result: 'pass', source_status: 'pass' });
    expect(test({ name: 'a', result: 'PASSED' })).toMatchObject({ result: 'pass', source_status: 'PASSED' });
    expect(test({ name: 'a', result: 'gronk' })).toMatchObject({ result: 'unknown', source_status: 'gronk' });
    expect(remarks({ name: 'a', result: 'gronk' })).toEqual(['unknown_result']);
    expect(test({ name: 'a', result: 'pass', source_status: null })).toEqual({
      suite: 'tests',
      name: 'a',
      result: 'pass',
    });
    expect(test({ name: 'a', result: 'fail', source_status: 'FAIL' })).toMatchObject({
      source_status: 'FAIL',
    });
    expect(remarks({ name: 'a', result: { deep: 1 } })).toEqual(['unknown_result']);
  });

  it('takes numbers as numbers or text, and leaves out what is none', () => {
    expect(
      test({ name: 'a', measurement: 1.5, duration: 1e-7, attempt: '2', start_log_line: 3, unit: 's' }),
    ).toMatchObject({
      measurement: '1.5',
      duration: '0.0000001',
      attempt: 2,
      start_log_line: 3,
      units: 's',
    });
    expect(
      remarks({
        name: 'a',
        measurement: 'many',
        attempt: 0,
        end_log_line: -1,
        logged: 'now',
        duration: true,
      }),
    ).toEqual(['bad_measurement', 'bad_duration', 'bad_logged', 'bad_attempt', 'bad_end_log_line']);
    expect(remarks({ name: 'a', colour: 'red' })).toEqual(['unknown_field']);
  });

  it('stores metadata as text and everything storable', () => {
    expect(test({ name: 'a\u0000\ud800', metadata: { a: [1] } })).toMatchObject({
      name: 'a\u2400\ufffd',
      metadata: '{"a":[1]}',
    });
    expect(parseTestObject(JSON.parse('{"__proto__": {"name": "x"}, "constructor": 1}')).ok).toBe(false);
  });
});

describe('NDJSON', () => {
  it('rejects single lines and reads the others', async () => {
    const body =
      '{"name":"a","result":"pass"}\r\n\nnot json\n[1]\n{"suite":"s"}\n{"name":"b","x":1}\n{"name":"c","x":2}\n{"name":"d"';
    const reading = await readAll(readNdjson, body);
    expect(reading.tests.map(({ name }) => name)).toEqual(['a', 'b', 'c']);
    expect(reading.rejected).toEqual([
      { code: 'bad_line', line: 3 },
      { code: 'not_an_object', line: 4 },
      { code: 'missing_name', line: 5 },
      { code: 'bad_line', line: 8 },
    ]);
    expect(reading.warnings).toEqual(['unknown_field']);
  });

  it('keeps the name of a test that comes again, and says so', async () => {
    const body = '{"name":"a"}\n{"name":"a"}\n{"name":"a","attempt":2}\n';
    const { tests, warnings } = await readAll(readNdjson, body);
    expect(tests.map(({ name, attempt }) => `${name} ${attempt}`)).toEqual(['a 1', 'a 1', 'a 2']);
    expect(warnings).toEqual(['repeated_case']);
  });

  it('is refused when no line is a test', async () => {
    expect(await refusal(readNdjson, '')).toMatch(/empty/);
    expect(await refusal(readNdjson, 'hello\n')).toMatch(/^BadInput: This is not NDJSON/);
  });
});

describe('CSV', () => {
  it('has its columns in any order, quotes, line breaks and a byte order mark', async () => {
    const body = '\ufeffResult,colour,name,message,unit\r\npass,red,"a ""b""\nc","",ms\r\n\r\nfail,,d,,\r\n';
    const reading = await readAll(readCsv, body);
    expect(reading.tests.map(brief)).toEqual([
      { suite: 'tests', name: 'a "b"\nc', result: 'pass', source_status: 'pass', message: '', units: 'ms' },
      { suite: 'tests', name: 'd', result: 'fail', source_status: 'fail' },
    ]);
    expect(reading.warnings).toEqual(['unknown_column']);
  });

  it('rejects single rows with their line', async () => {
    const reading = await readAll(readCsv, 'name,result\na,pass\nb\nc,pass,x\n,pass\nd"e,pass\nf,gronk\n');
    expect(reading.tests.map(({ name }) => name)).toEqual(['a', 'f']);
    expect(reading.rejected).toEqual([
      { code: 'wrong_columns', line: 3 },
      { code: 'wrong_columns', line: 4 },
      { code: 'missing_name', line: 5 },
      { code: 'bad_row', line: 6 },
    ]);
    expect(reading.warnings).toEqual(['unknown_result']);
  });

  it.each([
    ['', /The report is empty/],
    ['suite,result\r\na,pass\r\n', /no column "name"/],
    ['name,name\r\n', /comes twice/],
    ['name,result\r\n"a,pass\r\n', /a quote is still open/],
  ])('is not %j', async (body, message) => {
    expect(await refusal(readCsv, body)).toMatch(message);
  });

  it('passes on a failure of the stream itself', async () => {
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('name\r\na\r\n'.repeat(1000));
      throw new Error('connection lost');
    }
    await expect(readAll(readCsv, broken())).rejects.toThrow('connection lost');
  });
});

describe('YAML', () => {
  it('of other tools keeps scalars as they are written', async () => {
    const body = [
      '%YAML 1.2',
      '---',
      '# a comment',
      '- name: no',
      '  suite: "0123"',
      '  measurement: 1.50',
      '  result: pass',
      '  metadata: {case: x, measurement: 1.0}',
      '  message: |',
      '    two',
      '',
      '    lines',
      '',
      "- {name: 2020-01-01, result: FAIL, logged: '2020-01-01 00:00:00'}",
      '-',
      '  name: ~x',
      '  units: null',
      '...',
    ].join('\n');
    const { tests, rejected } = await readAll(readYaml, body);
    expect(rejected).toEqual([]);
    expect(tests.map(brief)).toEqual([
      {
        suite: '0123',
        name: 'no',
        measurement: '1.50',
        result: 'pass',
        source_status: 'pass',
        metadata: '{"case":"x","measurement":1}',
        message: 'two\n\nlines\n',
      },
      {
        suite: 'tests',
        name: '2020-01-01',
        result: 'fail',
        source_status: 'FAIL',
        logged: '2020-01-01T00:00:00Z',
      },
      { suite: 'tests', name: '~x' },
    ]);
  });

  it('rejects single items, aliases among them', async () => {
    const body =
      '- name: a\n- &x {name: b, message: *x}\n- just text\n- name: [\n- name: c\n  name: d\n- name: e\n';
    const reading = await readAll(readYaml, body);
    expect(reading.tests.map(({ name }) => name)).toEqual(['a', 'e']);
    expect(reading.rejected.map(({ line }) => line)).toEqual([2, 3, 4, 5]);
  });

  it.each([
    ['', /empty/],
    ['name: a\n', /not a YAML list of tests/],
    ['[{name: a}]', /not a YAML list of tests/],
    ['- a\n- b\n', /no item has a name/],
  ])('is not %j', async (body, message) => {
    expect(await refusal(readYaml, body)).toMatch(message);
  });

  it('is written with every text quoted', async () => {
    const records = [{ ...newRecord('no', '1e3', 'pass'), message: 'a\n\u0085' }];
    const text = await textOf(writeYaml(headOf(records), stored(records)));
    expect(text).toContain('  suite: "no"\n  name: "1e3"\n  result: "pass"\n  source_status: null\n');
    expect(text).toContain('  message: "a\\n\\u0085"\n');
  });
});
