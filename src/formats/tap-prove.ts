import { TestResult } from '../vocabulary/test-result';
import { cutName, cutText } from './capped-text';
import { newRecord } from './new-record';
import { ReadLimits } from './record';
import { TapTree } from './tap-tree';

/** The line prove writes before each file; only its own kinds of file, because tests print dots too. */
const FILE = /^(\S+\.(?:t|tap)) \.{2,}\s*(.*)$/s;
const SKIPPED = /^skipped(?::\s*(.*))?$/s;
const DUBIOUS = /^Dubious, test returned \d+/;

/** What prove says of a whole file, beside the TAP of the file. */
export type ProveLine =
  | { kind: 'file'; name: string; rest: string }
  | { kind: 'skipped'; name: string; reason: string }
  /** The file ended badly, whatever its tests say. */
  | { kind: 'dubious'; message: string };

export function readProveLine(text: string): ProveLine | null {
  const file = FILE.exec(text);
  if (file === null) return DUBIOUS.test(text) ? { kind: 'dubious', message: text } : null;
  const [, name = '', rest = ''] = file;
  const skipped = SKIPPED.exec(rest);
  return skipped === null
    ? { kind: 'file', name, rest }
    : { kind: 'skipped', name, reason: skipped[1] ?? '' };
}

/** Where prove's files begin and end in the stream, and what it says of them as a whole. */
export class TapProve {
  /** It is prove's output: a file has begun. */
  begun = false;

  constructor(
    private readonly tree: TapTree,
    private readonly limits: ReadLimits,
  ) {}

  /** Takes what prove says; returns the TAP that stands on the same line. */
  take(said: ProveLine, line: number): string {
    if (said.kind === 'dubious') {
      // The tests of the file do not say so: nothing red may disappear.
      if (this.begun && !this.tree.top.red) this.whole('fail', said.message, line);
      return '';
    }
    this.begun = true;
    if (this.tree.top.points > 0 || this.tree.frames.length > 1) this.tree.endAll(line);
    this.tree.heading = cutName(said.name, this.limits.name);
    if (said.kind === 'file') return said.rest;
    this.whole('skip', said.reason, line);
    return '';
  }

  /** What is said of a file as a whole is a test of its own. */
  private whole(result: TestResult, message: string, line: number): void {
    const test = newRecord('', '(suite)', result);
    test.message = cutText(message, this.limits.text) || null;
    this.tree.declared += 1;
    this.tree.emit(test, line);
  }
}
