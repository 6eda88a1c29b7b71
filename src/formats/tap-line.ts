import { TestResult } from '../vocabulary/test-result';
import { durationText } from './duration-text';

export interface TapPoint {
  kind: 'point';
  ok: boolean;
  id: number | null;
  description: string;
  /** The directive word as received; null when there is none. */
  directive: string | null;
  reason: string;
  /** What stood behind the name as a remark: seconds, an exit code, Avocado's word about warnings. */
  duration: string | null;
  remark: string | null;
  warned: boolean;
  /** `{`: its subtests follow. */
  opens: boolean;
}

/** One line of TAP without its indentation. */
export type TapLine =
  | TapPoint
  | { kind: 'version'; ktap: boolean; version: number }
  | { kind: 'plan'; count: number; skipped: boolean; reason: string }
  | { kind: 'bail'; reason: string }
  | { kind: 'subtest'; name: string }
  | { kind: 'comment'; text: string }
  | { kind: 'close' | 'pragma' | 'other' };

const POINT = /^(not ok|ok)(?:\s+(.*))?$/s;
const ID = /^(\d{1,9})(?:(?=\s|$)|(?=-))/;
const PLAN = /^1\.\.(\d{1,9})\s*(?:#\s*(.*))?$/s;
const VERSION = /^(K?TAP) version (\d{1,4})\s*$/i;
/** KTAP's three are taken in capitals only: a TAP name may say `# error handling` (contract C2). */
const DIRECTIVE =
  /(?:^|\s)#\s*((?:[Ss][Kk][Ii][Pp]\S{0,20}(?=\s|$)|[Tt][Oo][Dd][Oo](?=[\s:.-]|$)|(?:XFAIL|TIMEOUT|ERROR)(?=[\s:]|$)))\s*(.*)$/s;
// No pattern begins with `\s+`: a line of a million blanks would be searched a million times.
const TIME = /\s#\s*time=([\d.]+\s*m?s)\s*$/;
const EXIT = /\s#\s*(exit=\S+)\s*$/;
/** Avocado's remark behind a test that passed with warnings: not a directive (contract C2). */
const WARNED = /\s#\s*(Warnings were printed into warn log.*)$/;

/** `\#` and `\\`; any other backslash is one (TAP 14). */
export function tapUnescaped(text: string): string {
  return text.includes('\\') ? text.replace(/\\([#\\])/g, '$1') : text;
}

function readPoint(ok: boolean, text: string): TapPoint {
  const point: TapPoint = {
    kind: 'point',
    ok,
    id: null,
    description: '',
    directive: null,
    reason: '',
    duration: null,
    remark: null,
    warned: false,
    opens: false,
  };
  let rest = text;
  const id = ID.exec(rest);
  if (id !== null) {
    point.id = Number(id[1]);
    rest = rest.slice(id[0].length);
    rest = rest.startsWith('-') ? rest.slice(1) : rest;
  }
  rest = rest.replace(/^\s*(-(\s+|$))?/, '');
  if (rest.endsWith(' {') || rest === '{') {
    point.opens = true;
    rest = rest.slice(0, -1).trimEnd();
  }
  if (rest.includes('#')) rest = withoutRemarks(point, rest);
  point.description = tapUnescaped(rest.trim());
  return point;
}

function withoutRemarks(point: TapPoint, text: string): string {
  let rest = text;
  const time = TIME.exec(rest);
  if (time !== null) {
    point.duration = durationText(time[1] ?? '');
    rest = rest.slice(0, time.index);
  }
  const directive = DIRECTIVE.exec(rest);
  if (directive !== null) {
    point.directive = (directive[1] ?? '').replace(/[:,.]+$/, '');
    point.reason = tapUnescaped((directive[2] ?? '').replace(/^:\s*/, '').trim());
    return rest.slice(0, directive.index);
  }
  const remark = EXIT.exec(rest) ?? WARNED.exec(rest);
  if (remark === null) return rest;
  point.remark = remark[1] ?? null;
  point.warned = WARNED.test(rest);
  return rest.slice(0, remark.index);
}

/** What a line says; `other` when it is not TAP (output of the tests between the lines is normal). */
export function readTapLine(text: string): TapLine {
  const first = text.charCodeAt(0);
  // o, n: the bulk of every stream.
  if (first === 0x6f || first === 0x6e) {
    const point = POINT.exec(text);
    return point === null ? { kind: 'other' } : readPoint(point[1] === 'ok', point[2] ?? '');
  }
  if (first === 0x23) return readComment(text);
  const plan = first === 0x31 ? PLAN.exec(text) : null;
  if (plan !== null) {
    const reason = plan[2] ?? '';
    const count = Number(plan[1]);
    return { kind: 'plan', count, skipped: count === 0, reason: reason.replace(/^skip\S*\s*/i, '').trim() };
  }
  const version = VERSION.exec(text);
  if (version !== null) {
    const ktap = version[1]?.toUpperCase() === 'KTAP';
    return { kind: 'version', ktap, version: Number(version[2]) };
  }
  if (/^Bail out!/i.test(text)) return { kind: 'bail', reason: text.slice(9).trim() };
  if (text === '}') return { kind: 'close' };
  return { kind: /^pragma\s+[+-]/.test(text) ? 'pragma' : 'other' };
}

function readComment(text: string): TapLine {
  const comment = text.replace(/^#\s?/, '');
  const subtest = /^\s*Subtest(?::|$)\s*(.*)$/s.exec(comment);
  if (subtest !== null) return { kind: 'subtest', name: tapUnescaped((subtest[1] ?? '').trim()) };
  return { kind: 'comment', text: comment };
}

/** status-vocabularies §3.1, rows TAP 13 and KTAP. */
export function tapResult(point: TapPoint): TestResult {
  const directive = point.directive?.toUpperCase() ?? '';
  if (directive.startsWith('SKIP')) return 'skip';
  if (directive === 'TODO') return point.ok ? 'xpass' : 'xfail';
  if (directive === 'XFAIL') return 'xfail';
  if (directive === 'TIMEOUT') return 'timeout';
  if (directive === 'ERROR') return 'error';
  if (point.warned && point.ok) return 'warn';
  return point.ok ? 'pass' : 'fail';
}
