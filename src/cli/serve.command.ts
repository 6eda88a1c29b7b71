import { Command } from 'commander';
import { readConfig } from '../config/config';
import { rooms } from './rooms';

/** `assay serve`: the whole server, until it is told to stop. */
export function addServe(program: Command): void {
  program
    .command('serve')
    .description('start the server (and its PostgreSQL); Ctrl-C stops both')
    .addHelpText('after', '\nHOST and PORT say where it listens; the README lists all settings.')
    .action(async () => {
      await rooms.server.serve(readConfig());
    });
}
