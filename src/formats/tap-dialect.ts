import { TapLine } from './tap-line';

/** How Avocado names a test written in Python: file, class, method. */
const AVOCADO = /\.py:\w+\.\w+/;
/** Sums that only Node's own test runner writes behind its tests. */
const NODE = /^(suites|cancelled|todo) \d+$/;

/** Which manner of TAP a stream is (report-formats C2), from the lines it has. */
export class TapDialect {
  private version = 12;
  private readonly seen = new Set<string>();

  /** The most telling sign wins; else it is the version that the stream names, 12 when it names none. */
  get name(): string {
    const told = ['assay', 'lava', 'ktap', 'prove', 'avocado', 'node', 'node-tap'];
    const found = told.find((dialect) => this.seen.has(dialect));
    if (found === 'avocado' && this.version > 12) return `tap${this.version}`;
    return found ?? `tap${this.version}`;
  }

  sign(dialect: 'assay' | 'lava' | 'ktap' | 'prove'): void {
    this.seen.add(dialect);
  }

  line(read: TapLine): void {
    if (read.kind === 'version') {
      if (read.ktap) this.seen.add('ktap');
      else this.version = Math.min(14, Math.max(this.version, read.version));
    } else if (read.kind === 'comment' && NODE.test(read.text)) this.seen.add('node');
    else if (read.kind === 'point') {
      if (read.warned || AVOCADO.test(read.description)) this.seen.add('avocado');
      if (read.duration !== null && this.version > 12) this.seen.add('node-tap');
    }
  }
}
