import { transformFileSync } from '@swc/core';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { findLocalPostgres, type LocalPostgres, startLocalPostgres } from '../../src/database/local-postgres';
import { locatePackage } from '../../src/database/postgres-binaries';
import { giveToOwner } from '../../src/database/postgres-place';
import { readPostmaster } from '../../src/database/postmaster-pid';
import { lookAt, processesIn } from '../../src/database/process-table';
import { Unavailable } from '../../src/errors/domain-error';

const settings = { fsync: 'off', full_page_writes: 'off', shared_buffers: '16MB' };
const repo = resolve(__dirname, '../..');

let base: string;
let handles: LocalPostgres[] = [];
let children: ChildProcess[] = [];
const lines: string[] = [];

beforeAll(() => {
  base = folder();
});

afterEach(async () => {
  await Promise.all(handles.map((one) => one.stop()));
  children.forEach((child) => child.kill('SIGKILL'));
  handles = [];
  children = [];
  expect(made.filter((one) => existsSync(cluster(one))).flatMap(serversOf)).toEqual([]);
});

afterAll(() => {
  made.forEach((one) => rmSync(one, { recursive: true, force: true }));
});

const made: string[] = [];
function folder(): string {
  const name = mkdtempSync(join(tmpdir(), 'assay-pg-test-'));
  made.push(name);
  return name;
}

async function start(dataDir = base): Promise<LocalPostgres> {
  const server = await startLocalPostgres({ dataDir, settings, log: (line) => lines.push(line) });
  handles.push(server);
  return server;
}

