import { WriteContext, WriteRules } from '../../collections/resource';
import { BadInput } from '../../errors/domain-error';
import { pythonType } from '../../store/python-type';
import { Key, Values } from '../../store/values';
import { JobHealth, JobOutcome } from '../../vocabulary/job-state';
import { healthOf } from '../../vocabulary/job-verdict';

/** What is said of the verdict: `outcome` states it, and the health follows unless it was said, too. */
function settleVerdict(values: Values): void {
  if (!('outcome' in values)) return;
  const outcome = values.outcome as JobOutcome | null;
  delete values.outcome;
  values.reported_outcome = outcome;
  if (outcome === null) return;
  values.health ??= healthOf(outcome) satisfies JobHealth;
  values.state ??= 'Finished';
}

function checkMetadata({ metadata }: Values): void {
  if (
    metadata !== undefined &&
    (typeof metadata !== 'object' || metadata === null || Array.isArray(metadata))
  )
    throw new BadInput('Metadata is an object.', {
      fields: { metadata: [`Expected a dictionary of items but got type "${pythonType(metadata)}".`] },
    });
}

/** A job in a build belongs to the build's group. */
async function settleGroup(values: Values, { manager }: WriteContext): Promise<void> {
  if (values.build === undefined || values.build === null) return;
  const [build] = await manager.query<{ group: number }[]>('SELECT "group" FROM builds WHERE id = $1', [
    values.build,
  ]);
  if (values.group !== undefined && values.group !== null && values.group !== build?.group)
    throw new BadInput('The build belongs to another group.', {
      fields: { build: ['This build belongs to another group.'] },
    });
  values.group = build?.group;
}

const now = (): string => new Date().toISOString();

export const jobRules: WriteRules = {
  async beforeStore(rows, context) {
    for (const values of rows) {
      checkMetadata(values);
      settleVerdict(values);
      if (values.submit_time === undefined) values.submit_time = now();
      if (values.state === 'Running' && values.start_time === undefined) values.start_time = now();
      await settleGroup(values, context);
    }
  },
  async beforeChange(values: Values, key: Key, context) {
    checkMetadata(values);
    settleVerdict(values);
    await settleGroup(values, context);
    if (values.state !== 'Running' && values.state !== 'Finished') return;
    // The moment is only taken when nobody has said it before.
    const [job] = await context.manager.query<{ start_time: string | null; end_time: string | null }[]>(
      'SELECT start_time, end_time FROM jobs WHERE id = $1',
      [key],
    );
    if (values.state === 'Running' && job?.start_time === null) values.start_time ??= now();
    if (values.state === 'Finished' && job?.end_time === null) values.end_time ??= now();
  },
};
