import { createHash } from 'node:crypto';

/** Chance that is the same for the same seed. */
export class Chance {
  private state: number;

  constructor(seed: string) {
    this.state = createHash('sha256').update(seed).digest().readUInt32LE(0);
  }

  /** In [0, 1). A linear congruential generator of full period, its weak low bits dropped. */
  next(): number {
    this.state = (Math.imul(this.state, 1_664_525) + 1_013_904_223) >>> 0;
    const high = this.state >>> 6;
    this.state = (Math.imul(this.state, 1_664_525) + 1_013_904_223) >>> 0;
    return (high * 2 ** 26 + (this.state >>> 6)) / 2 ** 52;
  }

  between(low: number, high: number): number {
    return low + (high - low) * this.next();
  }

  whole(low: number, high: number): number {
    return Math.floor(this.between(low, high + 1));
  }

  happens(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(list: readonly T[]): T {
    return list[Math.floor(this.next() * list.length)] as T;
  }

  /** A factor around 1: mostly within `spread`, now and then far above, as durations are. */
  noise(spread: number): number {
    const bell = this.next() + this.next() + this.next() - 1.5;
    return Math.max(0.2, 1 + bell * spread) * (this.happens(0.01) ? this.between(1.3, 2.2) : 1);
  }

  hex(digits: number): string {
    return Array.from({ length: digits }, () => this.whole(0, 15).toString(16)).join('');
  }
}
