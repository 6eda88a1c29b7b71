import { readdirSync } from 'node:fs';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { Packed, tar, zip, zstd } from '../../../test/support/archives';
import { BadInput, TooLarge, Unsupported } from '../../errors/domain-error';
import { ContentEncoding } from '../../http/body/content-encoding';
import { all, folder, LIMITS, MiB, spooled, XML } from './spec-kit';
import { unpack } from './unpack';

/** What the `zstd` command makes of it, with a checksum. */
const XML_ZST = 'KLUv/SQ0TQEA8Dx0ZXN0c3VpdGUgbmFtZT0icyI+Y2FzYSIvPjwvPgMATJVik4a7JhPsMhTd';
/** The same 2000 times: packed blocks, and a window beyond one block. */
const MANY_ZST =
  'KLUv/aRAlgEAnQEAJAI8dGVzdHN1aXRlIG5hbWU9InMiPjx0ZXN0Y2FzYSIvPjwvBAAElldlGAoDpkrBiOkECtrEWg==';

describe('a file', () => {
  it('comes as it is, even empty', async () => {
    for (const data of [XML, '', 'PK', 'x'.repeat(600)])
      expect(await all(spooled(data, 'dir/a.xml'))).toEqual([['dir/a.xml', data]]);
  });

  it('keeps what the client says of it, through any packing of its own', async () => {
    for await (const file of unpack([spooled(gzipSync(XML), 'a.xml.gz')], '', LIMITS))
      expect(file).toMatchObject({
        name: 'a.xml',
        contentType: 'text/plain',
        archived: false,
        start: Buffer.from(XML),
      });
  });

  it.each<[ContentEncoding, Buffer]>([
    ['gzip', gzipSync(XML)],
    ['deflate', deflateSync(XML)],
    ['deflate', deflateRawSync(XML)],
    ['br', brotliCompressSync(XML)],
    ['zstd', Buffer.from(XML_ZST, 'base64')],
    ['zstd', zstd(XML)],
  ])('is decoded from %s', async (encoding, data) => {
    expect(await all(spooled(data, 'a.xml'), { encoding })).toEqual([['a.xml', XML]]);
    const cut = all(spooled(data.subarray(0, -5), 'a.xml'), { encoding });
    await expect(cut).rejects.toThrow(/^"a.xml" is cut off or damaged: /);
    await expect(cut).rejects.toBeInstanceOf(BadInput);
  });

  it.each<ContentEncoding>(['gzip', 'zstd'])('is refused when it is no %s', async (encoding) => {
    await expect(all(spooled(XML, ''), { encoding })).rejects.toThrow(/^The upload is cut off or damaged: /);
  });

  it('is unpacked whatever it is called, twice if the body is encoded, too', async () => {
    expect(await all(spooled(Buffer.from(XML_ZST, 'base64'), 'a.xml'))).toEqual([['a.xml', XML]]);
    expect(await all(spooled(gzipSync(gzipSync(XML)), 'a.xml.gz'), { encoding: 'gzip' })).toEqual([
      ['a.xml', XML],
    ]);
    const deep = gzipSync(gzipSync(gzipSync(XML)));
    expect(kind(await all(spooled(deep)))).toBe('gzip');
  });

  it('may be many gzip or zstd files, one after the other', async () => {
    const zsts = [
      zstd(XML),
      Buffer.from('\x50\x2a\x4d\x18\x03\0\0\0abc', 'latin1'),
      Buffer.from(XML_ZST, 'base64'),
    ];
    expect(await all(spooled(Buffer.concat(zsts)))).toEqual([['report', XML + XML]]);
    expect(await all(spooled(Buffer.concat([gzipSync(XML), gzipSync(XML)])))).toEqual([
      ['report', XML + XML],
    ]);
    expect(await all(spooled(Buffer.from(MANY_ZST, 'base64')))).toEqual([['report', XML.repeat(2000)]]);
    expect(await all(spooled(zstd('')), {})).toEqual([['report', '']]);
  });

  it('is refused by name when it is packed in a way that nobody reads here', async () => {
    const xz = Buffer.from('\xfd7zXZ\0....', 'latin1');
    await expect(all(spooled(xz, 'a.xz'))).rejects.toEqual(
      new Unsupported('"a.xz" is packed in a way that cannot be read here.'),
    );
  });
});

const kind = (found: [string, string][]): string => (found[0]?.[1].charCodeAt(0) === 0x1f ? 'gzip' : 'other');

