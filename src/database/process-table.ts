import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** What the operating system tells about one process, as far as we may ask. */
export interface RunningProcess {
  pid: number;
  /** When it was born, in whatever unit the system counts; with the pid it names a process for good. */
  born: string;
  /** Dead but not yet reaped by its parent: it holds a pid and does nothing else. */
  zombie: boolean;
  argv: string[];
  /** Working folder; null when we may not know it. */
  cwd: string | null;
}

const onLinux = process.platform === 'linux';

/** The process with this pid, or null when there is none. */
export function lookAt(pid: number): RunningProcess | null {
  return onLinux ? lookInProc(pid) : askPs(pid);
}

function lookInProc(pid: number): RunningProcess | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The command name in brackets may hold spaces and brackets: count the fields after the last one.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const argv = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').slice(0, -1);
    const zombie = fields[0] === 'Z' || fields[0] === 'X';
    return { pid, born: `${bootId()}-${fields[19]}`, zombie, argv, cwd: workingFolder(pid) };
  } catch {
    return null;
  }
}

function workingFolder(pid: number): string | null {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return null;
  }
}

let boot: string | undefined;
/** Births are counted from the start of the machine, so they mean nothing without naming that start. */
function bootId(): string {
  boot ??= readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').slice(0, 8);
  return boot;
}

function askPs(pid: number): RunningProcess | null {
  const answer = spawnSync('ps', ['-ww', '-o', 'stat=,lstart=,command=', '-p', String(pid)], {
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], LC_ALL: 'C' },
  });
  const found = /^\s*(\S+)\s+(\w+ \w+ +\d+ [\d:]+ \d+)\s+(.*)$/m.exec(answer.stdout ?? '');
  if (!found) return null;
  const [, state = '', born = '', command = ''] = found;
  return { pid, born: born.replace(/\s+/g, '_'), zombie: state.startsWith('Z'), argv: [command], cwd: null };
}

/** Live processes whose working folder is this one (Linux only; elsewhere nothing is found). */
export function processesIn(folder: string): number[] {
  if (!onLinux) return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => workingFolder(pid) === folder);
}

/** A name for a process that survives the reuse of its pid; null when it is gone or a zombie. */
export function identityOf(pid: number): string | null {
  const found = lookAt(pid);
  return found && !found.zombie ? `${pid} ${found.born}` : null;
}

/** Does the process that wrote this identity still live? */
export function isAlive(identity: string): boolean {
  const pid = Number.parseInt(identity, 10);
  return pid > 0 && identityOf(pid) === identity.split(' ').slice(0, 2).join(' ');
}
