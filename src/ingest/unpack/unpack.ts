import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Unsupported } from '../../errors/domain-error';
import { ContentEncoding } from '../../http/body/content-encoding';
import { SpooledFile } from '../../http/body/spool';
import { Budget } from './budget';
import { blaming } from './damaged';
import { decoded } from './decode';
import { Entry } from './entry';
import { entryName, isHidden, quoted, unpackedName } from './entry-name';
import { kindOf } from './kind-of';
import { Peeked } from './peeked';
import { ReportFile, UnpackLimits } from './report-file';
import { tarEntries } from './tar-entries';
import { zipEntries } from './zip-entries';

const SNIFFED = 8_192;
const CHUNK = 256 * 1024;
/** An archive, and archives in it. */
const MOST_ARCHIVES = 2;
/** Compressions of one file, one upon the other: the body's encoding and the file's own. */
const MOST_LAYERS = 2;

/** A file that may have to be unpacked. */
interface Packed extends Entry {
  /** Its name while it was packed, which stands before what is in it. */
  label: string;
  contentType: string;
  /** Where it lies, if it does. */
  path: string | null;
  /** Archives around it, and compressions taken off it. */
  archives: number;
  layers: number;
}

/**
 * The files of an upload: plain ones as they are, gzip, zstd, zip and tar unpacked, whatever they are called. Directories,
 * links, devices, empty and hidden files in archives are passed over; archives in archives in archives come as they are.
 * Nothing is kept in memory. It may be called again: each call reads the upload from its beginning.
 * @throws BadInput something is damaged or cut off; TooLarge a limit; Unsupported packed in a way that we do not read
 */
export async function* unpack(
  files: readonly SpooledFile[],
  encoding: ContentEncoding,
  limits: UnpackLimits,
): AsyncGenerator<ReportFile> {
  const budget = new Budget(
    files.reduce((sum, { bytes }) => sum + bytes, 0),
    limits,
  );
  for (const { path, filename, contentType } of files) {
    const name = entryName(filename);
    const packed = { name, label: name, contentType, path, archives: 0, layers: 0 };
    const bytes = createReadStream(path, { highWaterMark: CHUNK });
    const unpacker = new Unpacker(budget, dirname(path), files.length > 1);
    if (encoding === '') yield* unpacker.open({ ...packed, bytes });
    else yield* unpacker.decode({ ...packed, bytes }, encoding);
  }
}

class Unpacker {
  /** @param folder for what must lie on disk to be read; @param several names are told apart by the archive's own */
  constructor(
    private readonly budget: Budget,
    private readonly folder: string,
    private readonly several: boolean,
  ) {}

  /** Looks what it is, and unpacks that. */
  async *open(file: Packed): AsyncGenerator<ReportFile> {
    const peeked = await Peeked.of(file.bytes, SNIFFED);
    const here = { ...file, bytes: peeked.whole() };
    try {
      const kind = kindOf(peeked.start);
      if ((kind === 'gzip' || kind === 'zstd') && file.layers < MOST_LAYERS) yield* this.decode(here, kind);
      else if ((kind === 'tar' || kind === 'zip') && file.archives < MOST_ARCHIVES)
        yield* kind === 'tar' ? this.untar(here) : this.unzip(here);
      else if (kind === 'foreign' && file.archives === 0)
        throw new Unsupported(`${quoted(file.name)} is packed in a way that cannot be read here.`, {
          field: 'file',
          hint: 'Use gzip, zstd, zip or tar.',
        });
      else if (peeked.start.length > 0 || file.archives === 0) yield plain(here, peeked.start);
    } finally {
      await peeked.close();
    }
  }

  /** Takes a compression off. */
  async *decode(file: Packed, encoding: ContentEncoding): AsyncGenerator<ReportFile> {
    const bytes = blaming(file.name, this.budget.paid(decoded(encoding, file.bytes), quoted(file.name)));
    yield* this.open({ ...file, name: unpackedName(file.name), bytes, path: null, layers: file.layers + 1 });
  }

  private async *untar(file: Packed): AsyncGenerator<ReportFile> {
    for await (const entry of tarEntries(file.bytes, file.label, this.budget)) yield* this.enter(file, entry);
  }

  /** Zip is read from its end: one that does not lie on disk must do so first. */
  private async *unzip(file: Packed): AsyncGenerator<ReportFile> {
    const folder = file.path === null ? await mkdtemp(join(this.folder, 'zip-')) : null;
    try {
      const path = folder === null ? (file.path as string) : join(folder, 'zip');
      if (folder !== null) await pipeline(file.bytes, createWriteStream(path));
      for await (const entry of zipEntries(path, file.label, this.budget)) yield* this.enter(file, entry);
    } finally {
      if (folder !== null) await rm(folder, { recursive: true, force: true });
    }
  }

  /** A file of an archive. */
  private async *enter(archive: Packed, entry: Entry): AsyncGenerator<ReportFile> {
    const name = entryName(entry.name);
    if (name === '' || isHidden(name)) return;
    const shown =
      archive.label !== '' && (this.several || archive.archives > 0) ? `${archive.label}/${name}` : name;
    yield* this.open({
      name: shown,
      label: shown,
      contentType: '',
      bytes: entry.bytes,
      path: null,
      archives: archive.archives + 1,
      layers: 0,
    });
  }
}

function plain({ name, contentType, bytes, archives }: Packed, start: Uint8Array): ReportFile {
  return { name, contentType, archived: archives > 0, start, open: () => Promise.resolve(bytes) };
}
