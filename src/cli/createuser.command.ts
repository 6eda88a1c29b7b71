import { Command } from 'commander';
import { emailFault, usernameFault } from '../auth/account-names';
import { askPassword } from './ask-password';
import { UsageError } from './exit-codes';
import { print } from './output';
import { rooms } from './rooms';

interface Options {
  email?: string;
  /** False for --no-password. */
  password?: string | false;
  passwordStdin?: boolean;
  staff?: boolean;
  superuser?: boolean;
}

const LONGEST_PASSWORD = 1024;

/** `assay createuser`: the id of the new account on standard output. */
export function addCreateuser(program: Command): void {
  program
    .command('createuser')
    .description('make an account and print its id; asks for a password unless told otherwise')
    .argument('<username>', 'name to sign in with')
    .option('--email <address>', 'its e-mail address')
    .option(
      '--password <password>',
      'its password (other users of this machine can see it in the process list)',
    )
    .option('--password-stdin', 'read the password from the first line of standard input')
    .option('--no-password', 'no password: the account signs in by token only')
    .option('--staff', 'may administer the lab: devices, workers, device types, tags')
    .option('--superuser', 'may see and do everything')
    .action(async (username: string, options: Options) => {
      check('USERNAME', usernameFault(username));
      check('--email', emailFault(options.email ?? ''));
      const password = await choosePassword(options);
      const id = await rooms.database.withDatabase((dataSource) =>
        new rooms.accounts.AccountsService(dataSource).createUser({
          username,
          password,
          email: options.email,
          is_staff: options.staff ?? options.superuser,
          is_superuser: options.superuser,
        }),
      );
      print(String(id));
    });
}

/** The API refuses the same names and addresses, in the same words. */
function check(what: string, fault: string | null): void {
  if (fault !== null) throw new UsageError(`${what}: ${fault}`);
}

/** @returns null for an account without password */
async function choosePassword(options: Options): Promise<string | null> {
  const ways = [
    typeof options.password === 'string',
    options.password === false,
    options.passwordStdin === true,
  ];
  if (ways.filter(Boolean).length > 1)
    throw new UsageError('Give one of --password, --password-stdin and --no-password, not several.');
  if (options.password === false) return null;
  if (options.passwordStdin) return checkPassword(await firstLine(process.stdin));
  if (typeof options.password === 'string') return checkPassword(options.password);
  if (!process.stdin.isTTY)
    throw new UsageError(
      'There is no terminal to ask on: give --password-stdin, --password or --no-password.',
    );
  return checkPassword(await askPassword());
}

function checkPassword(password: string): string {
  if (password === '')
    throw new UsageError('The password is empty (--no-password makes an account without one).');
  if (password.length > LONGEST_PASSWORD)
    throw new UsageError(`The password has more than ${LONGEST_PASSWORD} characters.`);
  return password;
}

async function firstLine(input: NodeJS.ReadStream): Promise<string> {
  let text = '';
  for await (const chunk of input.setEncoding('utf8')) {
    text += String(chunk);
    if (text.includes('\n') || text.length > LONGEST_PASSWORD + 2) break;
  }
  return (text.split('\n')[0] ?? '').replace(/\r$/, '');
}
