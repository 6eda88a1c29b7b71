import { EntityManager } from 'typeorm';
import { tookTooLong } from '../errors/too-slow';

/** As much of a budget may be gone before the next statement is told what is left: to tell it costs round trips. */
const UNTOLD = 0.05;

/**
 * The time that the statements of one page have together. The first runs under the connection's own
 * `statement_timeout`, and so do those that follow quick ones; what follows a slow one gets what is left.
 */
export class Budget {
  private readonly begun = performance.now();

  /** @param most milliseconds; without them every statement has the connection's own limit */
  constructor(
    private readonly manager: EntityManager,
    private readonly most = Infinity,
  ) {}

  /** @throws Unavailable nothing is left */
  async query<Row>(text: string, values: unknown[]): Promise<Row[]> {
    const left = Math.floor(this.most - (performance.now() - this.begun));
    if (left > this.most * (1 - UNTOLD) || this.most === Infinity)
      return this.manager.query<Row[]>(text, values);
    // Zero would mean for ever.
    if (left < 1) throw tookTooLong();
    return this.manager.transaction(async (own) => {
      await own.query(`SET LOCAL statement_timeout = ${left}`);
      return own.query<Row[]>(text, values);
    });
  }
}
