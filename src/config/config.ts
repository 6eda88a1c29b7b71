import { homedir } from 'node:os';
import { join } from 'node:path';
import { SETTINGS, SettingName, SettingValue } from './settings';

/** Every setting of the server, read once at start and never changed. */
export type Config = Readonly<{ [Name in SettingName]: SettingValue<Name> }>;

/** The token by which the configuration is injected. */
export const CONFIG = Symbol('config');

/** The environment says something the server cannot start with; the message names every variable at fault. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

/** Where data lie when ASSAY_DATA_DIR is not set: `$XDG_DATA_HOME/assay`, else `~/.local/share/assay`. */
export function defaultDataDir(environment: NodeJS.ProcessEnv): string {
  return join(environment.XDG_DATA_HOME || join(environment.HOME || homedir(), '.local', 'share'), 'assay');
}

/**
 * Reads and checks the environment.
 * @throws ConfigError one sentence per bad variable, all of them together.
 */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const faults: string[] = [];
  const values: Record<string, unknown> = {};
  for (const setting of SETTINGS) {
    const text = environment[setting.variable];
    if (text === undefined || text === '') {
      values[setting.name] = setting.name === 'dataDir' ? defaultDataDir(environment) : setting.default;
      continue;
    }
    try {
      values[setting.name] = setting.read(text);
    } catch (error) {
      faults.push(`${setting.variable} ${(error as Error).message}, not "${setting.secret ? '…' : text}".`);
    }
  }
  if (faults.length > 0) throw new ConfigError(faults.join('\n'));
  return Object.freeze(values) as Config;
}
