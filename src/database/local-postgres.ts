import type { ChildProcess } from 'node:child_process';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { locatePackage, prepareBinaries } from './postgres-binaries';
import { createCluster, hasCluster, sweepDrafts } from './postgres-cluster';
import { findPlace, makeDataDir, makeSocketDir, type Place, settle } from './postgres-place';
import { awaitReady, ensureDatabase, refuseUnseen, launch, shutDown, urlOf } from './postgres-server';
import { defaultSettings } from './postgres-settings';
import { clearLeftovers, judge, readPostmaster } from './postmaster-pid';
import { enrol, leave, withLock } from './process-lock';

/** A PostgreSQL of our own, which runs as long as somebody uses it. */
export interface LocalPostgres {
  /** connection string usable by `pg` over the unix socket */
  url: string;
  socketDir: string;
  /** false when an already running server was adopted */
  started: boolean;
  /**
   * Leaves the server, and stops it unless another living process (or another handle) still uses it.
   * May be called again.
   */
  stop(): Promise<void>;
}

export interface LocalPostgresOptions {
  dataDir: string;
  log?: (line: string) => void;
  /** PostgreSQL settings over ours, e.g. `fsync: 'off'` in tests. */
  settings?: Record<string, string>;
  /** Defaults to `assay`. */
  database?: string;
}

/** A start may wait for another one's crash recovery, which takes minutes on a big database. */
const START_PATIENCE = 15 * 60_000;
const STOP_PATIENCE = 10_000;
const RESTARTS = 8;
/** A server that ran this long was well: its next death is a new story. */
const HEALTHY = 60_000;
const WATCH_EVERY = 2000;

/**
 * Starts (initialising on first use) or adopts the PostgreSQL whose data lie under dataDir; resolves when
 * it accepts connections and the database exists. While the handle is open a server that dies is started
 * again. Unavailable, with a sentence saying what to do, when there can be none.
 */
export async function startLocalPostgres(options: LocalPostgresOptions): Promise<LocalPostgres> {
  const server = new SupervisedPostgres(options);
  await server.open();
  return server;
}

/** URL of a server already running for dataDir, or null: for CLI commands working beside a running server. */
export async function findLocalPostgres(dataDir: string, database = 'assay'): Promise<string | null> {
  const { cluster } = findPlace(dataDir);
  if (judge(cluster) !== 'live') return null;
  const found = readPostmaster(cluster);
  return found?.ready ? urlOf(found.socketDir, database) : null;
}

class SupervisedPostgres implements LocalPostgres {
  url = '';
  socketDir = '';
  started = false;
  private readonly dataDir: string;
  private readonly log: (line: string) => void;
  private readonly database: string;
  private place!: Place;
  private entry?: string;
  private watch?: NodeJS.Timeout;
  /** Never rejects. */
  private recovery = Promise.resolve();
  private stopped?: Promise<void>;
  private readonly stopping = new AbortController();
  private deaths = 0;
  /** The server we rely on; 0 while there is none. */
  private pid = 0;
  private bornAt = 0;

  constructor(private readonly options: LocalPostgresOptions) {
    this.dataDir = resolve(options.dataDir);
    this.log = options.log ?? (() => undefined);
    this.database = options.database ?? 'assay';
  }

  async open(): Promise<void> {
    makeDataDir(this.dataDir);
    try {
      await this.bringUp();
    } catch (error) {
      await this.stop();
      throw error;
    }
  }

  stop(): Promise<void> {
    this.stopped ??= this.close();
    return this.stopped;
  }

  /** One process at a time: whoever holds the lock finds a live server and adopts it, or starts one. */
  private bringUp(): Promise<void> {
    const work = async (): Promise<void> => {
      await this.startOrAdopt();
      await ensureDatabase(this.socketDir, this.database);
    };
    const slow = setTimeout(() => this.log('Still waiting for PostgreSQL to become ready …'), 5000);
    const ended = withLock(join(this.dataDir, 'pg-lock'), START_PATIENCE, work, this.stopping.signal);
    return ended.finally(() => clearTimeout(slow));
  }

