import { detect } from './detect';
import { readJunit } from './junit-reader.codec';
import { readKcidb } from './kcidb-reader.codec';
import { readNdjson } from './ndjson-reader.codec';
import { bytesOf, heapOf, Reading, readAll, refusal, repeated } from './spec-kit';
import { readTap } from './tap-reader.codec';

const MB = 1_048_576;
const suite = (inside: string, head = ''): string => `${head}<testsuite name="s">${inside}</testsuite>`;
const read = (body: string | Uint8Array): Promise<Reading> => readAll(readJunit, body);
const nameIn = async (body: string | Uint8Array): Promise<string | undefined> =>
  (await read(body)).tests[0]?.name;
const named = (name: string, encoding?: string): string =>
  suite(`<testcase name="${name}"/>`, encoding ? `<?xml version="1.0" encoding="${encoding}"?>` : '');

describe('report-formats C3, bytes and XML', () => {
  it('1: byte order marks, UTF-16, Latin-1 and what is mislabelled', async () => {
    expect(await nameIn(`\ufeff${named('Grüße 😀')}`)).toBe('Grüße 😀');
    const wide = Buffer.concat([
      Buffer.from([0xff, 0xfe]),
      Buffer.from(named('Grüße 😀', 'UTF-16'), 'utf16le'),
    ]);
    expect(await nameIn(wide)).toBe('Grüße 😀');
    expect(detect(wide)).toBe('junit');
    expect(await nameIn(Buffer.from(named('Grüße', 'ISO-8859-1'), 'latin1'))).toBe('Grüße');
    const latin = await read(Buffer.from(named('Gr\u00fc\u00dfe', 'UTF-8'), 'latin1'));
    expect([latin.tests[0]?.name, latin.repaired]).toEqual(['Gr\ufffd\ufffde', 2]);
  });

  it('1: a character cut in half at the end of the bytes, or of a piece', async () => {
    const cut = await readAll(readTap, Buffer.from('1..1\nok 1 Grü').subarray(0, -1));
    expect([cut.tests[0]?.name, cut.repaired]).toEqual(['Gr\ufffd', 1]);
    const { tests, repaired } = await readAll(readJunit, bytesOf(named('ü😀\u2603'), 1));
    expect([tests[0]?.name, repaired]).toEqual(['ü😀\u2603', 0]);
  });

  it('2: C0, C1, DEL, surrogates and non-characters, raw and as references', async () => {
    const raw = await read(suite(`<testcase name="a\u0000\u0001\u000b\u001b\u007f\u0085\ufffe\uffff"/>`));
    expect(raw.tests[0]?.name).toBe('a\u2400\ufffd\ufffd\ufffd\u007f\u0085\ufffd\ufffd');
    expect(raw.repaired).toBe(6);
    const bytes = Buffer.from(suite('<testcase name="a@@@"/>'))
      .toString('latin1')
      .replace('@@@', '\xed\xa0\x80');
    expect((await read(Buffer.from(bytes, 'latin1'))).repaired).toBeGreaterThan(0);
    const references = await read(
      suite('<testcase name="&#x0;&#27;&#x7f;&#x85;&#xD800;&#xFFFE;&#x110000;"/>'),
    );
    expect(references.tests[0]?.name).toBe('\u2400\ufffd\u007f\u0085\ufffd\ufffd&#x110000;');
    expect(references.repaired).toBe(4);
  });

  it('3: colour sequences, whole, cut, and spelt out by the tool', async () => {
    const body = suite('<testcase name="a"><failure>\u001b[31mred\u001b[0m \u001b[3</failure></testcase>');
    const { tests, repaired } = await read(body);
    expect([tests[0]?.message, repaired]).toEqual(['\ufffd[31mred\ufffd[0m \ufffd[3', 3]);
    const spelt = await read(suite('<testcase name="#x1B[31m \\x1b[0m"/>'));
    expect([spelt.tests[0]?.name, spelt.repaired]).toEqual(['#x1B[31m \\x1b[0m', 0]);
  });

  it('4: U+0000 from JSON, in text and inside metadata', async () => {
    const line = '{"name":"a\\u0000b","metadata":{"k\\u0000":["\\u0000",{"x":"\\ud800"}]}}\n';
    const { tests, repaired } = await readAll(readNdjson, line);
    expect(tests[0]).toMatchObject({ name: 'a\u2400b', metadata: '{"k\u2400":["\u2400",{"x":"\ufffd"}]}' });
    expect(repaired).toBe(4);
    const kcidb = '{"version":{"major":5},"tests":[{"id":"a:b","misc":{"log":"\\u0000"}}]}';
    expect((await readAll(readKcidb, kcidb)).tests[0]?.metadata).toContain('"log":"\u2400"');
  });

  it('5: no entity is fetched or expanded, however many there are', async () => {
    const head =
      '<!DOCTYPE t [<!ENTITY f SYSTEM "file:///etc/passwd"><!ENTITY h SYSTEM "http://127.0.0.1:9/"><!ENTITY a "ha">' +
      Array.from({ length: 20 }, (_, i) => `<!ENTITY b${i} "${`&b${i - 1};`.repeat(10)}">`).join('') +
      ']>';
    expect(await nameIn(suite('<testcase name="&f;&h;&a;&b19;"/>', head))).toBe('&f;&h;&a;&b19;');
    const references = repeated(
      '<testsuite><testcase name="a"><failure>',
      '&#x41;',
      1_000_000,
      '</failure></testcase></testsuite>',
    );
    expect(await heapOf(readJunit, references)).toBeLessThan(60);
  });

  it('5: 10 000 levels, 100 000 attributes and an attribute of 100 MB are refused by name', async () => {
    expect(await refusal(readJunit, '<testsuite>'.repeat(10_000))).toMatch(/deeper than 200 levels/);
    const many = Array.from({ length: 100_000 }, (_, i) => `a${i}="1"`).join(' ');
    expect(await refusal(readJunit, suite(`<testcase ${many}/>`))).toMatch(/more than 1000 attributes/);
    const long = repeated('<testsuite name="', 'x', 100 * MB, '"/>');
    await expect(heapOf(readJunit, long)).rejects.toThrow(/attribute is longer/);
  });

  // 1 GB would say the same, but for minutes on a busy machine: what is held does not grow after the first megabytes.
  it('5: a text of 256 MB takes no more memory than one of 1 MB', async () => {
    const text = repeated(
      '<testsuite><testcase name="a"><system-out>',
      'a line of output\n',
      (256 * MB) / 17,
      '</system-out></testcase></testsuite>',
    );
    expect(await heapOf(readJunit, text)).toBeLessThan(60);
  }, 180_000);

  it('6: cut off, doubled, preceded by text, empty, or a page of HTML', async () => {
    expect(await refusal(readJunit, '<testsuite name="s"><testcase name="a"/>')).toMatch(
      /ends before its end: <testsuite>/,
    );
    expect(await refusal(readJunit, named('a') + named('b'))).toMatch(/second document/);
    const late = `a line of the log\n<?xml version="1.0"?>\n${named('a')}`;
    expect(detect(Buffer.from(late))).toBe('junit');
    expect(await read(late)).toMatchObject({ tests: [{ name: 'a' }], warnings: ['text_outside_root'] });
    for (const body of ['', ' \n', '\ufeff']) expect(await refusal(readJunit, body)).toMatch(/empty/);
    const page = '<!DOCTYPE html>\n<html><head><title>502</title></head></html>';
    expect([detect(Buffer.from(page)), detect(Buffer.from([0x1f, 0x8b, 8, 0, 0]))]).toEqual([null, null]);
    expect(await refusal(readJunit, page)).toMatch(/HTML page/);
    expect(detect(Buffer.from('<testsuite name="a\u0000">'))).toBe('junit');
  });

  it('7: CDATA in pieces, comments, namespaces, xsi:nil, processing instructions', async () => {
    const body =
      '<?xml version="1.0"?><?xml-stylesheet href="x"?><j:testsuite xmlns:j="urn:j" xmlns:xsi="urn:x" name="s">' +
      '<!-- a message in a comment --><j:testcase name="a" xsi:nil="true"><j:failure><![CDATA[a ]]]]><![CDATA[> b]]><!-- c --> d</j:failure></j:testcase>' +
      '<k:testcase xmlns:k="urn:k" name="b"/></j:testsuite>';
    const { tests, warnings } = await read(body);
    expect(tests.map(({ name, message }) => [name, message])).toEqual([
      ['a', 'a ]]> b d'],
      ['b', null],
    ]);
    expect(warnings).toEqual([]);
  });
});
