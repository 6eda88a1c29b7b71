import { CappedText, cutName, cutText } from './capped-text';
import { decimalText } from './decimal';
import { detect } from './detect';
import { durationText } from './duration-text';
import { formatNamed, formatOfMediaType, FORMATS, WRITTEN } from './formats';
import { instantText } from './instant-text';
import { NameRegister } from './name-register';
import { bytesOf } from './spec-kit';
import { ReportText } from './text-decoder';
import { lineBatches } from './text-lines';
import { storableText } from './text-sanitizer';

async function decoded(
  bytes: Uint8Array,
  xml = false,
  size = 3,
): Promise<{ text: string; repaired: number; line: number }> {
  const source = new ReportText(bytesOf(bytes, size), { xml });
  let text = '';
  for await (const piece of source.pieces()) text += piece;
  return { text, repaired: source.repairs.count, line: source.repairs.first.line };
}

const utf16be = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();

describe('text from bytes', () => {
  it('comes without a byte order mark, whole across chunks', async () => {
    expect(await decoded(Buffer.from('\ufeffäö😀'))).toMatchObject({ text: 'äö😀', repaired: 0 });
  });

  it('may be UTF-16 in either order', async () => {
    expect(
      (await decoded(Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('hé😀', 'utf16le')]))).text,
    ).toBe('hé😀');
    expect((await decoded(Buffer.concat([Buffer.from([0xfe, 0xff]), utf16be('hé😀')]))).text).toBe('hé😀');
    expect((await decoded(utf16be('<a>é</a>'), true)).text).toBe('<a>é</a>');
  });

  it('follows the encoding an XML declaration names, and only that of XML', async () => {
    const xml = Buffer.from('<?xml version="1.0" encoding="ISO-8859-1"?><a>é</a>', 'latin1');
    expect((await decoded(xml, true)).text).toContain('<a>é</a>');
    expect((await decoded(xml)).text).toContain('<a>\ufffd</a>');
    const euro = Buffer.concat([
      Buffer.from("<?xml version='1.0' encoding='windows-1252'?>"),
      Buffer.from([0x80]),
    ]);
    expect((await decoded(euro, true)).text).toContain('€');
    expect(
      (await decoded(Buffer.from('<?xml version="1.0" encoding="klingon"?><a>é</a>'), true)).text,
    ).toContain('é');
    expect(
      (await decoded(Buffer.from('<?xml version="1.0" encoding="UTF-16"?><a>é</a>'), true)).text,
    ).toContain('é');
  });

  it('counts invalid bytes, but not U+FFFD that was really sent', async () => {
    const latin = Buffer.concat([Buffer.from('a\nb\ufffd\n'), Buffer.from([0xe9, 0x20, 0xff])]);
    expect(await decoded(latin)).toMatchObject({ text: 'a\nb\ufffd\n\ufffd \ufffd', repaired: 2 });
    for (const size of [1, 2, 3, 4, 5, 1000])
      expect((await decoded(Buffer.from('x\ufffd\ufffdy'), false, size)).repaired).toBe(0);
    expect(await decoded(Buffer.from([0x61, 0xe2, 0x82]))).toMatchObject({ text: 'a\ufffd', repaired: 1 });
  });

  it('keeps a NUL visible and replaces what cannot be stored', async () => {
    const text = await decoded(Buffer.from('a\tb\r\n\u0000\u001b[1m\u007f\u0085\uffff'));
    expect(text).toEqual({ text: 'a\tb\r\n\u2400\ufffd[1m\u007f\u0085\ufffd', repaired: 3, line: 2 });
    expect(storableText('a\ud800b😀\udc00')).toEqual({ text: 'a\ufffdb😀\ufffd', repaired: 2 });
  });

  it('splits into lines wherever the chunks end', async () => {
    async function* pieces(): AsyncGenerator<string> {
      yield* ['a\r', '\nb\rc', '\n\nlong', 'er than ten', '\nx'];
    }
    const lines: string[] = [];
    const cut: number[] = [];
    for await (const batch of lineBatches(pieces(), { longest: 10, cut: (at) => cut.push(at) }))
      lines.push(...batch.lines);
    expect(lines).toEqual(['a', 'b\rc', '', 'longer tha', 'x']);
    expect(cut).toEqual([4]);
  });
});

describe('capped text', () => {
  it('is untouched within the cap, and head and tail with a mark beyond it', () => {
    const text = new CappedText(200);
    for (let i = 0; i < 50; i += 1) text.add('abcd');
    expect(text.toString()).toBe('abcd'.repeat(50));
    for (let i = 0; i < 5000; i += 1) text.add(`${i},`);
    expect(text.toString().length).toBeLessThanOrEqual(200);
    expect(text.toString()).toMatch(/^abcdabcd[^]*\n\[\.\.\. \d+ characters cut \.\.\.\]\n[^]*4998,4999,$/);
    expect(cutText('x'.repeat(1000), 200)).toBe(cutText(cutText('x'.repeat(1000), 200), 200));
  });

  it('never cuts an emoji in half', () => {
    expect(encodeURIComponent(cutText('😀'.repeat(500), 201))).toContain('cut');
    expect(encodeURIComponent(cutText('a' + '😀'.repeat(500), 200))).toContain('cut');
  });

  it('keeps long names apart that differ in the middle only', () => {
    const name = (middle: string): string => 'x'.repeat(5000) + middle + 'y'.repeat(5000);
    expect(cutName(name('1'), 4096)).not.toBe(cutName(name('2'), 4096));
    expect(cutName(name('1'), 4096).length).toBeLessThanOrEqual(4096);
  });
});

