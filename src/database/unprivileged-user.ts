import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { Unavailable } from '../errors/domain-error';

/** Whom PostgreSQL runs as. `spawn` is empty when that is simply ourselves. */
export interface RunAs {
  uid: number;
  gid: number;
  /** Options for child_process: who, and a working folder anybody may enter. */
  spawn: { uid?: number; gid?: number; cwd: string };
}

/**
 * The user for PostgreSQL's programs, which refuse to run as root: ourselves, or for root the cluster's
 * owner, else the system's `postgres` or `nobody`. Unavailable when there is none.
 */
export function chooseUser(owner?: { uid: number; gid: number }): RunAs {
  const uid = process.getuid?.() ?? -1;
  if (uid !== 0) return { uid, gid: process.getgid?.() ?? -1, spawn: { cwd: '/' } };
  const found = owner && owner.uid !== 0 ? owner : (inPasswd('postgres') ?? inPasswd('nobody'));
  if (!found) {
    throw new Unavailable(
      'PostgreSQL does not run as root, and this system has neither a user "postgres" nor "nobody". ' +
        'Start Assay as a normal user, or set DATABASE_URL to a PostgreSQL server of your own.',
    );
  }
  return { ...found, spawn: { ...found, cwd: '/' } };
}

function inPasswd(name: string): { uid: number; gid: number } | null {
  try {
    const line = readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .find((one) => one.startsWith(`${name}:`));
    const [, , uid, gid] = line?.split(':') ?? [];
    return Number(uid) > 0 && Number(gid) > 0 ? { uid: Number(uid), gid: Number(gid) } : null;
  } catch {
    return null;
  }
}

/** initdb asks the system for its user's name; some container platforms run under a number without one. */
export function requireUserName(): void {
  try {
    userInfo();
  } catch (cause) {
    throw new Unavailable(
      `The user id ${process.getuid?.()} has no entry in /etc/passwd, so no PostgreSQL can be set up for it. ` +
        'Set DATABASE_URL to a PostgreSQL server of your own.',
      { cause },
    );
  }
}

/** May that user walk into this folder? Asked of the system itself: modes alone do not know about ACLs. */
export function canEnter(folder: string, runAs: RunAs): boolean {
  const asked = spawnSync('/bin/sh', ['-c', 'cd -- "$1"', 'sh', folder], { ...runAs.spawn, stdio: 'ignore' });
  return asked.status === 0;
}
