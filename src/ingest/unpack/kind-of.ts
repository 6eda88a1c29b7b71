/** What the first bytes of a file say that it is, when it is to be unpacked; `foreign` is packed in a way that we do not read. */
export type Kind = 'gzip' | 'zstd' | 'zip' | 'tar' | 'foreign';

const MAGIC: readonly (readonly [Kind, readonly (number | null)[]])[] = [
  ['gzip', [0x1f, 0x8b, 0x08]],
  ['zstd', [0x28, 0xb5, 0x2f, 0xfd]],
  ['zstd', [null, 0x2a, 0x4d, 0x18]],
  ['zip', [0x50, 0x4b, 0x03, 0x04]],
  // Without entries.
  ['zip', [0x50, 0x4b, 0x05, 0x06]],
  // bzip2, xz, 7-Zip, RAR
  ['foreign', [0x42, 0x5a, 0x68, null, 0x31, 0x41, 0x59]],
  ['foreign', [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]],
  ['foreign', [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]],
  ['foreign', [0x52, 0x61, 0x72, 0x21, 0x1a, 0x07]],
];
const HEADER = 512;
const CHECKSUM = 148;

/** By its content only: names lie. Null for what is to be read as it is. */
export function kindOf(start: Uint8Array): Kind | null {
  for (const [kind, magic] of MAGIC)
    if (magic.every((byte, at) => (byte === null ? start.length > at : start[at] === byte))) return kind;
  return isTar(start) ? 'tar' : null;
}

/** Old archives have no magic, but all have the sum of their header's bytes in it. */
function isTar(start: Uint8Array): boolean {
  if (start.length < HEADER || start[0] === 0) return false;
  const said = Buffer.from(start.subarray(CHECKSUM, CHECKSUM + 8)).toString('latin1');
  if (!/^ *[0-7]+[ \0]*$/.test(said)) return false;
  let sum = 8 * 0x20;
  for (let at = 0; at < HEADER; at += 1) if (at < CHECKSUM || at >= CHECKSUM + 8) sum += start[at] as number;
  return sum === Number.parseInt(said, 8);
}