describe('numbers and moments', () => {
  it.each([
    ['1,234.56', '1234.56'],
    ['1.234,56', '1234.56'],
    ['0,5', '0.5'],
    ['1,234', '1234'],
    ['1E-07', '0.0000001'],
    ['0.0s', '0.0'],
    ['12ms', '0.012'],
    ['5 µs', '0.000005'],
    ['0.', '0'],
    ['.5', '0.5'],
    ['-0.0', '0'],
    ['1.500', '1.500'],
    ['NaN', null],
    ['Infinity', null],
    ['-1', null],
    ['1e12', null],
    ['', null],
    ['1h', null],
  ])('reads %j as %j seconds', (received, seconds) => {
    expect(durationText(received)).toBe(seconds);
  });

  it.each([
    ['12345678901234567890.123', '12345678901234567890.123'],
    ['-1.50', '-1.50'],
    ['+2', '2'],
    ['1e3', '1000'],
    ['-1.25E-2', '-0.0125'],
    ['1e999', null],
    ['0x1f', null],
    ['.', null],
  ])('reads %j as the decimal %j', (received, decimal) => {
    expect(decimalText(received)).toBe(decimal);
  });

  it.each([
    ['2026-01-05T18:52:42.103', '2026-01-05T18:52:42.103Z'],
    ['2026-01-05T18:52:42.123456+02:00', '2026-01-05T18:52:42.123456+02:00'],
    ['2026-01-05T18:52:42.1234567Z', '2026-01-05T18:52:42.123456Z'],
    ['2019-09-13T 23:30:12Z', '2019-09-13T23:30:12Z'],
    ['2020-01-01 00:00:00', '2020-01-01T00:00:00Z'],
    ['2020-01-01 24:00:00+0100', '2020-01-02T00:00:00+01:00'],
    ['1700000000', '2023-11-14T22:13:20.000Z'],
    ['1700000000123', '2023-11-14T22:13:20.123Z'],
    ['Tue, 14 Nov 2023 22:13:20 GMT', '2023-11-14T22:13:20.000Z'],
    ['2021-02-29T00:00:00', null],
    ['0001-01-01T00:00:00', null],
    ['yesterday', null],
    ['', null],
  ])('reads %j as the moment %j', (received, moment) => {
    expect(instantText(received)).toBe(moment);
  });
});

describe('a register of names', () => {
  it('knows what has come, suite by suite and attempt by attempt', () => {
    const names = new NameRegister();
    expect(['a', 'a', 'b', 'a'].map((name) => names.add('s', name, 1))).toEqual([true, false, true, false]);
    expect([names.add('t', 'a', 1), names.add('s', 'a', 2)]).toEqual([true, true]);
    const fresh = Array.from({ length: 20_000 }, (_, i) => names.add('s', `n${i % 10_000}`, 1));
    expect(fresh.filter(Boolean).length).toBe(10_000);
  });
});

describe('the format of a body', () => {
  it.each([
    ['<?xml version="1.0"?><testsuite/>', 'junit'],
    ['\ufeff  <testsuites/>', 'junit'],
    ['a log line\n<?xml version="1.0"?><testsuite/>', 'junit'],
    ['<!DOCTYPE html><html></html>', null],
    ['TAP version 13\n1..1\n', 'tap'],
    ['1..2\nok 1\n', 'tap'],
    ['t/a.t ..\nok 1 - x\n', 'tap'],
    ['[    0.1] KTAP version 1\n', 'tap'],
    ['suite,name,result\r\n', 'csv'],
    ['"name"\n', 'csv'],
    ['- name: x\n  result: pass\n', 'yaml'],
    ['---\n# c\n- id: 1\n', 'yaml'],
    ['[]\n', 'yaml'],
    ['{"name":"x"}\n', 'ndjson'],
    ['{"version":"x","name":"y"}\n', 'ndjson'],
    ['{\n  "version": {"major": 5}}', 'kcidb'],
    ['{"tests":[{"id":"a:1"', 'kcidb'],
    ['hello world\n', null],
    ['', null],
    ['PK\u0003\u0004\u0000', null],
  ])('%j is %s', (text, format) => {
    expect(detect(Buffer.from(text))).toBe(format);
  });

  it('has a name, aliases and media types', () => {
    expect(formatNamed('TAP13')).toBe(FORMATS.tap);
    expect(formatNamed('xml')).toBe(FORMATS.junit);
    expect(formatNamed('LAVA')).toBe(FORMATS.yaml);
    expect(formatNamed('kcidb')).toBe(FORMATS.kcidb);
    expect(formatNamed('zip')).toBeNull();
    expect(formatOfMediaType('text/csv; charset=utf-8')).toBe(FORMATS.csv);
    expect(formatOfMediaType('application/json')).toBeNull();
    for (const format of WRITTEN) expect(formatOfMediaType(format.contentType)).toBe(format);
  });
});
