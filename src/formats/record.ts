import { TestResult } from '../vocabulary/test-result';

/** Where in a report something stands; both count from 1. */
export interface Position {
  line: number;
  column?: number;
}

/**
 * One test as any report states it: the neutral form between all codecs and the core.
 * Field names are those of the `tests` resource.
 */
export interface TestRecord {
  /** Suite name; the names of nested suites are joined by `/`. Never empty. */
  suite: string;
  name: string;
  /** Canonical verdict; null when the test has not finished. */
  result: TestResult | null;
  /** The exact word received, null when the format has none (a JUnit case without child). */
  source_status: string | null;
  /** A decimal as text, so that no digit is lost. */
  measurement: string | null;
  units: string;
  /** Seconds, a decimal as text. */
  duration: string | null;
  /** ISO 8601 with zone, up to six decimals; null when the report does not say. */
  logged: string | null;
  /** What the test said about its verdict: failure message and text, skip reason, TAP diagnostic. */
  message: string | null;
  /** Text as received (YAML or JSON); null when there is none. */
  metadata: string | null;
  /** 1 for the first run of this test in this job. */
  attempt: number;
  start_log_line: number | null;
  end_log_line: number | null;
  /** Console text beyond what the metadata holds, head and tail within `ReadLimits.output`; absent when it fits there. */
  output?: string | null;
  /** Files that the report says belong to this test. */
  attachments?: NamedAttachment[];
}

/** A file of a test that the report names (`path`, relative and safe: see `safe-path.ts`) or holds (`dataUri`). */
export interface NamedAttachment {
  name: string;
  path?: string;
  dataUri?: string;
}

/** Facts about the whole run that a report may state; every one is optional. */
export interface ReportFacts {
  name?: string;
  start_time?: string;
  end_time?: string;
  hostname?: string;
  /** The verdict word of the run itself (TAP `Bail out!` is `aborted`). */
  outcome?: string;
  /** What was built and tested, under the name the report has for it (KCIDB's `build_id`). */
  build?: string;
  /** What else the report says of that build and its sources: small, JSON. */
  details?: Readonly<Record<string, unknown>>;
}

/** What a reader yields, in the order of the report. */
export type ReportEvent =
  | { type: 'test'; test: TestRecord; at: Position }
  /** The report's own count of tests, to be held against what was read. */
  | { type: 'declared'; tests: number; at: Position }
  | { type: 'facts'; facts: ReportFacts }
  /** Which tool's manner of the format this is (`pytest`, `tap13`); told once, at the end, by every reader. */
  | { type: 'dialect'; dialect: string }
  /** Console text of a suite that belongs to none of its tests; head and tail within `ReadLimits.output`. */
  | { type: 'output'; suite: string; stream: 'system-out' | 'system-err'; text: string; at: Position }
  /** What a suite says of itself beyond its name and counts; told when it has ended, only when there is something. */
  | { type: 'suite'; suite: string; properties: Readonly<Record<string, string | string[]>>; at: Position }
  /** Characters that could not be stored as they came and were replaced. */
  | { type: 'repaired'; count: number; at: Position }
  /** Something odd that was understood, or one record that was not; `rejected` when it is not in the stream. */
  | { type: 'warning'; code: string; message: string; at: Position; rejected?: boolean };

/** Caps and settings for one reader. Longer text is cut head and tail, with the cut marked. */
export interface ReadLimits {
  /** Characters of a message or metadata text kept. */
  text: number;
  /** Characters of a suite or test name. */
  name: number;
  /** Nesting depth of suites, elements, subtests. */
  depth: number;
  /** Characters of console text that becomes `TestRecord.output` or an `output` event. */
  output: number;
  /** The zone of times that name none: an IANA name or an offset (`+05:30`); UTC unless told. */
  zone?: string;
}

export const DEFAULT_READ_LIMITS: ReadLimits = { text: 65_536, name: 4_096, depth: 200, output: 1_048_576 };

/** A codec's reading half: bytes in, events out, constant memory. Throws `BadInput` when the whole is not of its format. */
export type ReportReader = (
  bytes: AsyncIterable<Uint8Array>,
  limits?: ReadLimits,
) => AsyncGenerator<ReportEvent>;

/** A test as it is written to a report: the record and the keys it has in the database. */
export interface StoredTest extends TestRecord {
  id: number;
  job: number;
}

/** What a writer needs to know before the first test. */
export interface ReportHead {
  job: { id: number; name: string; start_time: string | null; end_time: string | null };
  /** Suites in the order in which their tests come, with totals so that counts can be written first. */
  suites: {
    name: string;
    tests: number;
    failures: number;
    errors: number;
    skipped: number;
    duration: string;
  }[];
  /** How many tests will be written (after limit and offset). */
  tests: number;
}

export interface WriteOptions {
  /**
   * Puts `'` before text that a spreadsheet would run as a formula (CSV; report-formats C3 item 26). Off unless told: the
   * text is then not what was stored.
   */
  formulaGuard?: boolean;
}

/** A codec's writing half: tests in suite order in, text chunks out. */
export type ReportWriter = (
  head: ReportHead,
  tests: AsyncIterable<StoredTest>,
  options?: WriteOptions,
) => AsyncGenerator<string>;
