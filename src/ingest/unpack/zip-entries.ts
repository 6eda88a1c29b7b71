import { crc32 } from 'node:zlib';
import { Entry as ZipEntry, getFileNameLowLevel, openPromise, ZipFile } from 'yauzl';
import { Budget } from './budget';
import { blaming, damaged } from './damaged';
import { Entry } from './entry';
import { quoted } from './entry-name';

const TYPE = 0o170_000;
const REGULAR = 0o100_000;

/** The files of a zip archive on disk. Nothing of an entry is read before somebody reads it. */
export async function* zipEntries(path: string, archive: string, budget: Budget): AsyncGenerator<Entry> {
  let latest = archive;
  try {
    // Names are decoded by hand: one that is unsafe is made safe, and spoils nothing else.
    const zip = await openPromise(path, { decodeStrings: false });
    for await (const entry of zip.eachEntry()) {
      const { generalPurposeBitFlag, fileNameRaw, extraFields } = entry;
      const name = getFileNameLowLevel(generalPurposeBitFlag, fileNameRaw, extraFields, false);
      budget.enter(name, quoted(archive));
      latest = name;
      if (isFile(entry, name))
        yield { name, bytes: blaming(name, budget.paid(content(zip, entry), quoted(name))) };
    }
  } catch (error) {
    throw damaged(latest, error);
  }
}

/** No directory, no link, not empty. */
function isFile(
  { externalFileAttributes, uncompressedSize, compressedSize }: ZipEntry,
  name: string,
): boolean {
  const type = (externalFileAttributes >>> 16) & TYPE;
  return (
    !name.endsWith('/') && (type === 0 || type === REGULAR) && (uncompressedSize > 0 || compressedSize > 2)
  );
}

/** @throws Error, while read: it is damaged, has another size than it says, is encrypted or packed in an unusual way */
async function* content(zip: ZipFile, entry: ZipEntry): AsyncGenerator<Uint8Array> {
  let sum = 0;
  const stream = await zip.openReadStreamPromise(entry);
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    sum = crc32(chunk, sum);
    yield chunk;
  }
  if (sum !== entry.crc32) throw new Error('its checksum is wrong');
}
