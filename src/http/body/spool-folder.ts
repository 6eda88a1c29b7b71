import { mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { identityOf } from '../../database/process-table';

/** After so long without a change nobody works on an upload any more, wherever its server ran; in milliseconds. */
const FORGOTTEN = 24 * 60 * 60_000;

/** Where uploads in progress lie. */
const spoolFolder = (dataDir: string): string => join(dataDir, 'spool');

const word = (text: string): string => text.replace(/[^A-Za-z0-9-]+/g, '-');
const host = word(hostname());

let mine: string | undefined;
/** `host.process.`, then six letters: the folder says whose it is, so that others know when its owner is gone. */
function prefix(): string {
  mine ??= `${host}.${word(identityOf(process.pid) ?? String(process.pid))}.`;
  return mine;
}

/** A fresh folder for one upload of this process. */
export async function makeUploadFolder(dataDir: string): Promise<string> {
  await mkdir(spoolFolder(dataDir), { recursive: true, mode: 0o700 });
  return mkdtemp(join(spoolFolder(dataDir), prefix()));
}

/**
 * Removes the uploads of processes that have ended, killed in the middle of them. Those of living processes stay: several
 * servers may share a data folder. Processes of another host cannot be seen, so theirs stay for a day.
 * @returns how many there were
 */
export async function sweepUploads(dataDir: string): Promise<number> {
  const folder = spoolFolder(dataDir);
  const names = await readdir(folder).catch(() => []);
  const dead: string[] = [];
  for (const name of names) if (await isDead(join(folder, name), name)) dead.push(name);
  for (const name of dead) await rm(join(folder, name), { recursive: true, force: true });
  return dead.length;
}

async function isDead(path: string, name: string): Promise<boolean> {
  const [owner, running = ''] = name.split('.');
  if (owner !== host) return (await lastChange(path)) < Date.now() - FORGOTTEN;
  return word(identityOf(Number.parseInt(running, 10)) ?? '') !== running;
}

async function lastChange(path: string): Promise<number> {
  const inside = await readdir(path).catch(() => []);
  const times = [path, ...inside.map((name) => join(path, name))].map((each) =>
    stat(each).then(
      ({ mtimeMs }) => mtimeMs,
      () => 0,
    ),
  );
  return Math.max(...(await Promise.all(times)));
}
