import { spawn } from 'node:child_process';
import { Fence, fencesOf } from './markdown';

/** One `sh` block of a page that is run, and the block behind it that shows what it prints. */
export interface Step {
  line: number;
  commands: string;
  /** Null when the page shows nothing. */
  shown: string | null;
}

export interface Tour {
  /** Blocks of npm commands: they are looked up, not run. */
  npm: Step[];
  steps: Step[];
}

/** What a step printed on standard output. */
export interface Ran {
  /** False when it, or one before it, failed. */
  done: boolean;
  output: string;
}

const SHOWN = new Set(['json', 'text']);

/** The commands of a page: `sh` blocks; a `json` or `text` block right behind one is its output. */
export function tourOf(markdown: string): Tour {
  const fences = fencesOf(markdown);
  const shownAfter = (at: number): string | null => {
    const next: Fence | undefined = fences[at + 1];
    return next && SHOWN.has(next.language) ? next.text : null;
  };
  const all = fences.flatMap(({ language, line, text }, at) =>
    language === 'sh' ? [{ line, commands: text, shown: shownAfter(at) }] : [],
  );
  const isNpm = ({ commands }: Step): boolean => /(^|\s)npm /.test(commands);
  return { npm: all.filter(isNpm), steps: all.filter((step) => !isNpm(step)) };
}

/** The scripts that npm commands run: `npm start` is `start`, `npm run demo` is `demo`; npm's own commands are none. */
export function scriptsOf(commands: string): string[] {
  return [...commands.matchAll(/\bnpm (?:run )?(\S+)/g)]
    .map(([, name]) => name ?? '')
    .filter((name) => !['ci', 'link'].includes(name));
}

const mark = (at: number): string => `\u001e${at}\u001e`;

/** Runs all steps one after another in one bash, which ends at the first command that fails. */
export async function runSteps(
  steps: readonly Step[],
  cwd: string,
  env: Record<string, string>,
): Promise<{ ran: Ran[]; stderr: string }> {
  const script = [
    'set -euo pipefail',
    ...steps.flatMap(({ commands }, at) => [commands, `printf '%s' '${mark(at)}'`]),
  ].join('\n');
  const bash = spawn('bash', ['-c', script], { cwd, env: { PATH: process.env.PATH, ...env } });
  bash.stdin.end();
  let stdout = '';
  let stderr = '';
  bash.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  bash.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  await new Promise((end) => bash.on('close', end));
  let rest = stdout;
  const ran = steps.map((_, at): Ran => {
    const end = rest.indexOf(mark(at));
    const output = end < 0 ? rest : rest.slice(0, end);
    rest = end < 0 ? '' : rest.slice(end + mark(at).length);
    return { done: end >= 0, output };
  });
  return { ran, stderr };
}

const squeezed = (text: string): string => text.replace(/\s+/g, '');

/** True when an output is what a page shows: white space counts for nothing, `...` stands for anything. */
export function isAsShown(output: string, shown: string): boolean {
  const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const pattern = squeezed(shown).split('...').map(literal).join('[\\s\\S]*');
  return new RegExp(`^${pattern}$`).test(squeezed(output));
}
