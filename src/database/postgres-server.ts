import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, renameSync, rmdirSync, statSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, escapeIdentifier } from 'pg';
import { Unavailable } from '../errors/domain-error';
import type { Binaries } from './postgres-binaries';
import { giveToOwner, type Place } from './postgres-place';
import { clearLeftovers, judge, readPostmaster, signal } from './postmaster-pid';
import { identityOf } from './process-table';
import type { RunAs } from './unprivileged-user';

const LOG_LIMIT = 10 * 1024 * 1024;

/** A URL for `pg` and libpq alike; complete, so that no PG* variable of the environment bends it. */
export function urlOf(socketDir: string, database: string): string {
  const query = `host=${encodeURIComponent(socketDir)}&sslmode=disable`;
  return `postgresql://assay@localhost:5432/${encodeURIComponent(database)}?${query}`;
}

/**
 * Starts PostgreSQL on a cluster and answers when it accepts connections. After a crash that includes
 * the recovery, however long it takes. Unavailable, with the end of its log, when it gives up.
 */
export async function launch(
  place: Place,
  binaries: Binaries,
  runAs: RunAs,
  socketDir: string,
  settings: Record<string, string>,
  until: AbortSignal,
): Promise<ChildProcess> {
  const { log, from } = openLog(place);
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const listen = ['-p', '5432', '-c', 'listen_addresses=', '-c', 'unix_socket_permissions=0700'];
  const child = spawn(binaries.postgres, ['-D', place.cluster, '-k', socketDir, ...listen, ...options], {
    ...runAs.spawn,
    env: binaries.env,
    // A session of its own: Ctrl-C in the terminal is for us, and we still need the database to finish.
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  let failure: Error | undefined;
  child.on('error', (error) => (failure = error));
  child.unref();
  while (!until.aborted) {
    const now = readPostmaster(place.cluster);
    if (now?.pid === child.pid && now?.ready) return child;
    if (failure || hasEnded(child)) break;
    await sleep(15);
  }
  if (until.aborted) await endChild(child);
  const said = failure?.message ?? readFileSync(logFile(place)).subarray(from).toString().trim().slice(-1500);
  throw new Unavailable(`PostgreSQL did not start on ${place.cluster}: ${said}`, { cause: failure });
}

function hasEnded(child: ChildProcess): boolean {
  return child.pid === undefined || child.exitCode !== null || child.signalCode !== null;
}

/** Stopped while starting: its pid file may not exist yet, but it is our child. */
async function endChild(child: ChildProcess): Promise<void> {
  child.kill('SIGINT');
  for (const start = Date.now(); !hasEnded(child) && Date.now() - start < 8000;) await sleep(15);
  if (!hasEnded(child)) child.kill('SIGQUIT');
}

function logFile({ dataDir }: Place): string {
  return join(dataDir, 'postgres.log');
}

/** The log never grows past a start beyond its limit; the one before is kept. */
function openLog(place: Place): { log: number; from: number } {
  const file = logFile(place);
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size > LOG_LIMIT) renameSync(file, `${file}.1`);
  const log = openSync(file, 'a', 0o600);
  giveToOwner(file);
  return { log, from: size > LOG_LIMIT ? 0 : size };
}

/** Waits for a live server to become ready; null when it ends instead. */
export async function awaitReady(
  place: Place,
  until: AbortSignal,
): Promise<{ pid: number; socketDir: string } | null> {
  while (judge(place.cluster) === 'live') {
    const found = readPostmaster(place.cluster);
    if (found?.ready) return found;
    if (until.aborted) throw new Unavailable('The database is being stopped.');
    await sleep(25);
  }
  return null;
}

/**
 * Refuses to start beside a server that answers although its process cannot be seen from here: another
 * container on the same volume has process numbers of its own, and two servers would ruin the data.
 */
export async function refuseUnseen(place: Place): Promise<void> {
  const found = readPostmaster(place.cluster);
  if (!found || !(await answers(join(found.socketDir, '.s.PGSQL.5432')))) return;
  throw new Unavailable(
    `A PostgreSQL that this process cannot see (in another container?) uses ${place.cluster}. ` +
      'Stop it first, or share it by setting DATABASE_URL.',
  );
}

function answers(socket: string): Promise<boolean> {
  return new Promise((done) => {
    const connection = connect(socket);
    connection.once('connect', () => done(true)).once('error', () => done(false));
    connection.once('connect', () => connection.destroy());
  });
}

/**
 * Makes the database if it is not there yet, and proves on the way that the server answers. Call with
 * the lock held: two at once would clash.
 */
export async function ensureDatabase(socketDir: string, database: string): Promise<void> {
  const client = new Client({
    connectionString: urlOf(socketDir, 'postgres'),
    connectionTimeoutMillis: 10_000,
  });
  // A server that dies now is seen by the query; without a listener the client would end our process.
  client.on('error', () => undefined);
  try {
    await client.connect();
    const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [database]);
    if (found.rowCount === 0) await client.query(`CREATE DATABASE ${escapeIdentifier(database)}`);
  } catch (cause) {
    throw new Unavailable(`The local PostgreSQL does not answer: ${(cause as Error).message}`, { cause });
  } finally {
    await client.end().catch(() => undefined);
  }
}

/**
 * Stops the server of a cluster, whoever started it: open transactions are rolled back and sessions
 * ended; one that does not end in 8 s is told to drop everything (the log recovers it), at last killed.
 */
export async function shutDown(place: Place, socketDir: string, log: (line: string) => void): Promise<void> {
  for (const [name, patience] of [
    ['SIGINT', 8000],
    ['SIGQUIT', 6000],
    ['SIGKILL', 2000],
  ] as const) {
    const running = readPostmaster(place.cluster);
    if (!running || judge(place.cluster) !== 'live') break;
    if (name !== 'SIGINT') log(`PostgreSQL (process ${running.pid}) does not stop; sending ${name}`);
    // The pid file goes a little before the process does; stopped means that the process is gone.
    const identity = identityOf(running.pid);
    signal(running.pid, name);
    for (const start = Date.now(); Date.now() - start < patience; await sleep(15)) {
      if (identityOf(running.pid) !== identity) break;
    }
  }
  await clearLeftovers(place.cluster, socketDir, log);
  try {
    rmdirSync(socketDir);
  } catch {
    // Gone already, or not empty: the next start looks at it again.
  }
}
