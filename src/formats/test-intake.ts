import { EventQueue } from './event-queue';
import { isLava, lavaFields } from './lava-fields';
import { Position } from './record';
import { parseTestObject } from './test-object';
import { RepairCount } from './text-sanitizer';

/** Field names warned of once each; more of them are silent. */
const MOST_FIELDS = 100;

/** Turns the objects of a CSV, YAML or NDJSON report into events. */
export class TestIntake {
  /** Tests taken. */
  taken = 0;
  /** The first test shows whose fields these are. */
  dialect: string | null = null;
  private readonly fields = new Set<string>();

  constructor(
    private readonly queue: EventQueue,
    private readonly repairs: RepairCount,
    /** Of the times that name none. */
    private readonly zone?: string,
  ) {}

  take(value: unknown, at: Position): void {
    if (this.dialect === null && isObject(value))
      this.dialect = isLava(Object.keys(value)) ? 'lava' : 'assay';
    const fields = this.dialect === 'lava' && isObject(value) ? lavaFields(value) : value;
    const parsed = parseTestObject(fields, this.zone);
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

function isObject(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
