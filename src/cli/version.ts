import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** From the package.json above: its distance differs between the sources and the build. */
export function version(directory = __dirname): string {
  const file = join(directory, 'package.json');
  const above = dirname(directory);
  if (!existsSync(file)) return above === directory ? 'unknown' : version(above);
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}
