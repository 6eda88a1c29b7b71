import { createHash, randomBytes } from 'node:crypto';

/** By this everybody, and every secret scanner, knows one of our tokens. */
export const TOKEN_PREFIX = 'assay_';
const SHOWN = TOKEN_PREFIX.length + 6;

/** A new token: 192 random bits behind the recognisable prefix. Shown once, never stored. */
export function newTokenSecret(): string {
  return TOKEN_PREFIX + randomBytes(24).toString('base64url');
}

/** A password for a first account, for people to copy. */
export function newPassword(): string {
  return randomBytes(15).toString('base64url');
}

/** SHA-256: enough for a secret that is random to begin with. */
export function tokenHash(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

/** What a list may show of a token: its first characters. */
export function tokenPrefix(secret: string): string {
  return secret.slice(0, secret.startsWith(TOKEN_PREFIX) ? SHOWN : 4);
}
