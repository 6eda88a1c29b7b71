import { EntityManager } from 'typeorm';

/** Blobs are locked by the first two digits of their hash: many at once must not take the memory that locks have. */
const drawer = (sha256: string): string => sha256.slice(0, 2);

/**
 * Holds blobs until the transaction ends: those that it is about to refer to. All of a transaction are locked together, before their
 * bytes are kept.
 */
export async function lockBlobs(manager: EntityManager, hashes: readonly string[]): Promise<void> {
  for (const each of [...new Set(hashes.map(drawer))].sort())
    await manager.query(`SELECT pg_advisory_xact_lock_shared(hashtextextended('blob ' || $1, 0))`, [each]);
}

/** Holds a blob alone until the transaction ends, which removes it because nobody refers to it; no other may be locked beside it. */
export async function lockBlobAlone(manager: EntityManager, sha256: string): Promise<void> {
  await manager.query(`SELECT pg_advisory_xact_lock(hashtextextended('blob ' || $1, 0))`, [drawer(sha256)]);
}
