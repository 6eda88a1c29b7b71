import { CappedText } from './capped-text';
import { EventQueue } from './event-queue';
import { Position, ReadLimits } from './record';

type Attributes = Readonly<Record<string, string>>;

/** Attributes of a suite that are told otherwise: its place, and sums of its cases. */
const TOLD: ReadonlySet<string> = new Set([
  'name',
  'tests',
  'failures',
  'errors',
  'skipped',
  'disabled',
  'assertions',
  'time',
  'hasOwnProperty',
]);
const MOST_PROPERTIES = 5_000;

/** What one open `<testsuite>` (or the run, with the empty name) says of itself: properties, and attributes worth keeping. */
export class SuiteSayings {
  private readonly properties = new Map<string, string | string[]>();
  private room: number;

  constructor(
    private readonly path: string,
    attributes: Attributes,
    limits: ReadLimits,
  ) {
    // A JVM tells all it knows of itself.
    this.room = 4 * limits.text;
    for (const name in attributes) {
      if (!TOLD.has(name) && !name.startsWith('xmlns') && attributes[name]) this.add(name, attributes[name]);
    }
  }

  /** False when there is no room left for it. */
  add(name: string, value: string): boolean {
    this.room -= name.length + value.length;
    if (this.room < 0 || this.properties.size >= MOST_PROPERTIES) return false;
    const before = this.properties.get(name);
    if (before === undefined) this.properties.set(name, value);
    else if (Array.isArray(before)) before.push(value);
    else this.properties.set(name, [before, value]);
    return true;
  }

  /** Tells it all, if there is anything. */
  end(queue: EventQueue, at: Position): void {
    if (this.properties.size > 0) queue.suite(this.path, Object.fromEntries(this.properties), at);
  }
}

/** The output of a suite, one at a time: what stands inside another output belongs to that one. */
export class SuiteOutput {
  private open = false;

  constructor(
    private readonly queue: EventQueue,
    private readonly limits: ReadLimits,
  ) {}

  /** Where the text goes and what ends it; null while another output is open. */
  begin(
    element: 'system-out' | 'system-err',
    path: string,
    at: Position,
  ): { sink: CappedText; close: () => void } | null {
    if (this.open) return null;
    this.open = true;
    const sink = new CappedText(this.limits.output);
    const close = (): void => {
      this.open = false;
      const text = sink.toString().trim();
      if (text !== '') this.queue.output(path, element, text, at);
    };
    return { sink, close };
  }
}
