/** More names than this are not remembered: 4 M slots of 8 bytes are 32 MB. */
const MOST_NAMES = 2_000_000;

/** Two independent 32-bit hashes of three parts; never zero as a pair, which marks an empty slot. */
function hashes(suite: string, name: string, attempt: number): [number, number] {
  let a = 0xdeadbeef ^ attempt;
  let b = 0x41c6ce57 ^ attempt;
  for (const text of [suite, '\u0000', name]) {
    for (let i = 0; i < text.length; i += 1) {
      const code = text.charCodeAt(i);
      a = Math.imul(a ^ code, 2_654_435_761);
      b = Math.imul(b ^ code, 1_597_334_677);
    }
  }
  a = Math.imul(a ^ (a >>> 16), 2_246_822_507) ^ Math.imul(b ^ (b >>> 13), 3_266_489_909);
  b = Math.imul(b ^ (b >>> 16), 2_246_822_507) ^ Math.imul(a ^ (a >>> 13), 3_266_489_909);
  return [a >>> 0, b >>> 0 || 1];
}

/**
 * Keeps the tests of one report apart: a name that comes again in the same suite and attempt gets ` (2)`, ` (3)`, …,
 * because two cases of one file are never one test. Remembers 8 bytes a name, up to two million names.
 */
export class NameRegister {
  private first = new Uint32Array(2048);
  private second = new Uint32Array(2048);
  private size = 0;
  private readonly ordinals = new Map<string, number>();

  /** False once there were too many names to remember: later repetitions go unnoticed. */
  get complete(): boolean {
    return this.size < MOST_NAMES;
  }

  /** The name under which this test may be stored; the same name when it is new. */
  claim(suite: string, name: string, attempt: number): string {
    if (!this.complete || this.add(suite, name, attempt)) return name;
    const key = `${suite}\u0000${name}\u0000${attempt}`;
    let ordinal = this.ordinals.get(key) ?? 1;
    let candidate = name;
    do {
      ordinal += 1;
      candidate = `${name} (${ordinal})`;
    } while (!this.add(suite, candidate, attempt));
    if (this.ordinals.size < 10_000) this.ordinals.set(key, ordinal);
    return candidate;
  }

  /** True when it was not there yet. */
  private add(suite: string, name: string, attempt: number): boolean {
    if (this.size * 2 >= this.first.length) this.grow();
    const [a, b] = hashes(suite, name, attempt);
    if (!this.put(a, b)) return false;
    this.size += 1;
    return true;
  }

  private put(a: number, b: number): boolean {
    const mask = this.first.length - 1;
    let slot = a & mask;
    while (this.second[slot] !== 0) {
      if (this.first[slot] === a && this.second[slot] === b) return false;
      slot = (slot + 1) & mask;
    }
    this.first[slot] = a;
    this.second[slot] = b;
    return true;
  }

  private grow(): void {
    const [first, second] = [this.first, this.second];
    this.first = new Uint32Array(first.length * 2);
    this.second = new Uint32Array(second.length * 2);
    for (let i = 0; i < first.length; i += 1) {
      if (second[i] !== 0) this.put(first[i] ?? 0, second[i] ?? 0);
    }
  }
}
