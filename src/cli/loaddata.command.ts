import { Command } from 'commander';
import { DataSource } from 'typeorm';
import type { Loaded } from './load-file';
import { CommandError, UsageError } from './exit-codes';
import { checkReadable } from './open-input';
import { counted, note, print } from './output';
import { rooms } from './rooms';
import { writeFileWhole } from './write-file';

type Ids = Loaded['ids'];

const HELP = `
Each file is stored whole or not at all. A dump keeps its numbers: of it --ids writes nothing, {} when
there is nothing else.`;

/** `assay loaddata`: each file whole or not at all; what was stored on standard output, warnings beside. */
export function addLoaddata(program: Command): void {
  program
    .command('loaddata')
    .description('load data sets: dumps of dumpdata, and the other forms that docs describe')
    .argument('<file...>', '.json or .json.gz; "-" is standard input')
    .option('--ids <file>', 'write which natural key got which id, as {"job": {"smoke": 1}, …}')
    .addHelpText('after', HELP)
    .action(async (files: string[], { ids }: { ids?: string }) => {
      if (files.filter((file) => file === '-').length > 1) throw new UsageError('"-" may be given once.');
      for (const file of files) await checkReadable(file);
      const { known, dumps } = await rooms.database.withDatabase((dataSource) => loadAll(dataSource, files));
      if (ids === undefined) return;
      dumps.forEach((file) =>
        note(`${file}: a dump keeps its numbers, there is nothing of it to write to ${ids}.`),
      );
      await writeFileWhole(ids, [`${JSON.stringify(known, null, 1)}\n`]);
    });
}

async function loadAll(
  dataSource: DataSource,
  files: readonly string[],
): Promise<{ known: Ids; dumps: string[] }> {
  const known: Ids = {};
  const dumps: string[] = [];
  for (const [at, file] of files.entries()) {
    const report = await loadOne(dataSource, file, files.slice(0, at));
    report.warnings.forEach((warning) => note(`${file}: ${warning}`));
    if (files.length > 1) print(`${file}:`);
    tell(report.counts).forEach(print);
    for (const [kind, keys] of Object.entries(report.ids)) known[kind] = { ...known[kind], ...keys };
    if (report.isDump) dumps.push(file);
  }
  return { known, dumps };
}

async function loadOne(dataSource: DataSource, file: string, before: readonly string[]): Promise<Loaded> {
  try {
    return await rooms.loadFile.loadFile(dataSource, file);
  } catch (error) {
    if (error instanceof CommandError && before.length > 0)
      throw new CommandError(
        `${error.message} Loaded before it: ${before.join(', ')}.`,
        error.exitCode,
        error,
      );
    throw error;
  }
}

/** ` 15 devices`, a line for each table; `nothing` when the file is empty. */
function tell(counts: Loaded['counts']): string[] {
  const width = Math.max(...Object.values(counts).map((count) => String(count).length));
  const lines = Object.entries(counts).map(([table, count]) => `${String(count).padStart(width)} ${table}`);
  return lines.length > 0 ? lines : [counted(0, 'row')];
}
