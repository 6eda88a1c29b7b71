import { EntityManager } from 'typeorm';
import { Viewer } from '../../auth/viewer';
import { Key } from '../../store/values';

/** The key of the caller's own artifact token of this name; null when there is none. */
export async function idOfArtifactToken(
  manager: EntityManager,
  name: string,
  viewer: Viewer,
): Promise<Key | null> {
  if (name.includes('\0')) return null;
  const [row] = await manager.query<{ id: number }[]>(
    'SELECT id FROM artifact_tokens WHERE "user" = $1 AND name = $2',
    [viewer.id, name],
  );
  return row?.id ?? null;
}
