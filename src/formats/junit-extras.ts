import { CappedText } from './capped-text';
import { isSilentClass, SuitePlace } from './junit-name';
import { ReadLimits } from './record';

/** Attributes of a case that have a field of their own; all others are kept in the metadata. */
const KNOWN: ReadonlySet<string> = new Set(['name', 'classname', 'time', 'timestamp', 'status', 'result']);
const MOST_PROPERTIES = 1_000;

type Bits = Record<string, unknown>;

/** What a case says beyond the fields of a record: it becomes the metadata, as JSON, or nothing when there is nothing. */
export class CaseExtras {
  private properties: Map<string, string | string[]> | null = null;
  private room: number;
  private types: Set<string> | null = null;
  private output: { system_out?: CappedText; system_err?: CappedText } = {};

  constructor(private readonly limits: ReadLimits) {
    this.room = Math.floor(limits.text / 2);
  }

  /** False when there is no room left for it. A name that comes again makes a list. */
  property(name: string, value: string): boolean {
    this.properties ??= new Map();
    this.room -= name.length + value.length;
    if (this.room < 0 || this.properties.size >= MOST_PROPERTIES) return false;
    const before = this.properties.get(name);
    if (before === undefined) this.properties.set(name, value);
    else if (Array.isArray(before)) before.push(value);
    else this.properties.set(name, [before, value]);
    return true;
  }

  /** The `type` of a failure or skip: an exception class, usually. */
  type(type: string): void {
    this.types ??= new Set();
    if (type !== '' && this.types.size < 10) this.types.add(type.slice(0, 1_000));
  }

  /** Where the text of `<system-out>` or `<system-err>` goes; several of them follow each other. */
  sink(element: string): CappedText {
    const key = element === 'system-err' ? 'system_err' : 'system_out';
    const sink = (this.output[key] ??= new CappedText(Math.floor(this.limits.text / 4)));
    if (sink.length > 0) sink.add('\n');
    return sink;
  }

  json(
    attributes: Readonly<Record<string, string>>,
    suite: SuitePlace,
    warn: (code: string, message: string) => void,
  ): string | null {
    const bits = Object.create(null) as Bits;
    let some = false;
    const keep = (key: string, value: unknown): void => {
      bits[key] = value;
      some = true;
    };
    const { classname, name } = attributes;
    if (classname !== name && !isSilentClass(classname, suite)) keep('classname', classname);

    for (const key in attributes) {
      if (!KNOWN.has(key) && key !== 'hasOwnProperty') keep(key, attributes[key]);
    }
    if (this.types !== null && this.types.size > 0) keep('type', [...this.types].join(', '));
    if (this.properties !== null) keep('properties', Object.fromEntries(this.properties));
    for (const key of ['system_out', 'system_err'] as const) {
      const text = this.output[key]?.toString().trim();
      if (text) keep(key, text);
    }
    return some ? this.fitted(bits, warn) : null;
  }

  /** JSON within the cap that is still JSON: the output goes first, then the properties. */
  private fitted(bits: Bits, warn: (code: string, message: string) => void): string | null {
    for (const drop of [null, 'system_out', 'system_err', 'properties']) {
      if (drop !== null) delete bits[drop];
      const text = JSON.stringify(bits);
      if (text.length <= this.limits.text) return text;
      if (drop === null)
        warn(
          'metadata_cut',
          `what a case says beside its verdict is longer than ${this.limits.text} characters`,
        );
    }
    return null;
  }
}
