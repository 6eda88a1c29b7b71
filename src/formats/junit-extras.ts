import { CappedText, cutText } from './capped-text';
import { isSilentClass, SuitePlace } from './junit-name';
import { Attachments, readMarks } from './output-marks';
import { NamedAttachment, ReadLimits } from './record';

/** Attributes of a case that have a field of their own; all others are kept in the metadata. */
export const CASE_FIELDS: ReadonlySet<string> = new Set([
  'name',
  'classname',
  'time',
  'timestamp',
  'status',
  'result',
]);
export const MOST_PROPERTIES = 1_000;
/** A property of this name names a file, as the mark in output does. */
const ATTACHMENT = 'attachment';

type Bits = Record<string, unknown>;
type Warn = (code: string, message: string) => void;
type Stream = 'system_out' | 'system_err';

/** Characters of properties, and of each output, that the metadata may hold. */
export const roomForProperties = (limits: ReadLimits): number => Math.floor(limits.text / 2);
export const roomForOutput = (limits: ReadLimits): number => Math.floor(limits.text / 4);

/** What a case says beyond the fields of a record: it becomes the metadata, as JSON, or nothing when there is nothing. */
export class CaseExtras {
  private properties: Map<string, string | string[]> | null = null;
  private room: number;
  private types: Set<string> | null = null;
  private sinks: Partial<Record<Stream, CappedText>> = {};
  private readonly texts: Partial<Record<Stream, string>> = {};
  private files: Attachments | null = null;
  /** The metadata had to do without output. */
  private dropped = false;

  constructor(private readonly limits: ReadLimits) {
    this.room = roomForProperties(limits);
  }

  /** False when there is no room left for it. A name that comes again makes a list. */
  property(name: string, value: string): boolean {
    if (name === ATTACHMENT) this.attach(value);
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
    const key: Stream = element === 'system-err' ? 'system_err' : 'system_out';
    const sink = (this.sinks[key] ??= new CappedText(this.limits.output));
    if (sink.length > 0) sink.add('\n');
    return sink;
  }

  /** Ends the case: what the output says by marks is taken out of it. To be called once, before the rest is asked for. */
  end(warn: Warn): void {
    for (const key of ['system_out', 'system_err'] as const) {
      const marks = readMarks(this.sinks[key]?.toString().trim() ?? '');
      this.texts[key] = marks.text;
      for (const [name, value] of marks.properties) {
        if (!this.has(name, value) && !this.property(name, value))
          warn('properties_cut', 'a case has too many properties: some are left out');
      }
      for (const file of marks.attachments) this.attach(file);
    }
    for (const why of this.files?.refused ?? []) warn('attachment_refused', why);
    this.sinks = {};
  }

  get attachments(): NamedAttachment[] {
    return this.files?.list ?? [];
  }

  /** The whole output when the metadata has room for a part of it only; known once `json` has been asked for. */
  get output(): string | null {
    const room = roomForOutput(this.limits);
    const { system_out = '', system_err = '' } = this.texts;
    if (!this.dropped && system_out.length <= room && system_err.length <= room) return null;
    const all = [system_out, system_err].filter((text) => text !== '').join('\n');
    return all === '' ? null : cutText(all, this.limits.output);
  }

  json(
    attributes: Readonly<Record<string, string>>,
    suite: SuitePlace,
    raw: Bits,
    warn: Warn,
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
      if (!CASE_FIELDS.has(key) && key !== 'hasOwnProperty') keep(key, attributes[key]);
    }
    for (const key in raw) keep(key, raw[key]);
    if (this.types !== null && this.types.size > 0) keep('type', [...this.types].join(', '));
    if (this.properties !== null) keep('properties', Object.fromEntries(this.properties));
    for (const key of ['system_out', 'system_err'] as const) {
      const text = this.texts[key];
      if (text) keep(key, cutText(text, roomForOutput(this.limits)));
    }
    return some ? this.fitted(bits, warn) : null;
  }

  private attach(file: string): void {
    this.files ??= new Attachments();
    this.files.add(file);
  }

  private has(name: string, value: string): boolean {
    const known = this.properties?.get(name);
    return Array.isArray(known) ? known.includes(value) : known === value;
  }

  /** JSON within the cap that is still JSON: the output goes first, then the properties. */
  private fitted(bits: Bits, warn: Warn): string | null {
    for (const drop of [null, 'system_out', 'system_err', 'properties']) {
      if (drop !== null) {
        delete bits[drop];
        this.dropped = true;
      }
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
