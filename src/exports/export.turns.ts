import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, Config } from '../config/config';
import { Unavailable } from '../errors/domain-error';

/** Milliseconds that an export waits for its turn. */
const PATIENCE = 20_000;
const RETRY_AFTER = 5;

/**
 * An export holds a connection for as long as its client takes to read it. Half of the connections are for exports, so
 * that slow readers never stop everybody else.
 */
@Injectable()
export class ExportTurns {
  private free: number;
  private readonly waiting: (() => void)[] = [];

  constructor(@Inject(CONFIG) config: Pick<Config, 'poolSize'>) {
    this.free = Math.max(1, Math.floor(config.poolSize / 2));
  }

  /**
   * Waits for a turn.
   * @returns ends the turn; may be called again
   * @throws Unavailable the others take too long
   */
  async take(patience = PATIENCE): Promise<() => void> {
    if (this.free > 0) this.free -= 1;
    else await this.wait(patience);
    let ended = false;
    return () => {
      if (ended) return;
      ended = true;
      const next = this.waiting.shift();
      if (next) next();
      else this.free += 1;
    };
  }

  private wait(patience: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const next = (): void => {
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(() => {
        this.waiting.splice(this.waiting.indexOf(next), 1);
        reject(
          new Unavailable('Too many exports are being read at the moment.', { retryAfter: RETRY_AFTER }),
        );
      }, patience);
      this.waiting.push(next);
    });
  }
}
