import { FormatName } from '../formats/detect';
import { ReportFacts } from '../formats/record';
import { RecordLog } from './record-log';
import { FileTally, Warning } from './tally';

/** Warnings that a receipt holds; the rest is only counted. */
const MOST_WARNINGS = 1_000;

/** A file in a receipt. */
export interface FileReceipt {
  name: string;
  format: FormatName;
  dialect: string | null;
  declared: number | null;
  stored: number;
  merged: number;
  repaired: number;
  rejected: number;
  /** Why nothing of it was stored; not there otherwise. */
  error?: string;
}

/** The figures of a whole upload: its receipt. */
export class UploadTally {
  readonly log = new RecordLog();
  readonly files: FileTally[] = [];

  /** A file that is about to be read; it counts once it is in `files`. */
  file(name: string, format: FormatName): FileTally {
    return new FileTally(name, format, this.log);
  }

  /** A file that is no report. */
  skip(file: string, message: string): void {
    const nowhere = { line: null, column: null, suite: null, name: null };
    this.log.add({ ...nowhere, file, outcome: 'noted', code: 'not_a_report', message });
  }

  get stored(): number {
    return this.sum('stored');
  }
  get rejected(): number {
    return this.sum('rejected');
  }
  get seconds(): number {
    return this.sum('seconds');
  }
  /** Null when no file says. */
  get declared(): number | null {
    return this.files.reduce<number | null>(
      (sum, { declared }) => (declared === null ? sum : (sum ?? 0) + declared),
      null,
    );
  }
  /** Of those that were read, each once, in their order. */
  get format(): string {
    return each(this.read.map(({ format }) => format));
  }
  get dialect(): string | null {
    return each(this.read.flatMap(({ dialect }) => dialect ?? [])) || null;
  }
  get fileReceipts(): FileReceipt[] {
    return this.files.map(
      ({ name, format, dialect, declared, stored, merged, repaired, rejected, error }) => ({
        ...{ name, format, dialect, declared, stored, merged, repaired, rejected },
        ...(error === null ? {} : { error }),
      }),
    );
  }

  /** What the files say of the run: it begins with the first and ends with the last; they name it if they agree. */
  get facts(): ReportFacts {
    const said = this.read.map(({ facts }) => facts);
    const [one] = said;
    if (one && said.length === 1) return one;
    const names = new Set(said.map(({ name }) => name).filter((name) => name !== undefined));
    const outcomes = said.flatMap(({ outcome }) => outcome ?? []);
    const time = (text: string): number => Date.parse(text) || 0;
    const starts = said.flatMap(({ start_time: start }) => start ?? []).sort((a, b) => time(a) - time(b));
    const ends = said.flatMap(({ end_time: end }) => end ?? []).sort((a, b) => time(a) - time(b));
    return {
      name: names.size === 1 ? [...names][0] : undefined,
      start_time: starts[0],
      end_time: ends.at(-1),
      outcome: outcomes.includes('aborted') ? 'aborted' : outcomes[0],
    };
  }

  /** All warnings worth keeping, and one that says how many more there were. */
  get warnings(): Warning[] {
    const several = this.files.length > 1;
    const of = (file: FileTally, warning: Warning): Warning =>
      several ? { ...warning, file: file.name } : warning;
    const all = this.files.flatMap((file) => [
      ...file.warnings.map((warning) => of(file, warning)),
      ...(file.error === null ? [] : [of(file, { code: 'unreadable_file', message: file.error })]),
      ...(file.lost ? [of(file, countDiffers(file))] : []),
    ]);
    const further =
      Math.max(0, all.length - MOST_WARNINGS) + this.files.reduce((sum, file) => sum + file.further, 0);
    const untold = this.log.further;
    return [
      ...all.slice(0, MOST_WARNINGS),
      ...(this.stored === 0 ? [{ code: 'no_tests', message: 'The report has no tests.' }] : []),
      ...(further > 0 ? [{ code: 'more', message: `${further} further warnings.` }] : []),
      ...(untold > 0
        ? [{ code: 'more_records', message: `${untold} further records are not listed one by one.` }]
        : []),
    ];
  }

  sum(figure: 'stored' | 'merged' | 'repaired' | 'rejected' | 'seconds'): number {
    return this.files.reduce((sum, file) => sum + file[figure], 0);
  }

  /** The files that were reports. */
  private get read(): FileTally[] {
    return this.files.filter(({ error }) => error === null);
  }
}

const each = (words: readonly string[]): string => [...new Set(words)].join(',');

const countDiffers = ({ declared, stored }: FileTally): Warning => ({
  code: 'count_differs',
  message: `The report says it has ${declared} tests; only ${stored} were found.`,
});
