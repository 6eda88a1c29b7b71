import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import { Command } from 'commander';
import { isClosedPipe } from './output';
import { rooms } from './rooms';
import { writeFileWhole } from './write-file';

/** `assay dumpdata`: everything as JSON, as of one moment, in constant memory. */
export function addDumpdata(program: Command): void {
  program
    .command('dumpdata')
    .description('write the whole database as JSON, beside a running server too: the backup')
    .option(
      '-o, --output <file>',
      'write to this file (packed if it ends in .gz) in place of standard output',
    )
    .addHelpText('after', '\nThe dump holds password and token hashes. "assay loaddata FILE" loads it again.')
    .action(({ output }: { output?: string }) =>
      rooms.database.withDatabase(async (dataSource) => {
        const dump = rooms.dump.dumpDataset(dataSource);
        await (output === undefined ? toStandardOutput(dump) : writeFileWhole(output, dump));
      }),
    );
}

async function toStandardOutput(dump: AsyncIterable<string>): Promise<void> {
  try {
    await pipeline(Readable.from(dump), process.stdout, { end: false });
  } catch (error) {
    if (!isClosedPipe(error)) throw error;
  }
}
