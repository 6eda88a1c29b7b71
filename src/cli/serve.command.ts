import { Command } from 'commander';
import { readConfig } from '../config/config';
import { rooms } from './rooms';

/** `assay serve`: the whole server, until it is told to stop. */
export function addServe(program: Command): void {
  program
    .command('serve')
    .description('start the server (and its PostgreSQL); Ctrl-C stops both')
    .option('--demo', 'fill an empty database with a lab that looks alive first')
    .addHelpText('after', '\nHOST and PORT say where it listens; the README lists all settings.')
    .action(async ({ demo = false }: { demo?: boolean }) => {
      await rooms.server.serve(readConfig(), { demo });
    });
}
