import { gzipSync } from 'node:zlib';
import { Packed, tar, zip, zstd, zstdBomb, zstdHead } from '../../../test/support/archives';
import { BadInput, TooLarge } from '../../errors/domain-error';
import { all, MiB, spooled, XML } from './spec-kit';

describe('a bomb', () => {
  const blanks = Buffer.alloc(20 * MiB, ' ');

  it.each<[string, () => Buffer | Promise<Buffer>]>([
    ['gzip', () => gzipSync(gzipSync(blanks))],
    ['zstd', () => zstdBomb(1_000)],
    ['zip', () => zip([{ name: 'a', data: gzipSync(blanks) }])],
    ['tar.gz', async () => gzipSync(gzipSync(await tar([{ name: 'a', data: blanks }])))],
  ])('of %s is refused by its ratio', async (_, make) => {
    await expect(all(spooled(await make()))).rejects.toThrow(/1000 times its size/);
  });

  it('is refused by its size', async () => {
    await expect(
      all(spooled(zip([{ name: 'a.xml', data: blanks }]), 'r'), { limits: { bytes: MiB } }),
    ).rejects.toEqual(new TooLarge(`"a.xml" unpacks to more than the limit of ${MiB} bytes.`));
    const noise = gzipSync(Buffer.alloc(2 * MiB, 'ab'));
    await expect(
      all([spooled(noise), spooled(noise)], { limits: { bytes: 3 * MiB } }),
    ).rejects.toBeInstanceOf(TooLarge);
  });

  it('of entries that share their bytes is refused by its ratio', async () => {
    const archive = zip([{ name: 'a', data: blanks }]);
    const start = archive.indexOf('PK\x01\x02');
    const end = archive.indexOf('PK\x05\x06');
    const many = 30;
    const tail = Buffer.from(archive.subarray(end));
    tail.writeUInt16LE(many, 8);
    tail.writeUInt16LE(many, 10);
    tail.writeUInt32LE((end - start) * many, 12);
    const heads = Array<Buffer>(many).fill(archive.subarray(start, end));
    const shared = Buffer.concat([archive.subarray(0, start), ...heads, tail]);
    await expect(all(spooled(shared), { limits: { bytes: 1e12 } })).rejects.toThrow(/1000 times its size/);
  });

  it('of memory is refused before it is allocated', async () => {
    await expect(all(spooled(Buffer.concat([zstdHead(0xa8), Buffer.alloc(40)])))).rejects.toThrow(
      /window of more than 8 MiB/,
    );
    const crumbs = zstd('x'.repeat(20_000), 1);
    await expect(all(spooled(crumbs))).rejects.toThrow(/far too many blocks/);
  });
});

describe('a zip archive that lies', () => {
  it.each<[string, Packed, RegExp]>([
    [
      'is smaller than it says',
      { name: 'a', data: XML, size: 1_000 },
      /^"a" is cut off or damaged: not enough bytes/,
    ],
    [
      'is larger than it says',
      { name: 'a', data: XML, size: 5 },
      /^"a" is cut off or damaged: too many bytes/,
    ],
    ['has another sum than it says', { name: 'a', data: XML, crc: 1 }, /^"a" .*its checksum is wrong/],
    ['is encrypted', { name: 'a', data: XML, flags: 1 }, /^"a" .*encrypted/],
    ['is packed in an unusual way', { name: 'a', data: XML, method: 93 }, /^"a" .*compression method/],
    [
      'is no deflate',
      { name: 'a', data: XML, raw: Buffer.from('\xff\xff\xff') },
      /^"a" is cut off or damaged/,
    ],
    ['is stored, in another size', { name: 'a', data: XML, method: 0, size: 5 }, /mismatch/],
  ])('is refused when an entry %s', async (_, entry, words) => {
    const refused = all(spooled(zip([entry]), 'r.zip'));
    await expect(refused).rejects.toThrow(words);
    await expect(refused).rejects.toBeInstanceOf(BadInput);
  });

  it('is refused when it says that it has more entries than it has', async () => {
    await expect(all(spooled(zip([{ name: 'a', data: XML }], 2), 'r.zip'))).rejects.toBeInstanceOf(BadInput);
  });

  it('may have links, devices and folders, which are passed over', async () => {
    const modes = [0o120_777, 0o020_644, 0o060_644, 0o040_755];
    const entries = modes.map((mode) => ({ name: `m${mode}`, data: 'x', mode }));
    expect(
      await all(spooled(zip([...entries, { name: 'd/', data: 'x' }, { name: 'a', data: XML }]))),
    ).toEqual([['a', XML]]);
    expect(await all(spooled(zip([])))).toEqual([]);
  });
});

it('passes over what is no file in a tar archive, even a folder that says it has bytes', async () => {
  const data = await tar([
    { name: 'd', type: 'directory' },
    { name: 's', type: 'symlink', linkname: '/etc/passwd' },
    { name: 'h', type: 'link', linkname: 'a' },
    { name: 'f', type: 'fifo' },
    { name: 'a', data: XML },
  ]);
  expect(await all(spooled(data))).toEqual([['a', XML]]);
  data.write('00000000777\0', 124);
  const head = data.subarray(0, 512);
  const sum = [...head].reduce((all, byte, at) => all + (at >= 148 && at < 156 ? 0x20 : byte), 0);
  data.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  await expect(all(spooled(data)).then(([file]) => file)).resolves.toEqual(['a', XML]);
});