async function connected(server: { url: string }): Promise<Client> {
  const client = new Client({ connectionString: server.url });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

async function ask(server: { url: string }, sql: string): Promise<unknown> {
  const client = await connected(server);
  try {
    const { rows } = await client.query<Record<string, unknown>>(sql);
    return Object.values(rows[0] ?? {})[0];
  } finally {
    await client.end();
  }
}

/** Asks again until the server, which is being restarted, answers. */
async function askPatiently(server: { url: string }, sql: string): Promise<unknown> {
  for (const begin = Date.now(); ; await sleep(50)) {
    try {
      return await ask(server, sql);
    } catch (error) {
      if (Date.now() - begin > 8000) throw error;
    }
  }
}

const cluster = (dataDir = base): string => join(dataDir, 'pg18');
const serverPid = (dataDir = base): number => readPostmaster(cluster(dataDir))?.pid ?? 0;
const serversOf = (dataDir: string): number[] => processesIn(realpathSync(cluster(dataDir)));

let compiled: string | undefined;
/** A node process of its own that runs the launcher, as jest's own transformer is not there. */
async function startElsewhere(
  dataDir: string,
): Promise<{ child: ChildProcess; says: (what: RegExp) => Promise<string> }> {
  if (compiled === undefined) {
    compiled = folder();
    for (const room of ['database', 'errors']) {
      mkdirSync(join(compiled, room));
      for (const name of readdirSync(join(repo, 'src', room)).filter((one) =>
        /^[a-z-]+(\.error)?\.ts$/.test(one),
      )) {
        const jsc = { parser: { syntax: 'typescript', decorators: true }, target: 'es2023' } as const;
        const { code } = transformFileSync(join(repo, 'src', room, name), {
          jsc,
          module: { type: 'commonjs' },
        });
        writeFileSync(join(compiled, room, name.replace(/ts$/, 'js')), code);
      }
    }
    writeFileSync(
      join(compiled, 'run.js'),
      `const { startLocalPostgres } = require('./database/local-postgres');
       startLocalPostgres({ ...JSON.parse(process.argv[2]), log: (line) => console.log(line) }).then((server) => {
         console.log('running', server.started);
         setInterval(() => {}, 1000);
         process.once('SIGTERM', () => server.stop().then(() => process.exit(0)));
       });`,
    );
  }
  const child = spawn(process.execPath, [join(compiled, 'run.js'), JSON.stringify({ dataDir, settings })], {
    env: { ...process.env, NODE_PATH: join(repo, 'node_modules') },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  const heard: string[] = [];
  const output = createInterface({ input: child.stdout });
  output.on('line', (line) => heard.push(line));
  const says = async (what: RegExp): Promise<string> => {
    for (;;) {
      const line = heard.find((one) => what.test(one));
      if (line !== undefined) return line;
      await once(output, 'line');
    }
  };
  return { child, says };
}

/** The shell becomes `sleep`, which never asks after the child that the shell had. */
async function makeZombie(): Promise<number> {
  const script = 'sleep 0.1 & echo $!; exec sleep 20';
  const parent = spawn('/bin/sh', ['-c', script], { stdio: ['ignore', 'pipe', 'ignore'] });
  children.push(parent);
  const [text] = (await once(parent.stdout, 'data')) as [Buffer];
  const pid = Number(text.toString());
  while (lookAt(pid)?.zombie !== true) await sleep(20);
  return pid;
}

function writePidFile(pid: number, socketDir: string): void {
  const file = join(cluster(), 'postmaster.pid');
  writeFileSync(file, [pid, cluster(), 1, 5432, socketDir, '', '  1 1', 'ready   ', ''].join('\n'));
  giveToOwner(file);
}

async function kill(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

describe('the local PostgreSQL', () => {
  it('starts on an empty folder, behind a socket that nobody else can reach', async () => {
    expect(await findLocalPostgres(base)).toBeNull();
    const server = await start();
    expect(server.started).toBe(true);
    expect(await ask(server, 'SELECT current_database()')).toBe('assay');
    expect(await ask(server, 'SHOW listen_addresses')).toBe('');
    expect(await ask(server, 'SHOW timezone')).toBe('UTC');
    expect(statSync(server.socketDir).mode & 0o777).toBe(0o700);
    expect(await findLocalPostgres(base)).toBe(server.url);
    await server.stop();
    await server.stop();
    expect(await findLocalPostgres(base)).toBeNull();
    expect(readdirSync(base).sort()).toEqual(['pg-users', 'pg18', 'postgres.log']);
  });

  it('folds and orders text the same way on every machine', async () => {
    const server = await start();
    expect(await ask(server, "SELECT upper('ßıǆé')")).toBe('ßIǄÉ');
    expect(await ask(server, "SELECT string_agg(x, '' ORDER BY x) FROM unnest('{a,B,é,z}'::text[]) x")).toBe(
      'Bazé',
    );
  });

  it('keeps its data over a restart', async () => {
    const first = await start();
    await ask(first, 'CREATE TABLE kept AS SELECT 42 AS answer');
    await first.stop();
    expect(await ask(await start(), 'SELECT answer FROM kept')).toBe(42);
  });

  it('adopts the server of a killed process, and stops it in the end', async () => {
    const other = await startElsewhere(base);
    await other.says(/^running true/);
    const pid = serverPid();
    await kill(other.child);
    const server = await start();
    expect(server.started).toBe(false);
    expect(serverPid()).toBe(pid);
    expect(await ask(server, 'SELECT 1')).toBe(1);
    await server.stop();
    expect(serversOf(base)).toEqual([]);
  });

  it('brings a killed server back, with its data', async () => {
    const server = await start();
    await ask(server, 'CREATE TABLE survived AS SELECT 1 AS one');
    const pid = serverPid();
    process.kill(pid, 'SIGKILL');
    expect(await askPatiently(server, 'SELECT one FROM survived')).toBe(1);
    expect(serverPid()).not.toBe(pid);
    expect(lines).toContainEqual(expect.stringContaining(`(process ${pid}) ended unexpectedly`));
  });

  it('brings an adopted server back too', async () => {
    const other = await startElsewhere(base);
    await other.says(/^running true/);
    await kill(other.child);
    const server = await start();
    process.kill(serverPid(), 'SIGKILL');
    expect(await askPatiently(server, 'SELECT 1')).toBe(1);
  });

  it.each(['this very process', 'a zombie', 'a process long gone'])(
    'starts over a pid file naming %s',
    async (whom) => {
      let pid = process.pid;
      if (whom === 'a zombie') pid = await makeZombie();
      if (whom === 'a process long gone') {
        const gone = spawn('true');
        await once(gone, 'exit');
        pid = gone.pid ?? 0;
      }
      writePidFile(pid, '/nowhere');
      expect(await findLocalPostgres(base)).toBeNull();
      const server = await start();
      expect(server.started).toBe(true);
      expect(await ask(server, 'SELECT 1')).toBe(1);
    },
  );

  it('does not start beside a server that answers from where its process cannot be seen', async () => {
    const socketDir = folder();
    const elsewhere = createServer().listen(join(socketDir, '.s.PGSQL.5432'));
    await once(elsewhere, 'listening');
    writePidFile(process.pid, socketDir);
    await expect(startLocalPostgres({ dataDir: base })).rejects.toThrow(/another container/);
    elsewhere.close();
    rmSync(join(cluster(), 'postmaster.pid'));
  });

  it('is started once by processes that come at the same time, and stopped by the last to leave', async () => {
    const dataDir = folder();
    const [one, two, ours] = await Promise.all([
      startElsewhere(dataDir),
      startElsewhere(dataDir),
      start(dataDir),
    ]);
    const said = await Promise.all([one.says(/^running/), two.says(/^running/)]);
    const started = [...said.map((line) => line === 'running true'), ours.started];
    expect(started.filter(Boolean)).toHaveLength(1);
    one.child.kill('SIGTERM');
    await once(one.child, 'exit');
    await ours.stop();
    expect(await findLocalPostgres(dataDir)).not.toBeNull();
    two.child.kill('SIGTERM');
    await once(two.child, 'exit');
    expect(serversOf(dataDir)).toEqual([]);
  });

  it('leaves nothing half made when killed in the middle of its first start', async () => {
    const dataDir = folder();
    const other = await startElsewhere(dataDir);
    while (!readdirSync(dataDir).some((name) => name.startsWith('pg18.draft-'))) await sleep(5);
    await sleep(100);
    await kill(other.child);
    expect(existsSync(cluster(dataDir))).toBe(false);
    const server = await start(dataDir);
    expect(server.started).toBe(true);
    expect(readdirSync(dataDir).filter((name) => name.includes('draft'))).toEqual([]);
    await server.stop();
    expect(serversOf(dataDir)).toEqual([]);
  });

  it('stops although a transaction is open', async () => {
    const server = await start();
    const client = await connected(server);
    await client.query('BEGIN; CREATE TABLE never (x int)');
    const running = client.query('SELECT pg_sleep(60)').catch(() => 'ended');
    await server.stop();
    expect(await running).toBe('ended');
    expect(serversOf(base)).toEqual([]);
  });

  it.each(['pg18', 'pg17'])('refuses the data of another major version in %s', async (name) => {
    const dataDir = folder();
    mkdirSync(join(dataDir, name));
    if (process.getuid?.() === 0) chownSync(join(dataDir, name), 65534, 65534);
    writeFileSync(join(dataDir, name, 'PG_VERSION'), '17\n');
    await expect(startLocalPostgres({ dataDir })).rejects.toThrow(/PostgreSQL 17.*DATABASE_URL/s);
    await expect(startLocalPostgres({ dataDir })).rejects.toBeInstanceOf(Unavailable);
  });

  it('finds a short place for its socket when the data folder has a long name', async () => {
    const dataDir = join(folder(), 'very-long-name'.repeat(8));
    chmodSync(dirname(dataDir), 0o711);
    const server = await start(dataDir);
    expect(server.socketDir.length).toBeLessThan(90);
    expect(await ask(server, 'SELECT 1')).toBe(1);
    expect(await findLocalPostgres(dataDir)).toBe(server.url);
    await server.stop();
    expect(existsSync(server.socketDir)).toBe(false);
  });

  it('says what to do where it brings no PostgreSQL', () => {
    expect(() => locatePackage('sunos', 'sparc')).toThrow(/DATABASE_URL/);
    expect(() => locatePackage('win32', 'x64')).toThrow(/DATABASE_URL/);
    expect(readFileSync(join(locatePackage().native, 'bin/postgres')).length).toBeGreaterThan(0);
  });
});
