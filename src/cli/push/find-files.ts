import { readdirSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { rooms } from '../rooms';
import { Pattern } from './pattern';

const SNIFFED = 8_192;
/** What reports are called, packed or not, and archives of them. */
const REPORT =
  /\.(?:(?:xml|tap|csv|yaml|yml|json|ndjson|jsonl)(?:\.gz|\.zst)?|zip|tar|tgz|tzst|tar\.gz|tar\.zst)$/i;
const PACKED = /\.(?:gz|zst|zip|tar|tgz|tzst)$/i;

/** The reports in a folder and in the folders in it, by name. */
export async function reportsIn(folder: string): Promise<string[]> {
  const found: string[] = [];
  for (const path of walk(folder, false))
    if (REPORT.test(path) && (PACKED.test(path) || (await isReport(join(folder, path)))))
      found.push(join(folder, path));
  return found;
}

/** The files that a pattern matches, by name, whatever they are. */
export function filesLike({ folder, matches, hidden }: Pattern): string[] {
  return [...walk(folder === '' ? '.' : folder, hidden)]
    .filter((path) => matches.test(path))
    .map((path) => (folder === '' ? path : join(folder, path)));
}

/** Paths below a folder, sorted. Hidden ones are passed over, and folders that are links: they may lead in a circle. */
function* walk(folder: string, hidden: boolean, below = ''): Generator<string> {
  const entries = readdirSync(join(folder, below), { withFileTypes: true });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.name.startsWith('.') && !hidden) continue;
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    if (entry.isDirectory()) yield* walk(folder, hidden, path);
    else if (entry.isFile() || (entry.isSymbolicLink() && isFile(join(folder, path)))) yield path;
  }
}

const isFile = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;

/** Its content says so; of XML there is more than reports. */
async function isReport(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(SNIFFED), 0, SNIFFED, 0);
    const start = buffer.subarray(0, bytesRead);
    const format = rooms.detect.detect(start);
    return (
      format !== null &&
      (format !== 'junit' || start.includes(0) || /<test(?:suites?|case)[\s/>]/.test(start.toString()))
    );
  } finally {
    await file.close();
  }
}
