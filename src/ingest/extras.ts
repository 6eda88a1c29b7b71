import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { NamedAttachment, ReportEvent } from '../formats/record';
import { storeFile } from '../http/body/store-file';
import { isContentType } from '../resources/attachments/attachment.rules';
import { ReportFile } from './unpack/report-file';

/** Files that one upload may bring beside its tests. */
const MOST = 1_000;
const LONGEST_NAME = 255;
const DATA = /^data:([^,;]*)((?:;[^,;]*)*),/;

/** Bytes on the disk. */
interface Stored {
  path: string;
  sha256: string;
  bytes: number;
}

/** A file that comes with a report: of its job, or of one of its tests. */
export interface Extra {
  /** The place of its test among those of the upload, from 1; null for the job's own. */
  test: number | null;
  name: string;
  type: string;
  /** Null while it is only named: it may come in the same upload. */
  stored: Stored | null;
  /** Where the report says it is. */
  wanted: string | null;
}

/** Gathers, on the disk, what reports bring beside their tests: long console text, and files. */
export class Extras {
  all: Extra[] = [];
  /** How many there were beyond those. */
  further = 0;
  private written = 0;

  /** @param folder of the upload, which goes with it */
  constructor(private readonly folder: string) {}

  /** To be given to `back` when what follows turns out to be void. */
  mark(): [number, number] {
    return [this.all.length, this.further];
  }

  back([length, further]: [number, number]): void {
    this.all.length = length;
    this.further = further;
  }

  /** Console text of a suite. */
  async output({ suite, stream, text }: Extract<ReportEvent, { type: 'output' }>): Promise<void> {
    await this.add({ test: null, name: `${suite} ${stream}.txt`, type: 'text/plain', wanted: null }, text);
  }

  /** Console text and files of a test. @param at its place in the upload */
  async ofTest(at: number, output: string | null, files: readonly NamedAttachment[]): Promise<void> {
    if (output !== null)
      await this.add({ test: at, name: 'output.txt', type: 'text/plain', wanted: null }, output);
    for (const { name, path, dataUri } of files) {
      const [head, type = '', options = ''] = DATA.exec(dataUri ?? '') ?? [];
      const extra = { test: at, name, type: isContentType(type) ? type : '', wanted: path ?? null };
      if (head === undefined) {
        if (path !== undefined) await this.add(extra, null);
        continue;
      }
      const body = (dataUri ?? '').slice(head.length);
      await this.add(extra, /;base64/i.test(options) ? Buffer.from(body, 'base64') : unescaped(body));
    }
  }

  /** Whether files are named that may come in the same upload. */
  get wants(): boolean {
    return this.all.some(({ stored, wanted }) => stored === null && wanted !== null);
  }

  /** Whether some test names a file of the upload: it is no stray then. */
  names(file: string): boolean {
    return this.all.some((extra) => isNamed(file, extra));
  }

  /** Looks for them there. */
  async findIn(files: AsyncIterable<ReportFile>): Promise<void> {
    for await (const file of files) {
      const named = this.all.filter((extra) => extra.stored === null && isNamed(file.name, extra));
      if (named.length === 0) continue;
      const path = this.place();
      const stored = await storeFile(buffers(await file.open()), path, Infinity);
      for (const extra of named) {
        extra.stored = stored;
        extra.type ||= isContentType(file.contentType) ? file.contentType : '';
      }
    }
  }

  private async add(extra: Omit<Extra, 'stored'>, content: string | Buffer | null): Promise<void> {
    if (this.all.length >= MOST) {
      this.further += 1;
      return;
    }
    const stored = content === null ? null : await this.write(Buffer.from(content as string));
    this.all.push({ ...extra, name: fileName(extra.name), stored });
  }

  private async write(bytes: Buffer): Promise<Stored> {
    const path = this.place();
    await writeFile(path, bytes, { flag: 'wx' });
    return { path, sha256: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.length };
  }

  private place(): string {
    this.written += 1;
    return join(this.folder, `extra-${this.written}`);
  }
}

const isNamed = (file: string, { wanted }: Extra): boolean =>
  wanted !== null && `/${file}`.endsWith(`/${wanted}`);

/** A name without folders, of a file that anybody can save. */
const fileName = (name: string): string =>
  name.replace(/[/\\\p{Cc}\p{Surrogate}]/gu, '_').slice(-LONGEST_NAME) || 'file';

function unescaped(text: string): Buffer {
  try {
    return Buffer.from(decodeURIComponent(text));
  } catch {
    return Buffer.from(text);
  }
}

async function* buffers(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  for await (const chunk of bytes) yield Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
}
