import { EntityManager } from 'typeorm';

/**
 * Holds a blob until the transaction ends: `shared` by those who are about to refer to it, alone by whoever removes it because nobody
 * does. Taken before the bytes are kept.
 */
export async function lockBlob(manager: EntityManager, sha256: string, shared = true): Promise<void> {
  await manager.query(
    `SELECT pg_advisory_xact_lock${shared ? '_shared' : ''}(hashtextextended('blob ' || $1, 0))`,
    [sha256],
  );
}
