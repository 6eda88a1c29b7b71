import { Config } from './config/config';
import { startLocalPostgres } from './database/local-postgres';

/** A PostgreSQL that answers; `close` stops it if it is ours. */
export interface OpenDatabase {
  url: string;
  close(): Promise<void>;
}

/** The configured PostgreSQL, or the embedded one, started or adopted; `log` hears what happens to that one. */
export async function openDatabase(
  config: Pick<Config, 'databaseUrl' | 'dataDir'>,
  log: (line: string) => void,
): Promise<OpenDatabase> {
  if (config.databaseUrl) return { url: config.databaseUrl, close: async () => undefined };
  const local = await startLocalPostgres({
    dataDir: config.dataDir,
    log,
  });
  return { url: local.url, close: () => local.stop() };
}
