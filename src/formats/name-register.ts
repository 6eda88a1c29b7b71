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
 * Knows which tests of one report have come: the same suite, name and attempt again is the same test run again, and
 * whoever sent the report should hear of it. Remembers hashes only, up to two million names.
 */
export class NameRegister {
  private first = new Uint32Array(2048);
  private second = new Uint32Array(2048);
  private size = 0;

  /** False once there were too many names to remember: later repetitions go unnoticed. */
  get complete(): boolean {
    return this.size < MOST_NAMES;
  }

  /** True when this test is new, or nobody can tell any more. */
  add(suite: string, name: string, attempt: number): boolean {
    if (!this.complete) return true;
    if (this.size * 2 >= this.first.length) this.grow();
    const [a, b] = hashes(suite, name, attempt);
    const slot = this.slotOf(a, b);
    if (this.second[slot] !== 0) return false;
    this.first[slot] = a;
    this.second[slot] = b;
    this.size += 1;
    return true;
  }

  /** Where this pair is, or where it belongs. */
  private slotOf(a: number, b: number): number {
    const mask = this.first.length - 1;
    let slot = a & mask;
    while (this.second[slot] !== 0 && (this.first[slot] !== a || this.second[slot] !== b))
      slot = (slot + 1) & mask;
    return slot;
  }

  private grow(): void {
    const { first, second } = this;
    this.first = new Uint32Array(first.length * 2);
    this.second = new Uint32Array(first.length * 2);
    for (let i = 0; i < first.length; i += 1) {
      const b = second[i] ?? 0;
      if (b === 0) continue;
      const slot = this.slotOf(first[i] ?? 0, b);
      this.first[slot] = first[i] ?? 0;
      this.second[slot] = b;
    }
  }
}
