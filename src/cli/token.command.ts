import { Command, InvalidArgumentError } from 'commander';
import { DataSource } from 'typeorm';
import { TOKEN_SCOPES, TokenScope } from '../auth/token-scope';
import { CommandError } from './exit-codes';
import { note, print } from './output';
import { rooms } from './rooms';

interface Options {
  name: string;
  scopes: readonly TokenScope[];
  expires?: Date;
}

const UNITS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

/** `assay token`: only the token on standard output, so that `$(assay token …)` is one. */
export function addToken(program: Command): void {
  program
    .command('token')
    .description('make a token for an account and print it; it is not shown again')
    .argument('<username>', 'whose token')
    .option('--name <name>', 'what it is for, as its owner will see it listed', '')
    .option('--scopes <list>', `what it may do, of ${TOKEN_SCOPES.join(', ')}`, readScopes, TOKEN_SCOPES)
    .option(
      '--expires <when>',
      'after a time (12h, 90d, 4w) or at a date (2031-01-31, 2031-01-31T12:00Z)',
      readExpiry,
    )
    .action(async (username: string, options: Options) => {
      print(await rooms.database.withDatabase((dataSource) => makeToken(dataSource, username, options)));
    });
}

async function makeToken(dataSource: DataSource, username: string, options: Options): Promise<string> {
  const [user] = await dataSource.query<{ id: number; is_active: boolean }[]>(
    'SELECT id, is_active FROM users WHERE username = $1',
    [username],
  );
  if (!user) throw new CommandError(`There is no user "${username}" ("assay createuser" makes one).`);
  if (!user.is_active) note(`The user "${username}" is inactive: the token works once that changes.`);
  const accounts = new rooms.accounts.AccountsService(dataSource);
  const { name, scopes } = options;
  const { secret } = await accounts.createToken(user.id, {
    name,
    scopes,
    expires: options.expires?.toISOString(),
  });
  return secret;
}

function readScopes(list: string): readonly TokenScope[] {
  const words = list
    .split(',')
    .map((word) => word.trim())
    .filter(Boolean);
  const strange = words.find((word) => !(TOKEN_SCOPES as readonly string[]).includes(word));
  if (strange !== undefined || words.length === 0)
    throw new InvalidArgumentError(`It is a list of ${TOKEN_SCOPES.join(', ')}.`);
  return TOKEN_SCOPES.filter((scope) => words.includes(scope));
}

/** A span from now, or a moment; either way in the future. */
function readExpiry(text: string, _previous?: Date, now = Date.now()): Date {
  const span = /^(\d{1,6})([mhdw])$/i.exec(text.trim());
  const unit = UNITS[span?.[2]?.toLowerCase() ?? ''];
  const isMoment = /^\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?$/i.test(text.trim());
  // Without a zone a moment is UTC, here as in the API.
  const zone = /T| /.test(text.trim()) && !/(Z|[+-]\d\d:?\d\d)$/i.test(text.trim()) ? 'Z' : '';
  const at = span && unit ? now + Number(span[1]) * unit : isMoment ? Date.parse(text.trim() + zone) : NaN;
  const date = new Date(at);
  if (Number.isNaN(date.getTime()))
    throw new InvalidArgumentError('It is a time such as 90d, 12h or 4w, or a date such as 2031-01-31.');
  if (date.getTime() <= now) throw new InvalidArgumentError('That has passed already.');
  return date;
}
