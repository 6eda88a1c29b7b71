import { WriteRules } from '../../collections/resource';
import { Conflict } from '../../errors/domain-error';

export const usergroupRules: WriteRules = {
  /** A job that loses a viewing group is seen by more people, the last one by everybody: nobody means that by removing a group. */
  async beforeRemove(key, { manager }) {
    const [job] = await manager.query<unknown[]>(
      'SELECT 1 FROM job_viewing_groups WHERE "group" = $1 LIMIT 1',
      [key],
    );
    if (job)
      throw new Conflict('Jobs are shown to this group only.', {
        hint: 'Take it from their viewing groups first.',
      });
  },
};
