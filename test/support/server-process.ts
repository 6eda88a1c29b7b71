import { ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findPlace } from '../../src/database/postgres-place';
import { readPostmaster } from '../../src/database/postmaster-pid';
import { identityOf, processesIn } from '../../src/database/process-table';

const ROOT = join(__dirname, '..', '..');
const PATIENCE = 40_000;

/** How a server process ended. */
export interface Ending {
  code: number | null;
  signal: NodeJS.Signals | null;
}

/** `assay serve` as a process of its own, leader of its own process group. */
export interface ServerProcess {
  pid: number;
  child: ChildProcess;
  /** Where it listens; rejects when it ends before it is ready. */
  ready: Promise<string>;
  ended: Promise<Ending>;
  stdout(): string;
  stderr(): string;
  /** Sends a signal to the process, or to its whole group as Ctrl-C does. */
  signal(name: NodeJS.Signals, group?: boolean): void;
}

/** A data folder of a file's own; `remove` ends whatever still runs on it. */
export interface DataFolder {
  path: string;
  /** The process of its PostgreSQL, or null. */
  postmaster(): number | null;
  /** All processes of its PostgreSQL; on Linux only, elsewhere the first one. */
  processes(): number[];
  remove(): Promise<void>;
}

/** Starts the server from the sources. Of the environment it gets PATH and `env` only; it takes a free port. */
export function startServer(env: Record<string, string>): ServerProcess {
  const register = join(ROOT, 'test/support/register-swc.js');
  const child = spawn(process.execPath, ['-r', register, join(ROOT, 'src/cli/main.ts'), 'serve'], {
    cwd: ROOT,
    env: { PATH: process.env.PATH, HOME: '/nonexistent', PORT: '0', ASSAY_LOG_LEVEL: 'warn', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const ended = new Promise<Ending>((end) => child.on('close', (code, signal) => end({ code, signal })));
  const ready = new Promise<string>((resolve, reject) => {
    child.stdout.on('data', () => {
      const [, address] = /Assay is ready: (\S+)\/api\/v1\/[\s\S]*\n\n$/.exec(stdout) ?? [];
      if (address) resolve(address);
    });
    void ended.then(() => reject(new Error(`The server ended before it was ready: ${stderr}`)));
  });
  ready.catch(() => undefined);
  const pid = child.pid as number;
  return {
    pid,
    child,
    ready,
    ended,
    stdout: () => stdout,
    stderr: () => stderr,
    signal: (name, group = false) => void process.kill(group ? -pid : pid, name),
  };
}

export function dataFolder(): DataFolder {
  const path = mkdtempSync(join(tmpdir(), 'assay-serve-'));
  const processes = (): number[] => {
    const { cluster } = findPlace(path);
    if (!existsSync(cluster)) return [];
    const first = postmaster();
    return [...new Set([...(first === null ? [] : [first]), ...processesIn(realpathSync(cluster))])];
  };
  const postmaster = (): number | null => {
    const pid = readPostmaster(findPlace(path).cluster)?.pid;
    return pid !== undefined && identityOf(pid) !== null ? pid : null;
  };
  return {
    path,
    postmaster,
    processes,
    remove: async () => {
      for (const pid of processes()) kill(pid);
      await until('PostgreSQL has ended', () => processes().length === 0);
      rmSync(findPlace(path).root, { recursive: true, force: true });
      rmSync(path, { recursive: true, force: true });
    },
  };
}

/** kill -9; whoever is gone already is gone. */
export function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** Waits for something to become true. */
export async function until(
  what: string,
  is: () => boolean | Promise<boolean>,
  patience = PATIENCE,
): Promise<void> {
  for (const start = Date.now(); !(await is()); await sleep(25))
    if (Date.now() - start > patience) throw new Error(`Waited ${patience} ms in vain: ${what}`);
}
