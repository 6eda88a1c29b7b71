import { TestResult } from '../vocabulary/test-result';
import { EventQueue, quoted } from './event-queue';
import { newRecord } from './new-record';
import { Draft, Held, TapFrame } from './tap-frame';

/** Suite of the tests that stand in no subtest and under no heading. */
const DEFAULT_SUITE = 'tap';
/** Records that may wait for the name of their subtest. */
const MOST_HELD = 10_000;
/** And characters that they may hold together. */
const MOST_HELD_TEXT = 16_777_216;
/** Tests of a plan that never came and are told one by one. */
const MOST_MISSING = 100_000;

const BAD: ReadonlySet<TestResult> = new Set<TestResult>(['fail', 'error', 'timeout', 'miss']);

const sizeOf = ({ test }: Held): number =>
  test.name.length + (test.message?.length ?? 0) + (test.metadata?.length ?? 0);

/** The levels of a TAP stream: which suite a test belongs to, which tests are missing, which lines only sum up others. */
export class TapTree {
  /** From `# TAP results for …` or prove's file line; what stands above everything. */
  heading: string | null = null;
  /** Tests the plans promise, lines that only sum up their subtests not counted. */
  declared = 0;
  frames: TapFrame[] = [new TapFrame(0, '', 1)];
  private held = 0;
  private heldText = 0;
  private told = 0;

  constructor(private readonly queue: EventQueue) {}

  get top(): TapFrame {
    return this.frames.at(-1) as TapFrame;
  }

  /** The frame of a line with this indentation: deeper ones have ended, a new one may begin. */
  enter(indent: number, line: number): TapFrame {
    while (this.top.indent > indent && this.frames.length > 1) this.endFrame(line);
    const outer = this.top;
    if (outer.indent >= indent) return outer;
    if (outer.ended !== null) this.settleEnded(outer, `subtest ${outer.points + 1}`);
    const name = outer.owner === null ? outer.next : outer.owner.test.name;
    outer.next = null;
    const frame = new TapFrame(indent, name, line);
    this.frames.push(frame);
    return frame;
  }

  /** A test line of the top frame: its subtests get its name, and it is `derived` when they say all that it says. */
  settle(draft: Draft): void {
    const frame = this.top;
    const { name } = draft.test;
    const comments = frame.comments;
    const children = frame.ended ?? this.commentFrame(frame);
    if (frame.ended !== null) this.settleEnded(frame, name);
    this.release(comments, name);
    frame.comments = [];
    frame.commentPlan = null;
    const bad = draft.test.result !== null && BAD.has(draft.test.result);
    const plainSum = draft.point.directive === null && (!bad || (children?.bad ?? false));
    draft.derived = (children?.tests ?? 0) > 0 && plainSum;
    if (draft.derived) this.declared -= 1;
    if (children !== null) frame.bad ||= children.bad;
    frame.bad ||= bad;
    frame.tests += 1;
  }

  /** Gives a finished record to the stream, or to the subtest that has no name yet. */
  emit(test: Held['test'], line: number): void {
    this.queue.fit(test, { line });
    this.place({ test, line, path: [] }, this.frames.length - 1);
  }

  /** Ends every level: at the end of the stream, at a bail-out, or where another stream begins. */
  endAll(line: number): void {
    while (this.frames.length > 1) this.endFrame(line);
    const root = this.top;
    if (root.ended !== null) this.settleEnded(root, `subtest ${root.points + 1}`);
    this.release(root.comments, 'comments');
    this.declared += this.commentFrame(root)?.plan ?? 0;
    this.finish(root, line);
    this.frames = [new TapFrame(0, '', line)];
  }

  private endFrame(line: number): void {
    const frame = this.top;
    if (frame.ended !== null) this.settleEnded(frame, `subtest ${frame.points + 1}`);
    this.finish(frame, line);
    this.frames.pop();
    const outer = this.top;
    if (outer.ended !== null) this.settleEnded(outer, `subtest ${outer.points + 1}`);
    outer.ended = frame;
  }

  /** Holds a level against its plan; planned tests that never came are recorded as `miss` (status-vocabularies §3.1). */
  private finish(frame: TapFrame, line: number): void {
    this.declared += frame.plan ?? frame.points;
    if (frame.plan === null) {
      if (frame.points > 0)
        this.queue.warn('missing_plan', 'there is no plan: tests may be missing unnoticed', { line });
      return;
    }
    if (frame.points > frame.plan) {
      const beyond = `the plan is for ${frame.plan} tests, ${frame.points} came`;
      this.queue.warn('beyond_plan', beyond, { line });
    }
    const missing = frame.missing(MOST_MISSING - this.told);
    this.told += missing.length;
    if (missing.length < frame.plan - frame.points) {
      this.queue.warn('missing_tests_cut', `more than ${MOST_MISSING} planned tests are missing`, { line });
    }
    for (const id of missing) {
      const test = newRecord('', `test ${id}`, 'miss');
      test.message = 'planned, but not in the report';
      frame.bad = true;
      frame.tests += 1;
      this.emit(test, line);
    }
  }

  private settleEnded(frame: TapFrame, name: string): void {
    const { ended } = frame;
    frame.ended = null;
    if (ended === null) return;
    frame.bad ||= ended.bad;
    if (ended.name === null) this.release(ended.held, name);
  }

  /** kselftest's subtests in comments count like a frame of their own. */
  private commentFrame(frame: TapFrame): TapFrame | null {
    if (frame.comments.length === 0) return null;
    const children = new TapFrame(0, null, 0);
    children.tests = frame.comments.length;
    children.bad = frame.comments.some(({ test }) => test.result !== null && BAD.has(test.result));
    children.plan = frame.comments.length;
    return children;
  }

  private forget(held: Held[]): void {
    this.held -= held.length;
    for (const one of held) this.heldText -= sizeOf(one);
  }

  private release(held: Held[], name: string): void {
    this.forget(held);
    for (const one of held) this.place({ ...one, path: [name, ...one.path] }, this.frames.length - 1);
  }

  private place(one: Held, level: number): void {
    for (let i = level; i > 0; i -= 1) {
      const frame = this.frames[i] as TapFrame;
      if (frame.name === null) {
        this.hold(frame, one, i);
        return;
      }
      one.path.unshift(frame.name);
    }
    const { test, path } = one;
    if (test.suite === '') {
      test.suite = [this.heading ?? '', ...path].filter((name) => name !== '').join('/') || DEFAULT_SUITE;
    }
    this.queue.test(test, { line: one.line });
  }

  private hold(frame: TapFrame, one: Held, level: number): void {
    this.held += 1;
    this.heldText += sizeOf(one);
    frame.held.push(one);
    if (this.held <= MOST_HELD && this.heldText <= MOST_HELD_TEXT) return;
    frame.name = `subtest ${(this.frames[level - 1]?.points ?? 0) + 1}`;
    const message = `a large subtest has no name before its end: it is called ${quoted(frame.name)}`;
    this.queue.warn('unnamed_subtest', message, { line: one.line });
    const { held } = frame;
    frame.held = [];
    this.forget(held);
    for (const waiting of held) this.place(waiting, level);
  }
}