  private async startOrAdopt(): Promise<void> {
    const { place, runAs } = settle(this.dataDir, this.log);
    this.place = place;
    const adopted = await awaitReady(place, this.stopping.signal);
    if (adopted) {
      this.use(adopted.socketDir, adopted.pid);
      this.log(`Using the PostgreSQL already running on ${place.cluster} (process ${adopted.pid})`);
      return;
    }
    await refuseUnseen(place);
    const settings = { ...defaultSettings(), ...this.options.settings };
    sweepDrafts(place.root, this.log);
    const isNew = !hasCluster(place);
    const binaries = prepareBinaries(place.root, runAs, locatePackage());
    if (isNew) await createCluster(place, binaries, runAs, settings['fsync'] !== 'off');
    const socketDir = makeSocketDir(place, runAs);
    await clearLeftovers(place.cluster, socketDir, this.log);
    const child = await launch(place, binaries, runAs, socketDir, settings, this.stopping.signal);
    this.use(socketDir, child);
    this.log(`Started PostgreSQL on ${place.cluster} (process ${child.pid})`);
  }

  private use(socketDir: string, server: ChildProcess | number): void {
    const pid = typeof server === 'number' ? server : (server.pid ?? 0);
    this.pid = pid;
    this.socketDir = socketDir;
    this.url = urlOf(socketDir, this.database);
    this.started = typeof server !== 'number';
    this.bornAt = Date.now();
    this.entry ??= enrol(join(this.dataDir, 'pg-users'));
    clearInterval(this.watch);
    if (typeof server === 'number') {
      this.watch = setInterval(() => this.lookAfter(pid), WATCH_EVERY).unref();
    } else if (server.exitCode === null && server.signalCode === null) {
      server.once('exit', () => this.died(pid));
    } else {
      setImmediate(() => this.died(pid));
    }
  }

  /** An adopted server is not our child, so nobody tells us of its end. */
  private lookAfter(pid: number): void {
    if (judge(this.place.cluster) === 'live' && readPostmaster(this.place.cluster)?.pid === pid) return;
    this.died(pid);
  }

  private died(pid: number): void {
    clearInterval(this.watch);
    if (this.stopping.signal.aborted || pid !== this.pid) return;
    this.pid = 0;
    this.log(`PostgreSQL (process ${pid}) ended unexpectedly; starting it again`);
    if (Date.now() - this.bornAt > HEALTHY) this.deaths = 0;
    this.recovery = this.recovery.then(() => this.recover());
  }

  private async recover(): Promise<void> {
    while (this.pid === 0 && !this.stopping.signal.aborted) {
      if (++this.deaths > RESTARTS) {
        this.log(
          `PostgreSQL ended ${RESTARTS} times in a row; giving up. See ${join(this.dataDir, 'postgres.log')}`,
        );
        return;
      }
      // At once the first time, then ever more slowly: a full disk does not empty itself in a second.
      if (this.deaths > 1) await this.pause(125 * 2 ** this.deaths);
      try {
        await this.bringUp();
      } catch (error) {
        this.log((error as Error).message);
      }
    }
  }

  private async pause(ms: number): Promise<void> {
    await sleep(ms, undefined, { signal: this.stopping.signal }).catch(() => undefined);
  }

  private async close(): Promise<void> {
    this.stopping.abort();
    clearInterval(this.watch);
    await this.recovery;
    clearInterval(this.watch);
    const { entry } = this;
    if (entry === undefined) return;
    const users = join(this.dataDir, 'pg-users');
    try {
      await withLock(join(this.dataDir, 'pg-lock'), STOP_PATIENCE, async () => {
        if (!leave(users, entry).othersRemain) return shutDown(this.place, this.socketDir, this.log);
        this.log('Leaving PostgreSQL to the other processes that use it');
      });
    } catch (error) {
      // Whoever holds the lock for so long is starting the server for itself.
      leave(users, entry);
      this.log((error as Error).message);
    }
  }
}
