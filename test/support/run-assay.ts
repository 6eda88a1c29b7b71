import { ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');

/** What a run of the `assay` command left. */
export interface Run {
  code: number | null;
  stdout: string;
  stderr: string;
}

export interface RunningAssay {
  child: ChildProcess;
  ended: Promise<Run>;
}

/**
 * Starts the `assay` command from the sources. Of the environment it gets PATH, HOME and `env` only.
 * @param input all that comes on standard input; null leaves that open
 */
export function startAssay(
  args: string[],
  env: Record<string, string> = {},
  input: string | Buffer | null = '',
): RunningAssay {
  const register = join(ROOT, 'test/support/register-swc.js');
  const child = spawn(process.execPath, ['-r', register, join(ROOT, 'src/cli/main.ts'), ...args], {
    cwd: ROOT,
    env: { PATH: process.env.PATH, HOME: '/nonexistent', ...env },
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  // A command that does not read its input closes it.
  child.stdin.on('error', () => undefined);
  if (input !== null) child.stdin.end(input);
  const ended = new Promise<Run>((end) => child.on('close', (code) => end({ code, stdout, stderr })));
  return { child, ended };
}

/** Runs the `assay` command to its end. */
export function assay(args: string[], env?: Record<string, string>, input?: string | Buffer): Promise<Run> {
  return startAssay(args, env, input).ended;
}
