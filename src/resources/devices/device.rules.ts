import { WriteRules } from '../../collections/resource';
import { Conflict } from '../../errors/domain-error';

export const deviceRules: WriteRules = {
  /** Jobs that are hidden with their device would be seen by everybody without it. */
  async beforeRemove(key, { manager }) {
    const [job] = await manager.query<unknown[]>(
      `SELECT 1 FROM jobs j WHERE j.actual_device = $1 AND j.restricted AND j.is_public
          AND NOT EXISTS (SELECT 1 FROM job_viewing_groups v WHERE v.job = j.id) LIMIT 1`,
      [key],
    );
    if (job)
      throw new Conflict('Jobs are hidden with this device.', {
        hint: 'Hide or remove them, or show the device first.',
      });
  },
};
