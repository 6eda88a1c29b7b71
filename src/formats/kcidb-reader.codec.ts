import { BadInput } from '../errors/domain-error';
import { EventQueue } from './event-queue';
import { JsonMembers, JsonMembersHandler } from './json-members';
import { KcidbBuild } from './kcidb-build';
import { KcidbObject, kcidbTest } from './kcidb-test';
import { DEFAULT_READ_LIMITS, Position, ReadLimits, ReportEvent } from './record';
import { storableJson } from './storable-json';
import { ReportText } from './text-decoder';
import { RepairCount } from './text-sanitizer';

/** Longest object, in characters; a longer one is rejected without being held. */
const LONGEST = 4_194_304;
const KNOWN = ['checkouts', 'builds', 'tests', 'issues', 'incidents'] as const;
/** `\u0000` and its like would pass the reader of bytes and not the database. */
const ESCAPED = /\\u(?:00[01]|d[89a-f]|fff)/i;

/** The objects of a KCIDB document, in whatever order they come. */
class KcidbEvents implements JsonMembersHandler {
  version: string | null = null;
  readonly build = new KcidbBuild();
  private readonly left = new Map<string, number>();

  constructor(
    private readonly queue: EventQueue,
    private readonly limits: ReadLimits,
    private readonly repairs: RepairCount,
  ) {}

  member(key: string, text: string, at: Position): void {
    const value = this.parse(text, at);
    if (value === undefined) throw new BadInput(`Line ${at.line}: this is not JSON.`);
    if (key === 'version' && isObject(value)) this.readVersion(value, at);
    else this.unknown(key, at);
  }

  element(key: string, text: string, at: Position): void {
    if (!KNOWN.some((word) => word === key)) return this.unknown(key, at);
    const value = this.parse(text, at);
    if (value === undefined || !isObject(value)) {
      this.queue.reject('bad_object', `an element of ${key} is not a JSON object`, at);
    } else if (key === 'tests') this.test(value, at);
    else if (key === 'builds') this.build.build(value);
    else if (key === 'checkouts') this.build.checkout(value);
    else this.left.set(key, (this.left.get(key) ?? 0) + 1);
  }

  passedOver(key: string, why: string, at: Position): void {
    this.queue.reject('object_too_long', `an element of ${key.slice(0, 80)} ${why}`, at);
  }

  /** What follows from the whole document. */
  end(line: number): void {
    for (const [key, count] of this.left)
      this.queue.warn('left_out', `${count} ${key} are not tests and are not stored`, { line });
    this.queue.facts(this.build.facts);
    this.queue.dialect(this.version ?? '');
  }

  private test(value: KcidbObject, at: Position): void {
    const warn = (code: string, message: string): void => this.queue.warn(code, message, at);
    const record = kcidbTest(value, this.limits, warn);
    if (record === null) return this.queue.reject('missing_name', 'a test has neither a path nor an id', at);
    const build = typeof value.build_id === 'string' ? value.build_id : null;
    this.build.tested ??= build;
    if (build !== null && build !== this.build.tested) {
      warn('several_builds', 'tests of another build have its id before the name of their suite');
      record.suite = `${build}/${record.suite}`;
    }
    this.queue.test(record, at);
  }

  private readVersion({ major, minor }: KcidbObject, at: Position): void {
    if (major !== 4 && major !== 5)
      throw new BadInput(
        `Line ${at.line}: version ${JSON.stringify(major) ?? 'nothing'} of KCIDB is not read; 4 and 5 are.`,
      );
    this.version = `${major}.${typeof minor === 'number' ? minor : 0}`;
  }

  private unknown(key: string, at: Position): void {
    this.queue.warn('unknown_field', `the member ${JSON.stringify(key.slice(0, 80))} is not KCIDB's`, at);
  }

  private parse(text: string, at: Position): unknown {
    try {
      const value: unknown = JSON.parse(text);
      if (!ESCAPED.test(text)) return value;
      const { text: clean, repaired } = storableJson(value);
      this.repairs.add(repaired, at.line);
      return JSON.parse(clean);
    } catch {
      return undefined;
    }
  }
}

const isObject = (value: unknown): value is KcidbObject =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

/**
 * Reads a KCIDB document of version 4 or 5 as a stream, one object at a time. What was tested comes as facts, at the end;
 * issues and incidents are counted in a warning. Throws `BadInput` when it is not one JSON object, not whole, or has no
 * version of KCIDB.
 */
export async function* readKcidb(
  bytes: AsyncIterable<Uint8Array>,
  limits: ReadLimits = DEFAULT_READ_LIMITS,
): AsyncGenerator<ReportEvent> {
  const source = new ReportText(bytes);
  const queue = new EventQueue(limits);
  const events = new KcidbEvents(queue, limits, source.repairs);
  const members = new JsonMembers(events, { longest: LONGEST, depth: limits.depth }, (sentence, line) => {
    throw new BadInput(`Line ${line}: ${sentence}.`);
  });
  for await (const piece of source.pieces()) {
    members.write(piece);
    for (const event of queue.drain()) yield event;
  }
  if (!members.begun) throw new BadInput('The report is empty.');
  members.end();
  if (events.version === null) throw new BadInput('This is not KCIDB: there is no version in it.');
  events.end(members.line);
  queue.close(source.repairs);
  for (const event of queue.drain()) yield event;
}
