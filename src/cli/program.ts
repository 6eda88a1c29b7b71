import { Command } from 'commander';
import { addCreateuser } from './createuser.command';
import { addDumpdata } from './dumpdata.command';
import { addLoaddata } from './loaddata.command';
import { addMigrate } from './migrate.command';
import { addPush } from './push.command';
import { addServe } from './serve.command';
import { addToken } from './token.command';
import { version } from './version';

const ABOUT = `
Environment of serve, migrate, createuser, token, loaddata and dumpdata:
  DATABASE_URL     an existing PostgreSQL (15 to 18); without it Assay runs one of its own,
  ASSAY_DATA_DIR   whose data lie here (~/.local/share/assay). These commands work beside a
                   running server and without one, and migrate the database first.
Environment of push:
  ASSAY_URL        the server; without it ASSAY_BASE_URL, else http://HOST:PORT, as "assay serve"
                   reads them (http://127.0.0.1:8000)
  ASSAY_TOKEN      your token; "assay token" makes one
Environment of all:
  ASSAY_DEBUG=1    shows where a failure comes from

Exit codes: 0 done · 1 failed, refused or unreachable · 2 stored, but not everything that
  the report announces · 64 wrong usage · 130 interrupted

Examples:
  $ assay serve --demo
  $ assay createuser ci --no-password && export ASSAY_TOKEN=$(assay token ci --scopes read,push)
  $ assay push report.xml --name "nightly" --device-type qemu --tag usb
  $ assay dumpdata --output backup.json.gz`;

/** The whole command line. Commander's refusals become one line each. */
export function newProgram(): Command {
  const program = new Command('assay')
    .description('Assay, a results database for test labs.')
    .version(version(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'show this help, or that of a command')
    .helpCommand('help [command]', 'show this help, or that of a command')
    .addHelpText('after', ABOUT)
    .configureOutput({ outputError: (text, write) => write(`assay: ${withNearest(oneLine(text))}\n`) })
    .exitOverride();
  addServe(program);
  addMigrate(program);
  addCreateuser(program);
  addToken(program);
  addLoaddata(program);
  addDumpdata(program);
  addPush(program);
  return program;
}

/**
 * The words of the command line as Commander is to read them. To `assay bogus --help` and `assay help bogus` it would
 * show the help of `assay`, as if all was well; `bogus` alone it refuses.
 */
export function wordsFor(program: Command, words: readonly string[]): readonly string[] {
  const [first, second] = words;
  const name = first === 'help' ? second : first;
  if (name === undefined || name.startsWith('-')) return words;
  const isKnown = program.commands.some((command) => command.name() === name);
  return isKnown ? words : [name];
}

/** Commander names the nearest command if one is near. */
function withNearest(line: string): string {
  return /^unknown command '[^']*'$/.test(line) ? `${line} ("assay help" lists them)` : line;
}

function oneLine(text: string): string {
  return text
    .replace(/^error: /, '')
    .trim()
    .replace(/\s*\n\s*/g, ' ');
}
