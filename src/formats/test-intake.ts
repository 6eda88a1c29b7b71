import { EventQueue } from './event-queue';
import { Position } from './record';
import { parseTestObject } from './test-object';
import { RepairCount } from './text-sanitizer';

/** Field names warned of once each; more of them are silent. */
const MOST_FIELDS = 100;

/** Turns the objects of a CSV, YAML or NDJSON report into events. */
export class TestIntake {
  /** Tests taken. */
  taken = 0;
  private readonly fields = new Set<string>();

  constructor(
    private readonly queue: EventQueue,
    private readonly repairs: RepairCount,
  ) {}

  take(value: unknown, at: Position): void {
    const parsed = parseTestObject(value);
    if (!parsed.ok) {
      this.queue.reject(parsed.remark.code, parsed.remark.message, at);
      return;
    }
    for (const { code, message, field } of parsed.remarks) {
      if (code !== 'unknown_field' || this.isNew(field ?? '')) this.queue.warn(code, message, at);
    }
    this.repairs.add(parsed.repaired, at.line);
    this.taken += 1;
    this.queue.test(parsed.test, at);
  }

  private isNew(field: string): boolean {
    if (this.fields.has(field) || this.fields.size >= MOST_FIELDS) return false;
    this.fields.add(field);
    return true;
  }
}
