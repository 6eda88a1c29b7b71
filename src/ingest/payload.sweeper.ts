import { Inject, Injectable, Logger, OnApplicationBootstrap, OnModuleDestroy } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { lockBlob } from '../blobs/blob-lock';
import { BlobStore } from '../blobs/blob.store';
import { CONFIG, Config } from '../config/config';

const HOUR = 3_600_000;
/** Blobs looked at between two looks at the clock. */
const BATCH = 500;
/** Of several servers on one database one sweeps. */
const LOCK = 7_204_118_530_126;

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
    let removed = 0;
    for (let found = BATCH; found === BATCH && !this.stopped;) {
      const left = await this.removeSome();
      found = left.looked;
      removed += left.removed;
    }
    return removed;
  }

  private removeSome(): Promise<{ looked: number; removed: number }> {
    return this.dataSource.transaction(async (manager) => {
      const [turn] = await manager.query<{ mine: boolean }[]>(
        'SELECT pg_try_advisory_xact_lock($1) AS mine',
        [LOCK],
      );
      if (!turn?.mine) return { looked: 0, removed: 0 };
      const left = await manager.query<{ sha256: string }[]>(
        `SELECT sha256 FROM left_blobs ORDER BY sha256 LIMIT ${BATCH}`,
      );
      let removed = 0;
      for (const { sha256 } of left) {
        // Whoever is about to refer to it has this lock, or finds it gone.
        await lockBlob(manager, sha256, false);
        const needed = await manager.query<unknown[]>(
          `SELECT 1 WHERE EXISTS (SELECT 1 FROM ingests WHERE payload = $1)
                       OR EXISTS (SELECT 1 FROM attachments WHERE sha256 = $1)`,
          [sha256],
        );
        if (needed.length === 0) {
          await this.blobs.remove(sha256);
          removed += 1;
        }
      }
      await manager.query('DELETE FROM left_blobs WHERE sha256 = ANY($1::text[])', [
        left.map(({ sha256 }) => sha256),
      ]);
      return { looked: left.length, removed };
    });
  }
}
