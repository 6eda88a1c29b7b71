import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

import { ReportEvent, ReportHead, ReportReader, StoredTest, TestRecord } from './record';

/** Text as a body that arrives in chunks of some bytes. For the specifications of this room. */
export async function* bytesOf(text: string | Uint8Array, size = 7): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text as string);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

/** Everything a reader finds, sorted by kind. */
export interface Reading {
  tests: TestRecord[];
  declared: number;
  repaired: number;
  warnings: string[];
  rejected: { code: string; line: number }[];
  facts: Record<string, unknown>;
  dialect: string | null;
  outputs: Record<string, string>;
  suites: Record<string, Readonly<Record<string, string | string[]>>>;
  events: ReportEvent[];
}

export async function readAll(
  reader: ReportReader,
  body: string | Uint8Array | AsyncIterable<Uint8Array>,
  ...limits: Parameters<ReportReader> extends [unknown, ...infer Rest] ? Rest : never
): Promise<Reading> {
  const reading: Reading = {
    tests: [],
    declared: 0,
    repaired: 0,
    warnings: [],
    rejected: [],
    facts: {},
    dialect: null,
    outputs: {},
    suites: {},
    events: [],
  };
  const bytes = typeof body === 'string' || body instanceof Uint8Array ? bytesOf(body, 1000) : body;
  for await (const event of reader(bytes, ...limits)) {
    reading.events.push(event);
    if (event.type === 'test') reading.tests.push(event.test);
    else if (event.type === 'declared') reading.declared += event.tests;
    else if (event.type === 'repaired') reading.repaired += event.count;
    else if (event.type === 'facts') Object.assign(reading.facts, event.facts);
    else if (event.type === 'dialect') reading.dialect = event.dialect;
    else if (event.type === 'output') reading.outputs[`${event.suite} ${event.stream}`] = event.text;
    else if (event.type === 'suite') reading.suites[event.suite] = event.properties;
    else if (event.rejected) reading.rejected.push({ code: event.code, line: event.at.line });
    else reading.warnings.push(event.code);
  }
  return reading;
}

/** The refusal of a reader: its sentence. Fails when the reader accepts. */
export async function refusal(reader: ReportReader, body: string | Uint8Array): Promise<string> {
  try {
    await readAll(reader, body);
  } catch (error) {
    if (error instanceof Error) return `${error.name}: ${error.message}`;
  }
  throw new Error('the reader accepted it');
}

export async function* stored(records: TestRecord[]): AsyncGenerator<StoredTest> {
  let id = 0;
  for (const record of records) yield { ...record, id: ++id, job: 1 };
}

export function headOf(records: TestRecord[]): ReportHead {
  const names = [...new Set(records.map((record) => record.suite))];
  const suites = names.map((name) => {
    const tests = records.filter((record) => record.suite === name).length;
    return { name, tests, failures: 0, errors: 0, skipped: 0, duration: '' };
  });
  return { job: { id: 1, name: 'a job', start_time: null, end_time: null }, suites, tests: records.length };
}

export async function textOf(chunks: AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const chunk of chunks) text += chunk;
  return text;
}

/** Only what differs from a record that says nothing, so that expectations stay readable. */
export function brief(test: TestRecord): Partial<TestRecord> {
  const silent: Partial<TestRecord> = { units: '', attempt: 1 };
  return Object.fromEntries(
    Object.entries(test).filter(
      ([key, value]) => value !== null && silent[key as keyof TestRecord] !== value,
    ),
  );
}

/** A body of `times` copies of a piece, between a start and an end, that is never whole in memory. */
export async function* repeated(
  start: string,
  piece: string,
  times: number,
  end: string,
): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(piece.repeat(Math.ceil(65_536 / piece.length)));
  const total = Buffer.byteLength(piece) * Math.round(times);
  yield Buffer.from(start);
  for (let sent = 0; sent < total; sent += bytes.length)
    yield bytes.subarray(0, Math.min(bytes.length, total - sent));
  yield Buffer.from(end);
}

/** The most heap, in megabytes, that reading holds beyond what there was; looked at while it reads. */
export async function heapOf(reader: ReportReader, body: AsyncIterable<Uint8Array>): Promise<number> {
  const before = heldNow();
  let chunks = 0;
  let most = 0;
  async function* watched(): AsyncGenerator<Uint8Array> {
    for await (const chunk of body) {
      if (++chunks % 256 === 0) most = Math.max(most, heldNow() - before);
      yield chunk;
    }
  }
  for await (const event of reader(watched())) void event;
  return most;
}

let collect: (() => void) | null = null;

/** Megabytes of heap that are really held: garbage is collected first. */
export function heldNow(): number {
  if (collect === null) {
    setFlagsFromString('--expose-gc');
    collect = runInNewContext('gc') as () => void;
  }
  collect();
  return process.memoryUsage().heapUsed / 1e6;
}
