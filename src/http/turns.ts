import { Unavailable } from '../errors/domain-error';

const RETRY_AFTER = 5;

/**
 * So many at a time, the others one after the other: for work that would hold every connection if it could, so that
 * nobody else had one.
 */
export class Turns {
  private readonly waiting: (() => void)[] = [];

  /**
   * @param patience milliseconds that one waits for a turn
   * @param refusal what those are told who waited in vain
   */
  constructor(
    private free: number,
    private readonly patience: number,
    private readonly refusal: string,
  ) {}

  /**
   * Waits for a turn.
   * @returns ends the turn; may be called again
   * @throws Unavailable the others take too long
   */
  async take(patience = this.patience): Promise<() => void> {
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
        reject(new Unavailable(this.refusal, { retryAfter: RETRY_AFTER }));
      }, patience);
      this.waiting.push(next);
    });
  }
}
