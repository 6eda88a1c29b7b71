import 'reflect-metadata';
import { serve } from './serve';
import { ConfigError, readConfig } from './config/config';

/** Starts the server from the environment; `assay serve` does the same. */
async function main(): Promise<void> {
  try {
    await serve(readConfig());
  } catch (error) {
    process.stderr.write(
      `${error instanceof ConfigError ? error.message : ((error as Error).stack ?? error)}\n`,
    );
    process.exitCode = 1;
  }
}

void main();
