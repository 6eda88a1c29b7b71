import { createHash, randomBytes, randomInt } from 'node:crypto';

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

const LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789';
const WORKER_TOKEN_LENGTH = 32;
const JOB_TOKEN_LENGTH = 32;
const LAVA_TOKEN_LENGTH = 128;

/** By this a worker signs in: LAVA's kind, 32 letters and digits. */
export function newWorkerToken(): string {
  return letters(WORKER_TOKEN_LENGTH);
}

/** By this the dispatcher of a job knows it: LAVA's kind, 32 letters and digits. */
export function newJobToken(): string {
  return letters(JOB_TOKEN_LENGTH);
}

/** A user's token as LAVA makes them. */
export function newLavaToken(): string {
  return letters(LAVA_TOKEN_LENGTH);
}

const letters = (length: number): string =>
  Array.from({ length }, () => LETTERS[randomInt(LETTERS.length)]).join('');

/** SHA-256: enough for a secret that is random to begin with. */
export function tokenHash(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

/** What a list may show of a token: its first characters. */
export function tokenPrefix(secret: string): string {
  return secret.slice(0, secret.startsWith(TOKEN_PREFIX) ? SHOWN : 4);
}
