import { TestRecord } from './record';
import { TapPoint } from './tap-line';

/** Test numbers beyond this are not remembered one by one. */
const MOST_IDS = 1_048_576;

/** Which test numbers of a plan have been seen: one bit each. */
class Numbers {
  private bits = new Uint8Array(64);

  add(id: number): boolean {
    if (id >= MOST_IDS) return true;
    const at = id >> 3;
    while (at >= this.bits.length) {
      const wider = new Uint8Array(this.bits.length * 2);
      wider.set(this.bits);
      this.bits = wider;
    }
    const bit = 1 << (id & 7);
    const fresh = ((this.bits[at] ?? 0) & bit) === 0;
    this.bits[at] = (this.bits[at] ?? 0) | bit;
    return fresh;
  }

  has(id: number): boolean {
    return ((this.bits[id >> 3] ?? 0) & (1 << (id & 7))) !== 0;
  }
}

/** A record whose suite is not complete yet: the names below the frame that holds it. */
export interface Held {
  test: TestRecord;
  line: number;
  path: string[];
}

/** A test line and the record it may become. */
export interface Draft {
  point: TapPoint;
  test: TestRecord;
  line: number;
  indent: number;
  /** Told by its subtests already: read on, but not emitted. */
  derived: boolean;
}

/** One level of subtests: the stream itself is the outermost. */
export class TapFrame {
  plan: number | null = null;
  points = 0;
  /** Numbers of the plan that have come. */
  planned = 0;
  readonly numbers = new Numbers();
  /** Name for the next deeper frame, from `# Subtest: name`. */
  next: string | null = null;
  /** The frame below that has just ended and waits for its own test line. */
  ended: TapFrame | null = null;
  /** A `{` line whose subtests are being read. */
  owner: Draft | null = null;
  /** Records waiting for the name of this frame. */
  held: Held[] = [];
  /** kselftest's subtests, written as comments before the line of their group. */
  comments: Held[] = [];
  commentPlan: number | null = null;
  /** Tests below, and whether one of them is bad. */
  tests = 0;
  bad = false;

  constructor(
    readonly indent: number,
    public name: string | null,
    readonly line: number,
  ) {}

  /** One of its tests is bad, or missing. */
  get red(): boolean {
    return this.bad || (this.plan !== null && this.points < this.plan);
  }

  /** Counts a test line; its number is its place when it has none. False when that number came before. */
  count(id: number | null): boolean {
    this.points += 1;
    const fresh = this.numbers.add(id ?? this.points);
    this.planned += fresh ? 1 : 0;
    return fresh;
  }

  /** The first `most` numbers of the plan that never came. */
  missing(most: number): number[] {
    const missing: number[] = [];
    if (this.plan === null || this.points >= this.plan) return missing;
    const wanted = Math.min(most, this.plan - this.points);
    for (let id = 1; id <= this.plan && missing.length < wanted; id += 1) {
      if (id >= MOST_IDS ? id > this.points : !this.numbers.has(id)) missing.push(id);
    }
    return missing;
  }
}
