import { BadInput } from '../errors/domain-error';

const TIME = /^\d{4,5}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d(:?\d\d)?)?$/;
const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?$/;
/** PostgreSQL has no U+0000, UTF-8 no half of a surrogate pair. */
const UNSTORABLE = /\0|\p{Surrogate}/u;

export type JsonObject = Record<string, unknown>;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const saysSomething = (value: unknown): boolean =>
  value !== null &&
  value !== undefined &&
  value !== '' &&
  value !== false &&
  !(typeof value === 'object' && Object.keys(value).length === 0);

/**
 * One object of a file, read field by field; every refusal names the place: `jobs[12].priority: must be a whole number`.
 * It remembers what was read, so that nothing is dropped in silence.
 */
export class CheckedRow {
  private readonly value: JsonObject;
  private readonly unread: Set<string>;

  /** @param where what to call this row: `jobs[12]` */
  constructor(
    readonly where: string,
    value: unknown,
  ) {
    if (!isObject(value)) throw new BadInput(`${where}: must be an object`);
    this.value = value;
    this.unread = new Set(Object.keys(value));
  }

  refuse(field: string, problem: string): never {
    throw new BadInput(`${this.where}.${field}: ${problem}`);
  }

  /** The fields that nobody asked for and that say something. */
  leftovers(): string[] {
    return [...this.unread].filter((field) => saysSomething(this.value[field]));
  }

  /** The value as it is; undefined when absent. */
  raw(field: string): unknown {
    this.unread.delete(field);
    return this.value[field];
  }

  /** Text; `fallback` when the field is absent, else it must be there. */
  text(field: string, fallback?: string): string {
    const value = this.raw(field) ?? fallback;
    if (typeof value !== 'string') this.refuse(field, 'must be text');
    if (UNSTORABLE.test(value)) this.refuse(field, 'has a character that cannot be stored');
    return value;
  }

  optionalText(field: string): string | null {
    return this.isNull(field) ? null : this.text(field);
  }

  /** Text that is a key: never empty. */
  key(field: string): string {
    const value = this.text(field);
    return value === '' ? this.refuse(field, 'must not be empty') : value;
  }

  whole(field: string, fallback?: number): number {
    const value = this.raw(field) ?? fallback;
    return typeof value === 'number' && Number.isSafeInteger(value)
      ? value
      : this.refuse(field, 'must be a whole number');
  }

  optionalWhole(field: string): number | null {
    return this.isNull(field) ? null : this.whole(field);
  }

  flag(field: string, fallback?: boolean): boolean {
    const value = this.raw(field) ?? fallback;
    return typeof value === 'boolean' ? value : this.refuse(field, 'must be true or false');
  }

  /** ISO 8601 with any offset, as text; without one it is UTC. */
  time(field: string): string {
    const value = this.text(field);
    return TIME.test(value) ? value : this.refuse(field, `"${value}" is not a time`);
  }

  optionalTime(field: string): string | null {
    return this.isNull(field) ? null : this.time(field);
  }

  optionalDecimal(field: string): string | null {
    if (this.isNull(field)) return null;
    const value = this.raw(field);
    const text = typeof value === 'number' ? String(value) : this.text(field);
    return DECIMAL.test(text) ? text : this.refuse(field, `"${text}" is not a number`);
  }

  choice<T extends string>(field: string, choices: readonly T[], fallback?: T): T {
    const value = this.text(field, fallback);
    const found = choices.find((choice) => choice === value);
    return found ?? this.refuse(field, `"${value}" is none of ${choices.join(', ')}`);
  }

  /** A list of texts; empty when absent. */
  texts(field: string): string[] {
    return this.list(field).map((item, at) =>
      typeof item === 'string' ? item : this.refuse(`${field}[${at}]`, 'must be text'),
    );
  }

  list(field: string): unknown[] {
    const value = this.raw(field) ?? [];
    return Array.isArray(value) ? value : this.refuse(field, 'must be a list');
  }

  object(field: string): JsonObject {
    const value = this.raw(field) ?? {};
    return isObject(value) ? value : this.refuse(field, 'must be an object');
  }

  private isNull(field: string): boolean {
    return (this.raw(field) ?? null) === null;
  }
}
