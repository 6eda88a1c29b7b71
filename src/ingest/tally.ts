import { FormatName } from '../formats/detect';
import { Position, ReportFacts } from '../formats/record';
import { RecordOutcome } from '../vocabulary/record-outcome';
import { RecordLog } from './record-log';

/** Warnings that a file gives to its receipt; the rest is only counted. */
const MOST_WARNINGS = 1_000;
/** What was kept, but not as it came. */
const CHANGED = /_(cut|dropped|replaced)$/;

/** As it stands in a receipt; the file is named when the upload has several. */
export interface Warning {
  code: string;
  message: string;
  line?: number;
  column?: number;
  file?: string;
}

/** Something odd about a record. */
export interface Remark {
  code: string;
  message: string;
  at: Position;
  rejected?: boolean;
  suite?: string;
  name?: string;
}

/** What becomes of one file of an upload while it is read. */
export class FileTally {
  dialect: string | null = null;
  /** Tests that the file says it has; null when it does not say. */
  declared: number | null = null;
  stored = 0;
  /** Of these: further attempts. Known at the end. */
  merged = 0;
  /** How long the tests took together. */
  seconds = 0;
  repaired = 0;
  rejected = 0;
  /** Why nothing of it was stored. */
  error: string | null = null;
  readonly facts: ReportFacts = {};
  readonly warnings: Warning[] = [];
  /** Warnings beyond those. */
  further = 0;
  /** The line of each test stored, in order. */
  readonly lines: number[] = [];

  constructor(
    readonly name: string,
    readonly format: FormatName,
    private readonly log: RecordLog,
  ) {}

  warn({ code, message, at, rejected = false, suite, name }: Remark): void {
    if (rejected) this.rejected += 1;
    if (this.warnings.length < MOST_WARNINGS) this.warnings.push({ code, message, ...at });
    else this.further += 1;
    // Further attempts are told by the database, which knows all of them.
    if (code === 'repeated_case') return;
    const outcome = rejected ? 'rejected' : CHANGED.test(code) ? 'repaired' : 'noted';
    this.tell(outcome, { code, message, at, suite, name });
  }

  /** Characters that were replaced. */
  repair(count: number, at: Position): void {
    this.repaired += count;
    const message = `${count} characters that cannot be stored were replaced, the first of them here.`;
    this.tell('repaired', { code: 'characters_replaced', message, at });
  }

  tell(
    outcome: RecordOutcome,
    { code, message, at, suite, name }: Omit<Remark, 'rejected' | 'at'> & { at?: Position },
  ): void {
    const { line = null, column = null } = at ?? {};
    this.log.add({
      file: this.name,
      line,
      column,
      outcome,
      code,
      message,
      suite: suite ?? null,
      name: name ?? null,
    });
  }

  /** It says that it has more tests than were found. */
  get lost(): boolean {
    return this.error === null && this.declared !== null && this.declared > this.stored + this.rejected;
  }
}
