import { isIPv6 } from 'node:net';
import { readConfig } from '../../config/config';
import { UsageError } from '../exit-codes';

/** Where reports go, and as whom. */
export interface Server {
  /** Without a slash at the end, without credentials. */
  url: string;
  /** Value of the Authorization header; null for none. */
  authorization: string | null;
}

/** Listening on all addresses is not an address to go to. */
const EVERYWHERE = new Set(['0.0.0.0', '::']);

/**
 * Where to push when no `--url` says so: ASSAY_URL, else the server that the same environment starts.
 * @throws ConfigError ASSAY_BASE_URL or PORT is no value for a server · UsageError the server takes any free port
 */
export function defaultAddress({
  ASSAY_URL,
  ASSAY_BASE_URL,
  HOST,
  PORT,
}: Readonly<Record<string, string | undefined>>): string {
  if (ASSAY_URL) return ASSAY_URL;
  const { baseUrl } = readConfig({ ASSAY_BASE_URL });
  if (baseUrl !== null) return baseUrl;
  const { host, port } = readConfig({ HOST, PORT });
  if (port === 0) throw new UsageError('PORT is 0, any free port: give --url or ASSAY_URL.');
  const name = EVERYWHERE.has(host) ? '127.0.0.1' : host;
  return `http://${isIPv6(name) ? `[${name}]` : name}:${port}`;
}

/**
 * The server of an address: its API root is accepted as well as its root, with or without final slash.
 * @throws UsageError either of the two cannot be used
 */
export function findServer(address: string, token: string | undefined): Server {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (!url || !/^https?:$/.test(url.protocol))
    throw new UsageError(
      `"${address}" is no address of a server: --url and ASSAY_URL begin with http:// or https://.`,
    );
  const { username, password } = url;
  url.username = url.password = url.search = url.hash = '';
  const secret = token?.trim();
  if (secret && !/^[\x21-\x7e]+$/.test(secret))
    throw new UsageError('The token contains characters that no token has.');
  return {
    url: url.href.replace(/\/+$/, '').replace(/\/api\/v1$/, ''),
    authorization: secret
      ? `Bearer ${secret}`
      : basic(decodeURIComponent(username), decodeURIComponent(password)),
  };
}

function basic(username: string, password: string): string | null {
  return username === '' ? null : `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
}
