import { Position, ReportFacts } from '../formats/record';

/** Warnings that a receipt holds; the rest is only counted. */
const MOST_WARNINGS = 1_000;

export interface Warning {
  code: string;
  message: string;
  line?: number;
  column?: number;
}

/** What becomes of a report while it is read: the receipt's figures. */
export class Tally {
  /** Tests that the report says it has; null when it does not say. */
  declared: number | null = null;
  stored = 0;
  /** How long the tests took together. */
  seconds = 0;
  repaired = 0;
  rejected = 0;
  readonly facts: ReportFacts = {};
  private readonly kept: Warning[] = [];
  private further = 0;

  warn({
    code,
    message,
    at,
    rejected,
  }: {
    code: string;
    message: string;
    at: Position;
    rejected?: boolean;
  }): void {
    if (rejected) this.rejected += 1;
    if (this.kept.length < MOST_WARNINGS) this.kept.push({ code, message, ...at });
    else this.further += 1;
  }

  /** All warnings worth keeping, and one that says how many more there were. */
  get warnings(): Warning[] {
    const lost = this.declared !== null && this.declared > this.stored + this.rejected;
    return [
      ...this.kept,
      ...(lost
        ? [
            {
              code: 'count_differs',
              message: `The report says it has ${this.declared} tests; only ${this.stored} were found.`,
            },
          ]
        : []),
      ...(this.stored === 0 ? [{ code: 'no_tests', message: 'The report has no tests.' }] : []),
      ...(this.further > 0 ? [{ code: 'more', message: `${this.further} further warnings.` }] : []),
    ];
  }
}
