import { createHash } from 'node:crypto';
import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { Unavailable } from '../errors/domain-error';
import { canEnter, chooseUser, type RunAs } from './unprivileged-user';

/** The PostgreSQL version whose files we make and read; another major cannot read them. */
export const MAJOR = '18';

/** Where a cluster lives. */
export interface Place {
  /** What the configuration names: lock, list of users, log. */
  dataDir: string;
  /** Where PostgreSQL's own user can go: cluster, socket, copied programs. Mostly the same folder. */
  root: string;
  cluster: string;
}

/** Where the cluster of this data folder is or would be; looks only, changes nothing. */
export function findPlace(dataDir: string): Place {
  const folder = resolve(dataDir);
  const record = join(folder, 'pg-location');
  const root = existsSync(record) ? readFileSync(record, 'utf8').trim() : folder;
  if (!existsSync(root) && root !== folder)
    throw new Unavailable(
      `The database folder ${root}, which ${record} names, is gone. Bring it back, or remove ${record} to begin with an empty database.`,
    );
  return { dataDir: folder, root, cluster: join(root, `pg${MAJOR}`) };
}

/** Makes the data folder: for us alone, or for root such that another user may pass through it. */
export function makeDataDir(dataDir: string): void {
  const asRoot = process.getuid?.() === 0;
  try {
    const first = mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    accessSync(dataDir, constants.W_OK | constants.X_OK);
    if (!asRoot || first === undefined) return;
    for (let made = dataDir; made.length >= first.length; made = dirname(made)) chmodSync(made, 0o711);
  } catch (cause) {
    throw new Unavailable(`The data folder ${dataDir} cannot be used: ${(cause as Error).message}.`, {
      cause,
    });
  }
}

/**
 * Decides who runs PostgreSQL and where its files go. Normally: we, in the data folder. For root it is
 * another user, who must be able to enter; when the data folder lies behind closed doors (`/root`), the
 * cluster gets a folder under /var/lib and `pg-location` remembers which. Call with the lock held.
 */
export function settle(dataDir: string, log: (line: string) => void): { place: Place; runAs: RunAs } {
  const place = findPlace(dataDir);
  const owner = statSync(place.cluster, { throwIfNoEntry: false });
  const runAs = chooseUser(owner);
  if (owner && owner.uid !== runAs.uid) {
    throw new Unavailable(`The database in ${place.cluster} belongs to user id ${owner.uid}, not to us.`, {
      hint: 'Run Assay as the user who created it.',
    });
  }
  if (runAs.spawn.uid === undefined || canEnter(place.root, runAs)) return { place, runAs };
  if (openDoor(place.root) && canEnter(place.root, runAs)) return { place, runAs };
  const hasData = readdirSync(place.dataDir).some((name) => /^pg\d+$/.test(name));
  if (hasData || place.root !== place.dataDir) {
    throw new Unavailable(`User id ${runAs.uid}, who runs PostgreSQL for root, cannot enter ${place.root}.`, {
      hint: 'Give that folder and those above it the mode 0711.',
    });
  }
  moveOut(place.dataDir);
  const moved = findPlace(dataDir);
  log(`The database goes to ${moved.root}: user id ${runAs.uid}, who runs it, cannot enter ${dataDir}`);
  return { place: moved, runAs };
}

/** Lets others pass through (not look into) a folder in which there is nothing but our own. */
function openDoor(folder: string): boolean {
  const { uid, mode } = statSync(folder);
  const onlyOurs = readdirSync(folder).every((name) => /^(pg|postgres\.log|run$|belongs-to$)/.test(name));
  if (uid !== 0 || !onlyOurs) return false;
  chmodSync(folder, mode | 0o011);
  return true;
}

/** What root leaves in somebody's data folder is theirs, so that they can go on without root. */
export function giveToOwner(path: string): void {
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = statSync(dirname(path));
  chownSync(path, uid, gid);
}

/** A fresh folder each time, so that an emptied data folder means an empty database. */
function moveOut(dataDir: string): void {
  try {
    const root = mkdtempSync('/var/lib/assay-');
    chmodSync(root, 0o711);
    writeFileSync(join(root, 'belongs-to'), `${dataDir}\n`);
    const record = join(dataDir, 'pg-location');
    writeFileSync(`${record}.draft`, `${root}\n`);
    renameSync(`${record}.draft`, record);
  } catch (cause) {
    throw new Unavailable(
      `PostgreSQL does not run as root, and the user it runs as cannot enter ${dataDir}. ` +
        'Choose a data folder outside closed folders such as /root, or set DATABASE_URL.',
      { cause },
    );
  }
}

/**
 * The folder of the Unix socket: open to PostgreSQL's user alone, for whoever reaches the socket is let
 * in. It lies beside the cluster, or, as a socket's whole path must stay under 104 bytes, under a short
 * name among the temporary folders.
 */
export function makeSocketDir(place: Place, runAs: RunAs): string {
  const folder = socketDirFor(place);
  try {
    mkdirSync(folder, { mode: 0o700 });
    chmodSync(folder, 0o700);
    if (runAs.spawn.uid !== undefined) chownSync(folder, runAs.uid, runAs.gid);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  // Under /tmp anybody may have been here first.
  const found = lstatSync(folder);
  if (!found.isDirectory() || found.uid !== runAs.uid || (found.mode & 0o077) !== 0) {
    throw new Unavailable(`The socket folder ${folder} is not ours alone; remove it and start again.`);
  }
  return folder;
}

function socketDirFor(place: Place): string {
  const beside = join(realpathSync(place.root), 'run');
  // A comma would part two folders in PostgreSQL's setting.
  if (fits(beside) && !/[,"]/.test(beside)) return beside;
  const name = `assay-${createHash('sha256').update(beside).digest('hex').slice(0, 16)}`;
  return [tmpdir(), '/tmp'].map((base) => join(base, name)).find(fits) ?? join('/tmp', name);
}

function fits(folder: string): boolean {
  return Buffer.byteLength(join(folder, '.s.PGSQL.5432')) < 104;
}
