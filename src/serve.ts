import { createApp } from './app';
import { FirstSuperuser } from './auth/first-superuser';
import { Config } from './config/config';
import { fillDemo } from './dataset/demo/fill-demo';
import { Conflict } from './errors/domain-error';
import { openDatabase } from './open-database';
import { prepareDatabase, withDataSource } from './prepare-database';
import { stopOnSignal } from './stop-on-signal';

export interface ServeOptions {
  /** Fill an empty database with the demo lab first. */
  demo?: boolean;
}

/**
 * The whole start-up: database, migrations, first superuser, application, port; then it serves until it is told to stop.
 * @returns the address, when it accepts requests
 */
export async function serve(config: Config, { demo = false }: ServeOptions = {}): Promise<string> {
  const database = await openDatabase(config);
  try {
    const first = await prepareDatabase(database.url, config);
    if (demo) await fillWithDemo(database.url);
    const app = await createApp(config, database.url);
    stopOnSignal(async () => {
      await app.close();
      await database.close();
    });
    await app.listen(config.port, config.host);
    const address = config.baseUrl ?? (await app.getUrl()).replace('[::1]', 'localhost');
    process.stdout.write(welcome(address, first));
    return address;
  } catch (error) {
    await database.close();
    throw error;
  }
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
