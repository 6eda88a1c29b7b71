import { hash, verify } from '@node-rs/argon2';

/** argon2id with the library's defaults (19 MiB, 2 passes), which is what OWASP asks for. */
export function hashPassword(password: string): Promise<string> {
  return hash(password);
}

/** False for a wrong password and for a stored hash that is not one. */
export async function passwordMatches(stored: string | null, password: string): Promise<boolean> {
  if (!stored) {
    // The same work as for a real account, so that the time does not tell whether the name exists.
    await hash(password);
    return false;
  }
  try {
    return await verify(stored, password);
  } catch {
    return false;
  }
}
