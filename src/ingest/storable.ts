import { Position, TestRecord } from '../formats/record';
import { readTime } from '../query/values/time';
import { ReportedTest } from '../resources/tests/new-test';
import { FileTally } from './tally';

const MEASUREMENT = /^[+-]?\d{1,20}(?:\.\d{0,10}0*)?$/;
const DURATION = /^\d{1,14}(?:\.\d*)?$/;
const INT32 = 2_147_483_647;

/** A decimal that the column holds exactly, or nothing and a warning: one odd number must not sink a report. */
function fitting(
  tally: FileTally,
  at: Position,
  name: string,
  value: string | null,
  form: RegExp,
): string | null {
  if (value === null || form.test(value)) return value;
  tally.warn({
    code: 'number_dropped',
    message: `The ${name} "${value.slice(0, 60)}" cannot be stored.`,
    at,
  });
  return null;
}

function moment(tally: FileTally, at: Position, value: string | null): string | null {
  if (value === null) return null;
  try {
    return readTime(value);
  } catch {
    tally.warn({ code: 'time_dropped', message: `The time "${value.slice(0, 60)}" cannot be stored.`, at });
    return null;
  }
}

const line = (value: number | null): number | null =>
  value !== null && value >= 0 && value <= INT32 ? value : null;

/** A record of a report as the table takes it. */
export function storable(job: number, record: TestRecord, at: Position, tally: FileTally): ReportedTest {
  const duration = fitting(tally, at, 'duration', record.duration, DURATION);
  tally.seconds += Number(duration ?? 0);
  return {
    job,
    suite: record.suite,
    name: record.name,
    state: record.result === null ? 'pending' : 'finished',
    result: record.result,
    source_status: record.source_status,
    measurement: fitting(tally, at, 'measurement', record.measurement, MEASUREMENT),
    units: record.units,
    duration,
    // A test that does not say when it ran, ran when the run began.
    logged: moment(tally, at, record.logged ?? tally.facts.start_time ?? null),
    message: record.message,
    metadata: record.metadata,
    attempt: Math.min(Math.max(1, record.attempt), INT32),
    start_log_line: line(record.start_log_line),
    end_log_line: line(record.end_log_line),
  };
}
