import { readFileSync, realpathSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Unavailable } from '../errors/domain-error';
import { lookAt, processesIn } from './process-table';

/** The lines of `postmaster.pid` that we need. */
export interface Postmaster {
  pid: number;
  socketDir: string;
  /** True once it accepts connections. */
  ready: boolean;
}

/**
 * `dead`: the pid is free. `stranger`: the pid is taken, by a zombie or by somebody who is not this
 * cluster's PostgreSQL; PostgreSQL itself cannot tell and would refuse to start for good.
 */
export type Verdict = 'absent' | 'live' | 'dead' | 'stranger';

/** Reads the pid file of a cluster; null when there is none or it is not whole yet. */
export function readPostmaster(cluster: string): Postmaster | null {
  const text = readPidFile(cluster);
  const [pid, , , , socketDir = '', , , status = ''] = text?.split('\n') ?? [];
  if (!(Number(pid) > 0)) return null;
  return { pid: Number(pid), socketDir, ready: status.startsWith('ready') };
}

function readPidFile(cluster: string): string | null {
  try {
    return readFileSync(join(cluster, 'postmaster.pid'), 'utf8');
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'EACCES') return null;
    throw new Unavailable(`The database in ${cluster} belongs to another user.`, {
      hint: 'Run Assay as the user who created it.',
      cause,
    });
  }
}

/** Whether the process in the pid file really is the PostgreSQL of this cluster. */
export function judge(cluster: string): Verdict {
  const text = readPidFile(cluster);
  if (text === null) return 'absent';
  const found = readPostmaster(cluster);
  const running = found && lookAt(found.pid);
  if (!running) return found ? 'dead' : 'stranger';
  const home = realpathSync(cluster);
  const command = running.argv.join(' ');
  const isPostgres = /postgres/.test(basename(running.argv[0] ?? '')) || command.includes('postgres -D');
  const isHere = running.cwd === null ? command.includes(`-D ${cluster} `) : running.cwd === home;
  return !running.zombie && isPostgres && isHere ? 'live' : 'stranger';
}

/**
 * Clears away what a killed server left behind, so that a new one can start: backends that outlived it,
 * and a pid file that names a stranger — after a second look, a second later, for the file may just be
 * changing hands. A dead process's file stays: PostgreSQL takes it over itself, and the shared memory
 * key in it guards against backends that we cannot see.
 */
export async function clearLeftovers(
  cluster: string,
  socketDir: string,
  log: (line: string) => void,
): Promise<void> {
  const first = judge(cluster);
  if (first === 'live') return;
  const before = readPidFile(cluster);
  if (first === 'stranger') {
    await sleep(1000);
    if (judge(cluster) !== 'stranger' || readPidFile(cluster) !== before) return;
  }
  await endBackends(cluster);
  if (first === 'stranger') {
    log(
      `Removing a stale ${join(cluster, 'postmaster.pid')} (process ${readPostmaster(cluster)?.pid ?? '?'})`,
    );
    rmSync(join(cluster, 'postmaster.pid'), { force: true });
  }
  for (const name of ['.s.PGSQL.5432', '.s.PGSQL.5432.lock']) rmSync(join(socketDir, name), { force: true });
}

/** Backends end by themselves when their postmaster is gone, but only at their next wait. */
async function endBackends(cluster: string): Promise<void> {
  for (let round = 0; round < 100; round++) {
    const left = processesIn(realpathSync(cluster)).filter((pid) => {
      const found = lookAt(pid);
      return found !== null && !found.zombie && /^postgres/.test(basename(found.argv[0] ?? ''));
    });
    if (left.length === 0) return;
    // Without a postmaster there is nothing for them to save; the log brings everything back.
    if (round === 10) for (const pid of left) signal(pid, 'SIGKILL');
    await sleep(50);
  }
  throw new Unavailable(
    `Processes of a killed PostgreSQL on ${cluster} do not end; end them and start again.`,
  );
}

/** Sends a signal; a process that is gone already is what was wanted anyway. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
