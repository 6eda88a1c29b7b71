import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto';

const SALT = 16;
const NONCE = 12;
const TAG = 16;
const KEY = 32;
/** 32 MiB and some 50 ms: as dear to try as a password is at its hash. */
const COST = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 };

const keyOf = (password: string, salt: Buffer): Promise<Buffer> =>
  new Promise((resolve, reject) =>
    scrypt(password, salt, KEY, COST, (error, key) => (error ? reject(error) : resolve(key))),
  );

/** Locks a token's secret with its owner's password: salt, nonce, tag, AES-256-GCM of the secret (decision 0012). */
export async function sealToken(secret: string, password: string): Promise<Buffer> {
  const [salt, nonce] = [randomBytes(SALT), randomBytes(NONCE)];
  const cipher = createCipheriv('aes-256-gcm', await keyOf(password, salt), nonce);
  const locked = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
  return Buffer.concat([salt, nonce, cipher.getAuthTag(), locked]);
}

/** The secret again; null when it was sealed with another password. */
export async function openToken(sealed: Buffer, password: string): Promise<string | null> {
  const part = (from: number, length?: number): Buffer =>
    sealed.subarray(from, length === undefined ? undefined : from + length);
  if (sealed.length < SALT + NONCE + TAG) return null;
  const key = await keyOf(password, part(0, SALT));
  try {
    const cipher = createDecipheriv('aes-256-gcm', key, part(SALT, NONCE), { authTagLength: TAG });
    cipher.setAuthTag(part(SALT + NONCE, TAG));
    return cipher.update(part(SALT + NONCE + TAG), undefined, 'utf8') + cipher.final('utf8');
  } catch {
    return null;
  }
}
