import { Inject, Injectable, Logger, OnApplicationBootstrap, OnModuleDestroy } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { lockBlobAlone } from '../blobs/blob-lock';
import { BlobStore } from '../blobs/blob.store';
import { CONFIG, Config } from '../config/config';

const HOUR = 3_600_000;

/** Removes kept uploads that are older than the settings say: at the start, and every hour. */
@Injectable()
export class PayloadSweeper implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly log = new Logger('payloads');
  private timer: NodeJS.Timeout | undefined;
  private sweeping: Promise<unknown> = Promise.resolve();
  private stopped = false;

  constructor(
    private readonly dataSource: DataSource,
    private readonly blobs: BlobStore,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  onApplicationBootstrap(): void {
    const again = (): void => {
      this.sweeping = this.sweep().catch((error: unknown) =>
        this.log.warn(`The sweep failed: ${String(error)}`),
      );
    };
    again();
    this.timer = setInterval(again, HOUR).unref();
  }

  async onModuleDestroy(): Promise<void> {
    this.stopped = true;
    clearInterval(this.timer);
    await this.sweeping;
  }

  /** Forgets expired payloads, then removes the blobs that nobody needs any more; gives how many of these. */
  async sweep(): Promise<number> {
    await this.dataSource.query(
      `UPDATE ingests SET payload = NULL, payload_bytes = NULL, payload_form = NULL
        WHERE payload IS NOT NULL AND created <= now() - $1 * interval '1 day'`,
      [this.config.payloadDays],
    );
    const left = await this.dataSource.query<{ sha256: string }[]>(
      'SELECT sha256 FROM left_blobs ORDER BY sha256',
    );
    let removed = 0;
    for (const { sha256 } of left) if (!this.stopped && (await this.remove(sha256))) removed += 1;
    return removed;
  }

  /** Removes a blob, unless somebody needs it, or another server was faster. */
  private remove(sha256: string): Promise<boolean> {
    return this.dataSource.transaction(async (manager) => {
      await lockBlobAlone(manager, sha256);
      const [answer] = await manager.query<{ left: boolean; needed: boolean }[]>(
        `SELECT EXISTS (SELECT 1 FROM left_blobs WHERE sha256 = $1) AS "left",
                EXISTS (SELECT 1 FROM ingests WHERE payload = $1)
                  OR EXISTS (SELECT 1 FROM attachments WHERE sha256 = $1) AS needed`,
        [sha256],
      );
      const free = answer?.left === true && !answer.needed;
      if (free) await this.blobs.remove(sha256);
      await manager.query('DELETE FROM left_blobs WHERE sha256 = $1', [sha256]);
      return free;
    });
  }
}
