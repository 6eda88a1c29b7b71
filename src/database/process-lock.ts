import { randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Unavailable } from '../errors/domain-error';
import { giveToOwner } from './postgres-place';
import { identityOf, isAlive } from './process-table';

/** A line that names this process and no other, with a part of its own for every caller. */
function signature(): string {
  return `${identityOf(process.pid)} ${randomUUID()}`;
}

/**
 * Runs `work` while holding a lock file, so that of several processes only one at a time looks after a
 * cluster. Node has no flock(2); the file names its holder, and a dead holder's file is taken away.
 * Unavailable when the holder keeps it for longer than `patience` milliseconds, or until `until` aborts.
 */
export async function withLock<T>(
  file: string,
  patience: number,
  work: () => Promise<T>,
  until?: AbortSignal,
): Promise<T> {
  const mine = signature();
  const deadline = Date.now() + patience;
  while (!tryLock(file, mine)) {
    breakDead(file);
    if (Date.now() > deadline || until?.aborted) {
      throw new Unavailable(`Another process has been holding ${file} for too long: ${read(file) ?? '?'}.`);
    }
    await sleep(20 + Math.random() * 30);
  }
  try {
    return await work();
  } finally {
    if (read(file) === mine) rmSync(file, { force: true });
  }
}

/** Writes the file beside and links it in: whoever sees the lock sees its holder's whole name. */
function tryLock(file: string, mine: string): boolean {
  const draft = `${file}.${randomUUID()}`;
  writeFileSync(draft, mine, { mode: 0o600 });
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Moves a dead holder's file aside; if meanwhile another took the lock, its file is put back. */
function breakDead(file: string): void {
  const seen = read(file);
  if (seen === null || isAlive(seen)) return;
  const aside = `${file}.${randomUUID()}`;
  try {
    renameSync(file, aside);
    if (read(aside) !== seen) linkSync(aside, file);
  } catch {
    // Somebody else was quicker: the next round sees what is there now.
  }
  rmSync(aside, { force: true });
}

function read(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

/**
 * Writes this process into the list of those who use the server, so that the last one out stops it and
 * nobody stops it under another's feet. Answers the name to leave with.
 */
export function enrol(folder: string): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  giveToOwner(folder);
  const entry = join(folder, randomUUID());
  writeFileSync(entry, signature(), { mode: 0o600 });
  giveToOwner(entry);
  return entry;
}

/** Strikes an entry out and tells whether any living process is still on the list. */
export function leave(folder: string, entry: string): { othersRemain: boolean } {
  rmSync(entry, { force: true });
  let othersRemain = false;
  for (const name of readdirSync(folder)) {
    const other = join(folder, name);
    if (isAlive(read(other) ?? '')) othersRemain = true;
    else rmSync(other, { force: true });
  }
  return { othersRemain };
}
