import { CappedText, cutName } from './capped-text';
import { EventQueue, quoted } from './event-queue';
import { ReadLimits } from './record';
import { Draft, TapFrame } from './tap-frame';
import { TapDialect } from './tap-dialect';
import { readTapLine, TapLine, TapPoint, tapUnescaped } from './tap-line';
import { readProveLine, TapProve } from './tap-prove';
import { tapRecord } from './tap-record';
import { indentOf, withoutKernelTime } from './tap-indent';
import { TapTree } from './tap-tree';
import { TapYaml } from './tap-yaml';
import { RepairCount } from './text-sanitizer';

const HEADING = /^TAP results for (.*)$/s;
const MOST_COMMENTS = 10_000;

/** TAP 12, 13, 14 and KTAP (report-formats C2), line by line. */
export class TapEvents {
  readonly tree: TapTree;
  readonly dialect = new TapDialect();
  /** Something of TAP has been seen at all. */
  found = false;
  private draft: Draft | null = null;
  private yaml: TapYaml | null = null;
  private yamlSeen = false;
  private diagnostics: CappedText | null = null;
  private bailed = false;
  private ktap = false;
  private readonly prove: TapProve;

  constructor(
    private readonly queue: EventQueue,
    private readonly limits: ReadLimits,
    private readonly repairs: RepairCount,
    private readonly refuse: (sentence: string) => never,
  ) {
    this.tree = new TapTree(queue);
    this.prove = new TapProve(this.tree, limits);
  }

  line(text: string, line: number): void {
    if (this.bailed) return;
    if (this.yaml !== null && this.yamlTakes(text, line)) return;
    const whole = withoutKernelTime(text);
    const body = whole.trim();
    if (body === '') return;
    const indent = indentOf(whole);
    if (body.startsWith('---') && this.opensYaml(body, indent)) return;
    const read = readTapLine(body);
    if (read.kind === 'other' || (indent % 4 !== 0 && !this.ktap)) this.other(body, indent, line);
    else this.take(read, indent, line);
  }

  end(line: number): void {
    if (this.yaml !== null) this.unclosed(line);
    this.finish();
    if (this.bailed) return;
    this.tree.endAll(line);
  }

  private take(read: TapLine, indent: number, line: number): void {
    this.dialect.line(read);
    if (read.kind === 'comment') return this.comment(read.text, indent, line);
    if (read.kind === 'subtest') return this.subtest(read.name, indent, line);
    this.finish();
    if (read.kind === 'bail') return this.bail(read.reason, line);
    if (read.kind === 'pragma') return;
    if (indent > this.tree.top.indent && this.tree.frames.length > this.limits.depth) {
      this.refuse(`subtests are nested deeper than ${this.limits.depth} levels`);
    }
    if (read.kind === 'version') this.version(read.ktap, indent, line);
    else if (read.kind === 'plan') this.plan(read, this.tree.enter(indent, line), line);
    else if (read.kind === 'point') this.point(read, indent, line);
    else if (read.kind === 'close') this.settleOwner(this.tree.enter(indent, line));
  }

  private version(ktap: boolean, indent: number, line: number): void {
    this.found = true;
    this.ktap ||= ktap;
    if (indent > 0) this.tree.enter(indent, line);
    else if (this.tree.top.points > 0 || this.tree.frames.length > 1) this.tree.endAll(line);
  }

  private plan(read: TapLine & { kind: 'plan' }, frame: TapFrame, line: number): void {
    this.found = true;
    if (frame.plan !== null) {
      // A satisfied plan and then another one is the next stream; the same number again is a plan told twice.
      if (this.tree.frames.length > 1 || frame.plan === read.count || frame.points < frame.plan) {
        this.queue.warn('second_plan', 'the plan is told twice: the first one counts', { line });
        return;
      }
      this.tree.endAll(line);
    }
    this.tree.top.plan = read.count;
    if (read.skipped && this.tree.frames.length === 1 && frame.points === 0)
      this.queue.facts({ outcome: 'skipped' });
  }

  private point(point: TapPoint, indent: number, line: number): void {
    const frame = this.tree.enter(indent, line);
    if (frame.owner !== null) this.settleOwner(frame);
    // prove ends each file with a bare `ok` of its own.
    if (this.prove.begun && point.description === '' && point.id === null && frame.points === frame.plan)
      return;
    this.found = true;
    if (!frame.count(point.id)) {
      this.queue.warn('repeated_number', `test number ${point.id ?? frame.points} comes twice`, { line });
    }
    const draft: Draft = {
      point,
      test: tapRecord(point, frame.points, this.limits),
      line,
      indent,
      derived: false,
    };
    if (point.opens) frame.owner = draft;
    else {
      this.tree.settle(draft);
      this.draft = draft;
    }
  }

