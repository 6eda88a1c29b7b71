/** What a load stored. */
export interface LoadReport {
  /** Rows by table. */
  counts: Record<string, number>;
  /**
   * The numbers that rows got, by kind (`job`, `suite`, `test`, `testset`, `activity`, `tag`, `failure_tag`, `user`, `group`
   * for user groups, `gdt`, `gd` and `gw` for permissions of groups on device types, devices and workers) and by what the
   * file calls them. Empty for a dump, whose numbers are kept.
   */
  ids: Record<string, Record<string, number>>;
  /** What was not stored as it stood in the file, and why. */
  warnings: string[];
}

/** Collects the report while rows are written. */
export class ReportBuilder {
  private readonly counts = new Map<string, number>();
  private readonly ids = new Map<string, Map<string, number>>();
  private readonly unstored = new Map<string, number>();
  private readonly warnings: string[] = [];

  count(table: string, rows: number): void {
    if (rows > 0) this.counts.set(table, (this.counts.get(table) ?? 0) + rows);
  }

  id(kind: string, key: string, id: number): void {
    const known = this.ids.get(kind) ?? new Map<string, number>();
    this.ids.set(kind, known.set(key, id));
  }

  warn(sentence: string): void {
    this.warnings.push(sentence);
  }

  /** Something the schema has no place for: counted, and named once. */
  notStored(what: string, times = 1): void {
    if (times > 0) this.unstored.set(what, (this.unstored.get(what) ?? 0) + times);
  }

  finish(): LoadReport {
    return {
      counts: Object.fromEntries(this.counts),
      ids: Object.fromEntries([...this.ids].map(([kind, ids]) => [kind, Object.fromEntries(ids)])),
      warnings: [
        ...this.warnings,
        ...[...this.unstored].map(
          ([what, times]) => `${what}: not stored, there is no place for it (${times})`,
        ),
      ],
    };
  }
}
