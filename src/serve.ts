import { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DataSource } from 'typeorm';
import { createApp } from './app';
import { AccountsService } from './auth/accounts.service';
import { FirstSuperuser, makeFirstSuperuser } from './auth/first-superuser';
import { closeApp, SilentConnections } from './close-app';
import { Config, ConfigError } from './config/config';
import { fillDemo } from './dataset/demo/fill-demo';
import { Conflict } from './errors/domain-error';
import { OpenDatabase, openDatabase } from './open-database';
import { openLog } from './ops/log';
import { prepareDatabase, withDataSource } from './prepare-database';
import { stopOnSignal } from './stop-on-signal';

export interface ServeOptions {
  /** Fill an empty database with the demo lab first. */
  demo?: boolean;
}

/**
 * The whole start-up: database, migrations, application, port, first superuser; then it serves until it is told to
 * stop. The superuser comes last, so that a start which fails keeps no made-up secret to itself.
 * @returns the address, when it accepts requests
 */
export async function serve(config: Config, { demo = false }: ServeOptions = {}): Promise<string> {
  const log = openLog(config.logLevel);
  const opening = openDatabase(config, (line) => log?.info({ context: 'postgres' }, line));
  let app: NestFastifyApplication | undefined;
  let silent: SilentConnections | undefined;
  const stopping = stopOnSignal(async (hurry) => {
    const finished = app && silent ? await closeApp(app, silent, hurry) : true;
    await closeDatabase(opening);
    return finished;
  });
  try {
    const database = await opening;
    await prepareDatabase(database.url);
    if (demo) await fillWithDemo(database.url);
    app = await createApp(config, database.url);
    silent = new SilentConnections(app.getHttpServer());
    await app.listen(config.port, config.host).catch((fault: unknown) => {
      throw whyNotListening(fault, config);
    });
    const first = await makeFirstSuperuser(app.get(DataSource), app.get(AccountsService), config);
    const address = config.baseUrl ?? (await app.getUrl()).replace('[::1]', 'localhost');
    process.stdout.write(welcome(address, first));
    return address;
  } catch (error) {
    // Whoever stops a server that is just starting has no use for what fails on the way.
    if (stopping()) await new Promise<never>(() => undefined);
    await app?.close();
    await closeDatabase(opening);
    throw error;
  }
}

/** A port or an address that cannot be had, by the variable that says it. */
function whyNotListening(fault: unknown, { host, port }: Config): unknown {
  const { code, syscall, message } = fault as NodeJS.ErrnoException;
  const because = (sentence: string): ConfigError => new ConfigError(sentence, { cause: fault });
  if (syscall === 'getaddrinfo') return because(`HOST ${host}: there is no such address.`);
  if (syscall !== 'listen') return fault;
  if (code === 'EADDRNOTAVAIL') return because(`HOST ${host}: this machine does not have that address.`);
  if (code === 'EADDRINUSE')
    return because(`${host}:${port} is in use: stop what listens there, or set PORT.`);
  if (code === 'EACCES')
    return because(`PORT ${port} needs more rights than this user has: set PORT to 1024 or more.`);
  return because(`Cannot listen on HOST ${host}, PORT ${port}: ${message}.`);
}

/** What never opened need not be closed. */
async function closeDatabase(opening: Promise<OpenDatabase>): Promise<void> {
  const database = await opening.catch(() => null);
  await database?.close();
}

/** The one block that a person reads: secrets stand in it only when they were made up. */
function welcome(address: string, first: FirstSuperuser | null): string {
  const lines = ['', `  Assay is ready: ${address}/api/v1/`];
  if (first) lines.push(`  User:           ${first.username}`);
  if (first?.password) lines.push(`  Password:       ${first.password}`);
  if (first?.token) lines.push(`  Token:          ${first.token}`);
  if (first?.password || first?.token) lines.push('  (made up for you; they are not shown again)');
  return `${lines.join('\n')}\n\n`;
}

/** A database in use is served as it is. */
async function fillWithDemo(url: string): Promise<void> {
  try {
    await withDataSource(url, (dataSource) => fillDemo(dataSource));
  } catch (error) {
    if (!(error instanceof Conflict)) throw error;
    process.stderr.write(`No demo was made: ${error.message}\n`);
  }
}