  private settleOwner(frame: TapFrame): void {
    const { owner } = frame;
    if (owner === null) return;
    frame.owner = null;
    this.tree.settle(owner);
    if (!owner.derived) this.tree.emit(owner.test, owner.line);
  }

  /** What is known of the current test line is all there is: hand it on. */
  private finish(): void {
    const { draft } = this;
    if (draft === null) return;
    this.draft = null;
    const said = this.diagnostics?.toString().trimEnd() ?? '';
    const { message } = draft.test;
    if (said !== '') draft.test.message = message === null ? said : `${message}\n${said}`;
    this.diagnostics = null;
    this.yamlSeen = false;
    if (!draft.derived) this.tree.emit(draft.test, draft.line);
  }

  private subtest(name: string, indent: number, line: number): void {
    this.finish();
    name = cutName(name, this.limits.name);
    const deeper = indent > this.tree.top.indent;
    const frame = this.tree.enter(indent, line);
    const fresh = frame.points === 0 && frame.plan === null;
    if (indent > 0 && frame.name === null && (deeper || fresh)) frame.name = name;
    else frame.next = name;
  }

  private comment(text: string, indent: number, line: number): void {
    const heading = indent === 0 ? HEADING.exec(text) : null;
    if (heading !== null) {
      this.finish();
      this.dialect.sign('lava');
      this.tree.heading = cutName(tapUnescaped(heading[1] ?? ''), this.limits.name);
      return;
    }
    if (text.startsWith('selftests: ')) {
      this.ktap = true;
      this.dialect.sign('ktap');
    }
    const inner = this.ktap ? readTapLine(text.trim()) : null;
    if (inner?.kind === 'point' && inner.id !== null) this.commentPoint(inner, line);
    else if (
      !this.ktap &&
      this.draft !== null &&
      !this.draft.point.ok &&
      !this.yamlSeen &&
      indent === this.draft.indent
    ) {
      this.diagnostics ??= new CappedText(this.limits.text);
      this.diagnostics.add(`${text}\n`);
    }
  }

  private commentPoint(point: TapPoint, line: number): void {
    const { comments } = this.tree.top;
    this.finish();
    if (comments.length >= MOST_COMMENTS) {
      const message = `a group has more than ${MOST_COMMENTS} subtests in comments`;
      this.queue.reject('subtests_cut', message, { line });
      return;
    }
    this.tree.declared += 1;
    comments.push({ test: tapRecord(point, comments.length + 1, this.limits), line, path: [] });
  }

  private bail(reason: string, line: number): void {
    this.found = true;
    this.queue.facts({ outcome: 'aborted' });
    const why = reason === '' ? '' : `: ${quoted(reason)}`;
    this.queue.warn('bailed_out', `the run was given up${why}`, { line });
    this.tree.endAll(line);
    this.bailed = true;
  }

  private other(text: string, indent: number, line: number): void {
    const said = indent === 0 ? readProveLine(text) : null;
    if (said === null) return this.aside(text, indent);
    this.finish();
    const rest = this.prove.take(said, line);
    if (said.kind === 'dubious') return;
    this.found = true;
    this.dialect.sign('prove');
    if (rest) this.line(rest, line);
  }

  /** Indented lines behind a failed test explain it, as Mocha writes them; anything else is noise. */
  private aside(text: string, indent: number): void {
    if (this.ktap || this.draft === null || this.draft.point.ok || this.yamlSeen) return;
    if (indent < this.draft.indent + 2) return;
    this.diagnostics ??= new CappedText(this.limits.text);
    this.diagnostics.add(`${' '.repeat(Math.min(40, indent - this.draft.indent - 2))}${text}\n`);
  }

  private opensYaml(body: string, indent: number): boolean {
    const depth = this.draft === null ? 0 : indent - this.draft.indent;
    if (this.draft === null || depth < 1 || depth > 3 || !/^---(\s|$)/.test(body)) return false;
    this.yaml = new TapYaml(indent, this.draft.indent, this.limits);
    return true;
  }

  /** True when the line was the block's. */
  private yamlTakes(text: string, line: number): boolean {
    const verdict = this.yaml?.take(text) ?? 'more';
    if (verdict === 'more') return true;
    if (verdict === 'end') this.closeYaml(line);
    else this.unclosed(line);
    return verdict === 'end';
  }

  private unclosed(line: number): void {
    this.queue.warn('diagnostic_not_closed', 'a diagnostic block is not closed', { line });
    this.closeYaml(line);
  }

  private closeYaml(line: number): void {
    const { draft, yaml } = this;
    const warn = (code: string, message: string): void => this.queue.warn(code, message, { line });
    if (yaml?.own) this.dialect.sign('assay');
    if (draft !== null && yaml !== null) this.repairs.add(yaml.apply(draft.test, warn), line);
    this.yaml = null;
    this.yamlSeen = true;
  }
}
