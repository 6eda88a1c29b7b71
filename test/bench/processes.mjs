import { fork, spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const DIST = fileURLToPath(new URL('../../dist/src/', import.meta.url));
const FLOOR = fileURLToPath(new URL('floor/main.mjs', import.meta.url));
const READY = /Assay is ready: (\S+)\/api\/v1\//;
/** Milliseconds: the server itself gives up after nine seconds. */
const STOP_PATIENCE = 20_000;

export const TOKEN = 'benchmark-token-of-the-first-superuser';

/** What was started and made, and how to be rid of it: the last first. */
export class Cleanup {
  #steps = [];
  #done;

  add(step) {
    this.#steps.push(step);
  }

  /** True from the first `run`: what fails then fails because its ground is gone. */
  get begun() {
    return this.#done !== undefined;
  }

  run() {
    this.#done ??= (async () => {
      for (const step of this.#steps.reverse())
        await Promise.resolve()
          .then(step)
          .catch((error) => process.stderr.write(`${error.message}\n`));
    })();
    return this.#done;
  }
}

const dataDirOf = (folder) => join(folder, 'data');

/** A folder for everything that is written; a temporary one is removed at the end. */
export function openFolder(wanted, cleanup) {
  if (wanted !== null) {
    mkdirSync(resolve(wanted), { recursive: true, mode: 0o711 });
    return resolve(wanted);
  }
  const folder = mkdtempSync(join(tmpdir(), 'assay-bench-'));
  // For root PostgreSQL runs as another user, who must be able to pass.
  chmodSync(folder, 0o711);
  cleanup.add(() => {
    // For root the database may have gone elsewhere.
    for (const path of [
      require(join(DIST, 'database/postgres-place.js')).findPlace(dataDirOf(folder)).root,
      folder,
    ])
      rmSync(path, { recursive: true, force: true, maxRetries: 5 });
  });
  return folder;
}

/** Starts the built server on an embedded database of its own. @returns its address, process and database */
export async function startServer({ folder, profile }, cleanup) {
  const dataDir = dataDirOf(folder);
  const flags = profile === null ? [] : ['--cpu-prof', `--cpu-prof-dir=${resolve(profile)}`];
  const child = spawn(process.execPath, [...flags, join(DIST, 'main.js')], {
    env: {
      ...withoutSettings(process.env),
      ASSAY_DATA_DIR: dataDir,
      ASSAY_LOG_LEVEL: 'warn',
      ASSAY_ADMIN_PASSWORD: TOKEN,
      ASSAY_ADMIN_TOKEN: TOKEN,
      NODE_ENV: 'production',
      PORT: '0',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    // Ctrl-C must reach it once, from us: a second signal ends it before its database.
    detached: true,
  });
  cleanup.add(() => stopServer(child, dataDir));
  const origin = await readiness(child);
  const { findLocalPostgres } = require(join(DIST, 'database/local-postgres.js'));
  return { origin, pid: child.pid, databaseUrl: await findLocalPostgres(dataDir) };
}

function withoutSettings(environment) {
  return Object.fromEntries(
    Object.entries(environment).filter(
      ([name]) => !/^(ASSAY_|DATABASE_URL$|HOST$|PORT$|NODE_OPTIONS$)/.test(name),
    ),
  );
}

function readiness(child) {
  return new Promise((resolve, reject) => {
    let output = '';
    const read = (chunk) => {
      output = (output + chunk).slice(-10_000);
      const [, origin] = READY.exec(output) ?? [];
      if (origin) resolve(origin);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`The server ended with ${code}:\n${output}`)));
  });
}

async function stopServer(child, dataDir) {
  if (child.exitCode === null && child.signalCode === null) {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    const timer = setTimeout(() => child.kill('SIGKILL'), STOP_PATIENCE);
    child.kill('SIGTERM');
    await ended;
    clearTimeout(timer);
  }
  // A server that was killed leaves its database behind: take it over, and let it go as its last user.
  const { findLocalPostgres, startLocalPostgres } = require(join(DIST, 'database/local-postgres.js'));
  if (await findLocalPostgres(dataDir)) await (await startLocalPostgres({ dataDir })).stop();
}

/** Starts the floor: bare `node:http` and `pg` on the same database. */
export async function startFloor(databaseUrl, cleanup) {
  const child = fork(FLOOR, [], { env: { ...process.env, FLOOR_DATABASE_URL: databaseUrl }, detached: true });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  cleanup.add(async () => {
    if (child.connected) child.disconnect();
    await ended;
  });
  const origin = await new Promise((resolve, reject) => {
    child.once('message', resolve);
    child.once('exit', (code) => reject(new Error(`The floor ended with ${code}.`)));
  });
  return { origin, pid: child.pid };
}
