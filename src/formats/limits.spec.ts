import { FORMATS } from './formats';
import { readJunit } from './junit-reader.codec';
import { DEFAULT_READ_LIMITS } from './record';
import { bytesOf, heapOf, readAll, refusal, repeated } from './spec-kit';

const CASE = '<testsuite name="s"><testcase name="a"><failure message="m">';
const END = '</failure></testcase></testsuite>';
const MB = 1_048_576;

describe('hostile XML', () => {
  it('expands no entity: a bomb stays text', async () => {
    const bomb =
      '<!DOCTYPE t [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>' +
      '<testsuite name="s"><testcase name="&c;"><failure>&c;</failure></testcase></testsuite>';
    const { tests, warnings } = await readAll(readJunit, bomb);
    expect(tests[0]).toMatchObject({ name: '&c;', message: '&c;' });
    expect(warnings).toContain('entity_not_expanded');
  });

  it('fetches no external entity', async () => {
    const xxe =
      '<!DOCTYPE t [<!ENTITY x SYSTEM "file:///etc/passwd"> %remote;]><testsuite><testcase name="&x;"/></testsuite>';
    expect((await readAll(readJunit, xxe)).tests[0]?.name).toBe('&x;');
  });

  it('names the cap when elements are nested too deep', async () => {
    const deep = `${'<testsuite>'.repeat(10_000)}${'</testsuite>'.repeat(10_000)}`;
    expect(await refusal(readJunit, deep)).toMatch(/nested deeper than 200 levels/);
    const fine = `${'<testsuite name="x">'.repeat(60)}<testcase name="a"/>${'</testsuite>'.repeat(60)}`;
    expect((await readAll(readJunit, fine)).tests[0]?.suite.split('/').length).toBe(60);
  });

  it('refuses a hundred thousand attributes and an attribute without end', async () => {
    const many = Array.from({ length: 100_000 }, (_, i) => `a${i}="1"`).join(' ');
    expect(await refusal(readJunit, `<testsuite ${many}/>`)).toMatch(/more than 1000 attributes/);
    const huge = repeated('<testsuite name="', 'x', 20 * MB, '"/>');
    await expect(readAll(readJunit, huge)).rejects.toThrow(/attribute is longer than 1048576 characters/);
    const kept = `<testsuite name="s"><testcase name="${'n'.repeat(65_536)}"/></testsuite>`;
    const { tests, warnings } = await readAll(readJunit, kept);
    expect([tests[0]?.name.length, warnings]).toEqual([expect.any(Number), ['name_cut']]);
    expect(tests[0]?.name.length).toBeLessThanOrEqual(4096);
  });

  it('refuses an endless tag name or document type, and passes over an endless comment', async () => {
    await expect(readAll(readJunit, repeated('<', 'x', 5 * MB, '/>'))).rejects.toThrow(/name or declaration/);
    await expect(readAll(readJunit, repeated('<!DOCTYPE ', 'x', 5 * MB, '>'))).rejects.toThrow(
      /name or declaration/,
    );
    const { tests } = await readAll(
      readJunit,
      repeated('<testsuite><testcase name="a"/><!--', 'x', 5 * MB, '--><testcase name="b"/></testsuite>'),
    );
    expect(tests.length).toBe(2);
  });

  it.each(['&#65;', '&#27;', '&amp;', '&#0;'])('reads a million %s', async (reference) => {
    const { tests } = await readAll(readJunit, repeated(CASE, reference, 1_000_000, END));
    expect(tests[0]?.message?.length).toBeLessThanOrEqual(DEFAULT_READ_LIMITS.text);
    expect(tests[0]?.message).toContain('characters cut');
  });

  it.each([
    ['text', CASE, END],
    ['CDATA', `${CASE}<![CDATA[`, `]]>${END}`],
    ['output', '<testsuite><testcase name="a"><system-out>', '</system-out></testcase></testsuite>'],
  ])('reads 50 MB of %s in constant memory, head and tail kept', async (_what, start, end) => {
    const { tests } = await readAll(readJunit, repeated(start, 'line of text\n', (5 * MB) / 13, end));
    const said =
      tests[0]?.message ?? (JSON.parse(tests[0]?.metadata ?? '{}') as { system_out: string }).system_out;
    expect(said).toMatch(/^(m\n)?line of text[^]*characters cut[^]*/);
    expect(await heapOf(readJunit, repeated(start, 'line of text\n', (50 * MB) / 13, end))).toBeLessThan(60);
  });
});