describe.each<[string, (entries: (Packed & { type?: 'file' })[]) => Promise<Buffer>]>([
  ['zip', (entries) => Promise.resolve(zip(entries))],
  ['tar', tar],
  ['tar.gz', async (entries) => gzipSync(await tar(entries))],
  ['tar.zst', async (entries) => zstd(await tar(entries))],
])('a %s archive', (suffix, make) => {
  it('gives its files in their order, with their folders', async () => {
    const data = await make([
      { name: 'b/1.xml', data: XML },
      { name: 'a/2.tap', data: 'ok 1\n1..1\n' },
      { name: 'big', data: 'y'.repeat(300_000) },
      { name: 'last.txt', data: 'x' },
    ]);
    const files = [
      ['b/1.xml', XML],
      ['a/2.tap', 'ok 1\n1..1\n'],
      ['big', 'y'.repeat(300_000)],
      ['last.txt', 'x'],
    ];
    expect(await all(spooled(data, `r.${suffix}`))).toEqual(files);
    expect(await all(spooled(data, ''))).toEqual(files);
    expect(await all([spooled(data, `r.${suffix}`), spooled(XML, 'c.xml')])).toEqual([
      ...files.map(([name, text]) => [`r.${suffix}/${name}`, text]),
      ['c.xml', XML],
    ]);
  });

  it('may be left unread, entry by entry and altogether', async () => {
    const big = 'y'.repeat(3 * MiB);
    const data = await make(['a', 'b', 'c'].map((name) => ({ name, data: big })));
    expect((await all(spooled(data), { look: false })).map(([name]) => name)).toEqual(['a', 'b', 'c']);
    for await (const file of unpack([spooled(data)], '', LIMITS)) {
      for await (const chunk of await file.open()) {
        expect(chunk.length).toBeGreaterThan(0);
        break;
      }
      if (file.name === 'b') break;
    }
  });

  it('is passed over where it holds no reports', async () => {
    const data = await make([
      { name: '.git/config', data: 'x' },
      { name: '__MACOSX/a.xml', data: 'x' },
      { name: 'd/._a.xml', data: 'x' },
      { name: './empty.xml', data: '' },
      { name: './a.xml', data: XML },
    ]);
    expect(await all(spooled(data))).toEqual([['a.xml', XML]]);
  });

  it('cannot name files outside of itself', async () => {
    const data = await make([
      { name: '../../etc/passwd.xml', data: '1' },
      { name: '/abs.xml', data: '2' },
      { name: 'C:\\win\\..\\..\\x.xml', data: '3' },
      { name: 'a\u0001\n.xml', data: '4' },
    ]);
    expect(await all(spooled(data))).toEqual([
      ['etc/passwd.xml', '1'],
      ['abs.xml', '2'],
      ['x.xml', '3'],
      ['a\ufffd\ufffd.xml', '4'],
    ]);
  });

  it('is unpacked when it lies in another, and no deeper', async () => {
    const inner = await make([{ name: 'x.xml', data: XML }]);
    const middle = await make([
      { name: `in.${suffix}`, data: inner },
      { name: 'y.xml.gz', data: gzipSync(XML) },
    ]);
    for (const outer of [
      zip([{ name: `d/m.${suffix}`, data: middle }]),
      await tar([{ name: `d/m.${suffix}`, data: middle }]),
    ]) {
      const found = await all(spooled(outer));
      expect(found.map(([name]) => name.replace(/\.(gz|zst)$/, ''))).toEqual([
        `d/m.${suffix}/in.${suffix}`.replace(/\.(gz|zst)$/, ''),
        `d/m.${suffix}/y.xml`,
      ]);
      expect(found[1]?.[1]).toBe(XML);
    }
    expect(readdirSync(folder).filter((name) => name.startsWith('zip-'))).toEqual([]);
  });

  it('is refused when it is cut off, wherever', async () => {
    const data = await make([
      { name: 'a.xml', data: 'abc'.repeat(400) },
      { name: 'b.xml', data: XML.repeat(40) },
    ]);
    const end = suffix === 'tar' ? 1_600 : data.length - 1;
    for (const at of [end, Math.min(end, 1_580), Math.floor(data.length / 2), 600].filter(
      (at) => at <= end,
    )) {
      const cut = all(spooled(data.subarray(0, at), `r.${suffix}`));
      await expect(cut).rejects.toThrow(/^".*" is cut off or damaged: /);
      await expect(cut).rejects.toBeInstanceOf(BadInput);
    }
  });

  it('may not have too many entries, nor names too long', async () => {
    const data = await make(['a', 'b', 'c'].map((name) => ({ name, data: 'x' })));
    expect(await all(spooled(data), { limits: { entries: 3 } })).toHaveLength(3);
    await expect(all(spooled(data, 'r'), { limits: { entries: 2 } })).rejects.toEqual(
      new TooLarge('"r" has more than 2 entries.'),
    );
    const long = await make([{ name: 'n'.repeat(1_001), data: 'x' }]);
    await expect(all(spooled(long))).rejects.toThrow(/name is longer than 1000 characters: "nnn/);
  });
});
