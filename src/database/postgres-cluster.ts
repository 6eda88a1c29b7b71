import { execFile } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Unavailable } from '../errors/domain-error';
import type { Binaries } from './postgres-binaries';
import { MAJOR, type Place } from './postgres-place';
import { requireUserName, type RunAs } from './unprivileged-user';

const DRAFT = `pg${MAJOR}.draft-`;

/** Whether a cluster is there. Unavailable when what is there is not one that our PostgreSQL can read. */
export function hasCluster({ root, cluster }: Place): boolean {
  const found = majorOf(cluster);
  if (found === MAJOR) return true;
  if (found !== null) throw otherMajor(cluster, found);
  if (existsSync(cluster) && readdirSync(cluster).length > 0) {
    throw new Unavailable(`${cluster} is not empty, but holds no PostgreSQL database; move it away.`);
  }
  // An empty new cluster beside a full old one would look like the loss of everything.
  for (const name of readdirSync(root)) {
    const old = /^pg\d+$/.test(name) ? majorOf(join(root, name)) : null;
    if (old !== null) throw otherMajor(join(root, name), old);
  }
  return false;
}

function majorOf(cluster: string): string | null {
  const file = join(cluster, 'PG_VERSION');
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : null;
}

function otherMajor(cluster: string, found: string): Unavailable {
  return new Unavailable(
    `The database in ${cluster} was written by PostgreSQL ${found}, but this Assay brings PostgreSQL ${MAJOR}. ` +
      `Export it with the Assay that wrote it and import it into an empty data folder, or upgrade it with ` +
      `pg_upgrade, or serve it with a PostgreSQL ${found} of your own and set DATABASE_URL.`,
  );
}

/**
 * Text is ordered by its bytes, which is the order of code points. Letters and digits are what the C library says, as
 * in the PostgreSQL that Django's answers were recorded on; a machine without that locale has PostgreSQL's own, which
 * differs in a few characters of regular expressions (docs/decisions/0010).
 */
const LOCALES = [
  ['--locale-provider=libc', '--locale=C', '--lc-ctype=C.UTF-8'],
  ['--locale-provider=builtin', '--locale=C.UTF-8'],
];

/**
 * Makes a new cluster, under another name until it is whole: a kill in between leaves a draft that is
 * swept at the next start, never half a database. `sync: false` skips flushing it to disk.
 */
export async function createCluster(
  place: Place,
  binaries: Binaries,
  runAs: RunAs,
  sync: boolean,
): Promise<void> {
  requireUserName();
  const fixed = [
    '--encoding=UTF8',
    '--auth=trust',
    '--username=assay',
    '--no-instructions',
    '--set=timezone=UTC',
    ...(sync ? [] : ['--no-sync']),
  ];
  let failure: unknown;
  for (const locale of LOCALES) {
    const draft = mkdtempSync(join(place.root, DRAFT));
    if (runAs.spawn.uid !== undefined) chownSync(draft, runAs.uid, runAs.gid);
    try {
      const args = ['-D', draft, ...locale, ...fixed];
      await promisify(execFile)(binaries.initdb, args, { ...runAs.spawn, env: binaries.env });
      renameSync(draft, place.cluster);
      return;
    } catch (cause) {
      rmSync(draft, { recursive: true, force: true });
      failure = cause;
      if (!/locale/i.test((cause as { stderr?: string }).stderr ?? '')) break;
    }
  }
  const said = (failure as { stderr?: string }).stderr?.trim() || (failure as Error).message;
  throw new Unavailable(`A new database cannot be made in ${place.cluster}: ${said}`, { cause: failure });
}

/** Removes what a killed initdb left. An initdb that outlived its parent may still be writing: be patient. */
export function sweepDrafts(root: string, log: (line: string) => void): void {
  for (const name of readdirSync(root).filter((one) => one.startsWith(DRAFT))) {
    try {
      rmSync(join(root, name), { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
      log(`Removed the half-made database ${join(root, name)}`);
    } catch (error) {
      log(`The half-made database ${join(root, name)} cannot be removed: ${(error as Error).message}`);
    }
  }
}
