/** One variable of the environment: its reading throws an Error whose message continues "NAME …". */
interface Setting<Name extends string, Value> {
  name: Name;
  variable: string;
  default: Value;
  read: (text: string) => Value;
  help: string;
  secret?: boolean;
}

function setting<Name extends string, Value>(
  name: Name,
  variable: string,
  fallback: Value,
  read: (text: string) => Value,
  help: string,
  secret = false,
): Setting<Name, Value> {
  return { name, variable, default: fallback, read, help, secret };
}

const text = (value: string): string => value;
const optionalText = (value: string): string | null => value;

function integer(minimum: number, maximum: number): (value: string) => number {
  return (value) => {
    const number = Number(value);
    if (!/^\d+$/.test(value) || number < minimum || number > maximum)
      throw new Error(`must be a whole number from ${minimum} to ${maximum}`);
    return number;
  };
}

function yesOrNo(value: string): boolean {
  if (/^(true|1|yes|on)$/i.test(value)) return true;
  if (/^(false|0|no|off)$/i.test(value)) return false;
  throw new Error('must be true or false');
}

function oneOf<Word extends string>(...words: Word[]): (value: string) => Word {
  return (value) => {
    const found = words.find((word) => word === value);
    if (!found) throw new Error(`must be one of ${words.join(', ')}`);
    return found;
  };
}

function webAddress(value: string): string | null {
  if (!/^https?:\/\/[^/\s]+/.test(value))
    throw new Error('must be an address that begins with http:// or https://');
  return value.replace(/\/+$/, '');
}

function postgresUrl(value: string): string | null {
  if (!/^postgres(ql)?:\/\//.test(value)) throw new Error('must begin with postgres:// or postgresql://');
  return value;
}

function adminToken(value: string): string | null {
  if (!/^[\x21-\x7e]{16,200}$/.test(value))
    throw new Error('must be 16 to 200 printable characters without blanks');
  return value;
}

/** So many requests in so many seconds, written as Django REST framework writes it: `60/min`. */
export class Rate {
  readonly limit: number;
  readonly seconds: number;

  constructor(private readonly text: string) {
    const [, limit, unit = ''] = /^(\d{1,9})\/([smhd])[a-z]*$/.exec(text) ?? [];
    if (limit === undefined || Number(limit) === 0) throw new Error('must be like 60/min, 1000/hour, or off');
    this.limit = Number(limit);
    this.seconds = { s: 1, m: 60, h: 3_600, d: 86_400 }[unit] ?? 1;
  }

  toString(): string {
    return this.text;
  }
}

const rate = (text: string): Rate | null => (text === 'off' ? null : new Rate(text));

const MiB = 1024 * 1024;

/** All settings, in the order in which the README lists them. */
export const SETTINGS = [
  setting('host', 'HOST', '127.0.0.1', text, 'Address to listen on.'),
  setting('port', 'PORT', 8000, integer(0, 65_535), 'Port to listen on; 0 takes a free one.'),
  setting(
    'databaseUrl',
    'DATABASE_URL',
    null as string | null,
    postgresUrl,
    'An existing PostgreSQL (15 to 18) in place of the embedded one.',
    true,
  ),
  setting(
    'dataDir',
    'ASSAY_DATA_DIR',
    '',
    text,
    'Where the embedded database, attachments and uploads in progress lie.',
  ),
  setting(
    'adminUsername',
    'ASSAY_ADMIN_USERNAME',
    'admin',
    text,
    'Name of the first superuser, made at the first start.',
  ),
  setting(
    'adminPassword',
    'ASSAY_ADMIN_PASSWORD',
    null as string | null,
    optionalText,
    'Its password; made up and printed once when missing.',
    true,
  ),
  setting(
    'adminToken',
    'ASSAY_ADMIN_TOKEN',
    null as string | null,
    adminToken,
    'Its token; made up and printed once when missing.',
    true,
  ),
  setting('requireLogin', 'ASSAY_REQUIRE_LOGIN', false, yesOrNo, 'Reading needs an account, too.'),
  setting(
    'baseUrl',
    'ASSAY_BASE_URL',
    null as string | null,
    webAddress,
    'The address users see, when it is not the one the request came to.',
  ),
  setting('trustProxy', 'ASSAY_TRUST_PROXY', false, yesOrNo, 'Believe X-Forwarded-For, -Host and -Proto.'),
  setting('poolSize', 'ASSAY_POOL_SIZE', 20, integer(2, 500), 'Connections to the database.'),
  setting(
    'bodyLimit',
    'ASSAY_BODY_LIMIT',
    16 * MiB,
    integer(1024, 1024 * MiB),
    'Bytes of a JSON or form body.',
  ),
  setting(
    'uploadLimit',
    'ASSAY_UPLOAD_LIMIT',
    2048 * MiB,
    integer(1024, 1024 * 1024 * MiB),
    'Bytes of a report, an NDJSON stream or an attachment.',
  ),
  setting(
    'unpackedLimit',
    'ASSAY_UNPACKED_LIMIT',
    4096 * MiB,
    integer(1024, 1024 * 1024 * MiB),
    'Bytes that a packed report, or an archive of them, may unpack to.',
  ),
  setting(
    'payloadDays',
    'ASSAY_PAYLOAD_DAYS',
    30,
    integer(0, 36_500),
    'Days for which uploads are kept beside their receipts, to be read again; 0 keeps none.',
  ),
  setting('batchLimit', 'ASSAY_BATCH_LIMIT', 10_000, integer(1, 1_000_000), 'Rows of one JSON array.'),
  setting(
    'pageSize',
    'ASSAY_PAGE_SIZE',
    50,
    integer(1, 1000),
    'Rows of a page when the client does not say.',
  ),
  setting('maxPageSize', 'ASSAY_MAX_PAGE_SIZE', 1000, integer(1, 100_000), 'Rows of a page at the most.'),
  setting(
    'statementTimeout',
    'ASSAY_STATEMENT_TIMEOUT',
    10_000,
    integer(100, 3_600_000),
    'Milliseconds a list query may take.',
  ),
  setting(
    'throttleLogin',
    'ASSAY_THROTTLE_LOGIN',
    new Rate('20/min') as Rate | null,
    rate,
    'Exchanges of a password for a token, for each address: `20/min`, `off`.',
  ),
  setting(
    'throttleAnonymous',
    'ASSAY_THROTTLE_ANONYMOUS',
    null as Rate | null,
    rate,
    'Requests without an account, for each address: `1000/hour`.',
  ),
  setting(
    'throttleUser',
    'ASSAY_THROTTLE_USER',
    null as Rate | null,
    rate,
    'Requests of each user: `10000/hour`.',
  ),
  setting(
    'logLevel',
    'ASSAY_LOG_LEVEL',
    'info' as const,
    oneOf('silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'),
    'How much the server logs (JSON lines on standard error).',
  ),
] as const;

export type SettingName = (typeof SETTINGS)[number]['name'];
export type SettingValue<Name extends SettingName> = ReturnType<
  Extract<(typeof SETTINGS)[number], { name: Name }>['read']
>;
