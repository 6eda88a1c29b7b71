import { BadInput } from '../errors/domain-error';
import { CheckedRow, isObject, JsonObject } from './checked-row';
import { ReportBuilder } from './report';

/** The lists of a file. What nobody reads, lists or fields, is counted in the report: nothing is dropped in silence. */
export class FormReader {
  private readonly unread: Set<string>;
  private readonly seen = new Set<string>();

  /** @param known members of the file that carry no data */
  constructor(
    private readonly input: JsonObject,
    private readonly report: ReportBuilder,
    known: readonly string[],
  ) {
    this.unread = new Set(Object.keys(input));
    for (const name of known) this.unread.delete(name);
  }

  /** Reads one list, absent ones as empty. */
  rows<T>(list: string, read: (row: CheckedRow, at: number) => T): T[] {
    return this.list(list).map((value, at) =>
      this.row(new CheckedRow(`${list}[${at}]`, value), list, read, at),
    );
  }

  /** Reads one row, also of a list within a row, and counts the fields that were not read. */
  row<T>(row: CheckedRow, list: string, read: (row: CheckedRow, at: number) => T, at: number): T {
    const result = read(row, at);
    this.leave(row, list);
    return result;
  }

  /** Counts the fields of a row that were not read. */
  leave(row: CheckedRow, list: string): void {
    for (const field of row.leftovers()) this.report.notStored(`${list}.${field}`);
  }

  /** Reads a list of plain texts or numbers. */
  words<T extends 'string' | 'number'>(list: string, type: T): (T extends 'string' ? string : number)[] {
    return this.list(list).map((value, at) => {
      if (typeof value !== type) throw new BadInput(`${list}[${at}]: must be a ${type}`);
      return value as T extends 'string' ? string : number;
    });
  }

  /** An object by key; empty when absent. */
  object(name: string): JsonObject {
    this.unread.delete(name);
    const value = this.input[name] ?? {};
    if (!isObject(value)) throw new BadInput(`${name}: must be an object`);
    return value;
  }

  /** A natural key that no other row of the same list has. */
  once(row: CheckedRow, field: string): string {
    const key = row.key(field);
    const mark = `${row.where.replace(/\[\d+\]$/, '')} ${key}`;
    if (this.seen.has(mark)) row.refuse(field, `${JSON.stringify(key)} is there twice`);
    this.seen.add(mark);
    return key;
  }

  /** Counts what nobody read. */
  finish(): void {
    for (const name of this.unread) {
      const value = this.input[name];
      const rows = Array.isArray(value) ? value : isObject(value) ? Object.values(value) : [value];
      const leaves = rows.flatMap((row) => (isObject(row) && isObject(value) ? Object.values(row) : [row]));
      this.report.notStored(name, leaves.length);
    }
  }

  private list(name: string): unknown[] {
    this.unread.delete(name);
    const value = this.input[name] ?? [];
    if (!Array.isArray(value)) throw new BadInput(`${name}: must be a list`);
    return value as unknown[];
  }
}

/** Where in its list a row is, by what the file calls it. */
export class Places {
  private readonly places = new Map<string | number, number>();

  constructor(private readonly kind: string) {}

  add(row: CheckedRow, field: string, key: string | number, place: number): void {
    if (this.places.has(key)) row.refuse(field, `${JSON.stringify(key)} is there twice`);
    this.places.set(key, place);
  }

  /** The place of the row that a field names. @throws BadInput no row is called so */
  find(row: CheckedRow, field: string, key: unknown = row.raw(field)): number {
    const place = typeof key === 'string' || typeof key === 'number' ? this.places.get(key) : undefined;
    return place ?? row.refuse(field, `no ${this.kind} ${JSON.stringify(key)}`);
  }

  findOptional(row: CheckedRow, field: string): number | null {
    return (row.raw(field) ?? null) === null ? null : this.find(row, field);
  }
}
