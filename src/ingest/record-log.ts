import { RecordOutcome } from '../vocabulary/record-outcome';

/** Records that a receipt tells one by one; the rest is only counted. */
export const MOST_RECORDS = 10_000;

/** A record that was not simply stored: a row of `ingestrecords`. */
export interface LoggedRecord {
  file: string;
  line: number | null;
  column: number | null;
  outcome: RecordOutcome;
  code: string;
  message: string;
  suite: string | null;
  name: string | null;
}

/** What is told of the records of one upload, in the order in which it was noticed. */
export class RecordLog {
  readonly kept: LoggedRecord[] = [];
  /** How many there were beyond those. */
  further = 0;

  add(record: LoggedRecord): void {
    if (this.kept.length < MOST_RECORDS) this.kept.push(record);
    else this.further += 1;
  }

  /** To be given to `back` when what follows turns out to be void. */
  mark(): [number, number] {
    return [this.kept.length, this.further];
  }

  back([kept, further]: [number, number]): void {
    this.kept.length = kept;
    this.further = further;
  }

  /** Leaves out what has turned out to be nothing. */
  forget(isNothing: (record: LoggedRecord) => boolean): void {
    const kept = this.kept.filter((record) => !isNothing(record));
    this.kept.length = 0;
    for (const record of kept) this.kept.push(record);
  }
}