describe('large reports', () => {
  it.each(Object.values(FORMATS).map((format) => [format.name, format] as const))(
    'of %s with a line of 30 MB do not take the memory with them',
    async (name, format) => {
      const start = {
        junit: CASE,
        tap: '1..2\nok 1 ',
        csv: 'name,message\r\na,b\r\nc,"',
        yaml: '- name: a\n- name: ',
        ndjson: '{"name":"a"}\n{"name":"',
        kcidb: '{"version":{"major":5},"tests":[{"id":"a:1"},{"id":"',
      }[name];
      const end = {
        junit: END,
        tap: '\nok 2 b\n',
        csv: '"\r\nd,e\r\n',
        yaml: '\n- name: b\n',
        ndjson: '"}\n{"name":"b"}\n',
        kcidb: '"},{"id":"a:2"}]}',
      }[name];
      const reading = readAll(format.reader, repeated(start, 'x', 30 * MB, end));
      // In CSV that is a quote that was never closed; elsewhere the other tests are read.
      if (name === 'csv') await expect(reading).rejects.toThrow(/is a quote never closed/);
      else
        expect((await reading).tests.length).toBe({ junit: 1, tap: 2, yaml: 2, ndjson: 2, kcidb: 2 }[name]);
    },
  );

  it('reads a hundred thousand cases', async () => {
    const cases = '<testcase classname="com.example.Foo" name="test" time="0.123"/>\n';
    let tests = 0;
    for await (const event of readJunit(repeated('<testsuite name="s">', cases, 100_000, '</testsuite>'))) {
      tests += event.type === 'test' ? 1 : 0;
    }
    expect(tests).toBe(100_000);
  });

  it('is not stopped by one bad byte', async () => {
    const body = Buffer.concat([
      Buffer.from('<testsuite><testcase name="a'),
      Buffer.from([0, 0xff, 0x1b]),
      Buffer.from('"/></testsuite>'),
    ]);
    const { tests, repaired } = await readAll(readJunit, bytesOf(body, 1));
    expect([tests[0]?.name, repaired]).toEqual(['a\u2400\ufffd\ufffd', 3]);
  });
});

describe('patterns that could take for ever', () => {
  // For ever is longer than any test may take.
  const blanks = ' '.repeat(1_000_000);
  it.each([
    ['a line of blanks', FORMATS.tap, `1..1\nok 1 a${blanks}# x\n`],
    ['a long directive', FORMATS.tap, `1..1\nok 1 a # SKIP${'.'.repeat(900_000)}x\n`],
    ['many signs', FORMATS.tap, `1..1\nok 1 a${' #'.repeat(400_000)}\n`],
    [
      'a long timestamp',
      FORMATS.junit,
      `<testsuite><testcase name="a" timestamp="2020-01-01${blanks}x"/></testsuite>`,
    ],
    [
      'a long time',
      FORMATS.junit,
      `<testsuite><testcase name="a" time="${'1,'.repeat(400_000)}x"/></testsuite>`,
    ],
    [
      'many keys',
      FORMATS.yaml,
      `- name: a\n${Array.from({ length: 60_000 }, (_, i) => `  k${i}: ~x`).join('\n')}\n`,
    ],
    ['deep JSON', FORMATS.ndjson, `{"name":"a","metadata":${'['.repeat(200_000)}${']'.repeat(200_000)}}\n`],
    [
      'one name again and again',
      FORMATS.csv,
      `name\n${Array.from({ length: 1500 }, (_, i) => `n${i}\n`).join('')}${'n1499\n'.repeat(50_000)}`,
    ],
  ])('do not: %s', async (_what, format, body) => {
    const { tests } = await readAll(format.reader, bytesOf(body, 65_536));
    expect(tests.length).toBeGreaterThan(0);
  });

  it('refuses a document of nothing but errors', async () => {
    await expect(readAll(readJunit, repeated(CASE, '& ', 1_000_000, END))).rejects.toThrow(/too many errors/);
  });
});
