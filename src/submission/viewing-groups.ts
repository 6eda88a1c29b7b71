import { WriteContext } from '../collections/resource';
import { Visibility } from './definition-facts';
import { SubmissionRefused } from './submission-refused';

/** Who may see a job, as columns of it. */
export interface Seen {
  is_public: boolean;
  /** Keys of user groups. */
  viewing_groups: number[];
}

/**
 * Personal jobs have one viewing group named after their submitter, in which nobody is put; of groups that are named only
 * those count that there are (lava-rest §8.1). @throws SubmissionRefused there is none of them
 */
export async function findViewingGroups(
  visibility: Visibility,
  { viewer, manager }: WriteContext,
): Promise<Seen> {
  if (visibility.kind === 'public') return { is_public: true, viewing_groups: [] };
  const personal = visibility.kind === 'personal';
  const names = personal ? [viewer.username] : visibility.names;
  if (personal)
    await manager.query('INSERT INTO user_groups (name) VALUES ($1) ON CONFLICT (name) DO NOTHING', names);
  const groups = await manager.query<{ id: number }[]>(
    'SELECT id FROM user_groups WHERE name = ANY($1::text[]) ORDER BY id',
    [names],
  );
  if (groups.length === 0)
    throw new SubmissionRefused('data', 'No known groups were found in the visibility list.');
  return { is_public: false, viewing_groups: groups.map(({ id }) => id) };
}
