import { TooLarge } from '../../errors/domain-error';
import { UnpackLimits } from './report-file';

/** What may still come out of an upload. Every byte that a decoder makes is paid for once, read or not. */
export class Budget {
  private made = 0;
  private entries = 0;
  private readonly most: number;

  /** @param sent bytes of the upload */
  constructor(
    sent: number,
    private readonly limits: UnpackLimits,
  ) {
    this.most = Math.max(limits.harmless, sent * limits.ratio);
  }

  /** @throws TooLarge */
  spend(bytes: number, name: string): void {
    this.made += bytes;
    if (this.made > this.limits.bytes)
      throw new TooLarge(`${name} unpacks to more than the limit of ${this.limits.bytes} bytes.`, {
        field: 'file',
      });
    if (this.made > this.most)
      throw new TooLarge(`${name} unpacks to more than ${this.limits.ratio} times its size.`, {
        field: 'file',
        hint: 'No report packs as well as that.',
      });
  }

  /** Another entry of an archive, whatever it is. @throws TooLarge */
  enter(name: string, archive: string): void {
    this.entries += 1;
    if (this.entries > this.limits.entries)
      throw new TooLarge(`${archive} has more than ${this.limits.entries} entries.`, { field: 'file' });
    if (name.length > this.limits.nameLength)
      throw new TooLarge(
        `${archive} has an entry whose name is longer than ${this.limits.nameLength} characters: "${name.slice(0, 60)}…".`,
        { field: 'file' },
      );
  }

  /** The bytes as they come, paid for. */
  async *paid(bytes: AsyncIterable<Uint8Array>, name: string): AsyncGenerator<Uint8Array> {
    for await (const chunk of bytes) {
      this.spend(chunk.length, name);
      yield chunk;
    }
  }
}
