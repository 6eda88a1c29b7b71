import { EntityManager } from 'typeorm';
import { BadInput, Forbidden, NotFound } from '../errors/domain-error';
import { RowService } from '../collections/row.service';
import { WriteContext } from '../collections/resource';
import { jobs } from '../resources/jobs/jobs.resource';
import { readKey } from '../store/read-key';
import { Attributes } from './attributes';

/** Where an upload's tests go. */
export interface Target {
  job: number;
  /** The build to enter at the end: its counters are everybody's, so they are touched last and shortly. */
  build: number | null;
  /** The job was made by this upload. */
  made: boolean;
}

/** The job of an upload: an existing one of the caller's, or a new one with the attributes given. */
export async function prepareTarget(
  rows: RowService,
  attributes: Attributes,
  fallbackName: string,
  context: WriteContext,
): Promise<Target> {
  if (attributes.job !== null) return existing(rows, attributes.job, context);
  const { group, build, ...fields } = attributes.fields;
  const groupId = await findGroup(context.manager, group);
  const buildId = await findBuild(context.manager, groupId, build);
  const tags = await findTags(context.manager, fields.tags);
  const job = await rows.createWithin(
    jobs,
    {
      name: fallbackName,
      state: 'Finished',
      ...(fields.health === undefined && fields.outcome === undefined ? { health: 'Complete' } : {}),
      ...fields,
      ...(groupId === null ? {} : { group: groupId }),
      ...(tags === null ? {} : { tags }),
    },
    context,
  );
  return { job: job as number, build: buildId, made: true };
}

/** A job that is there: locked, and the viewer's to add to. @throws BadInput, Forbidden */
export async function existing(rows: RowService, said: string, context: WriteContext): Promise<Target> {
  const { viewer, manager } = context;
  const key = readKey(jobs, said);
  const job = await rows.findWithin(jobs, key, context).catch((error: unknown) => {
    if (!(error instanceof NotFound)) throw error;
    throw new BadInput(`Invalid pk "${said}" - object does not exist.`, { field: 'job' });
  });
  if (!viewer.is_superuser && !viewer.is_staff && job.submitter !== viewer.id)
    throw new Forbidden('You do not have permission to perform this action.', {
      hint: 'The job was submitted by someone else.',
    });
  // Writers of one job take turns, so that they never wait for each other in a circle.
  await manager.query('SELECT 1 FROM jobs WHERE id = $1 FOR NO KEY UPDATE', [job.id]);
  return { job: job.id as number, build: null, made: false };
}

/** A group by name, made when it is new: whoever pushes results may name what they are results of. */
async function findGroup(manager: EntityManager, name: unknown): Promise<number | null> {
  if (name === undefined) return null;
  const text = checkName('group', name);
  await manager.query('INSERT INTO groups (name) VALUES ($1) ON CONFLICT (name) DO NOTHING', [text]);
  const [group] = await manager.query<{ id: number }[]>('SELECT id FROM groups WHERE name = $1', [text]);
  return group?.id ?? null;
}

async function findBuild(
  manager: EntityManager,
  group: number | null,
  name: unknown,
): Promise<number | null> {
  if (name === undefined) return null;
  if (group === null)
    throw new BadInput('A build belongs to a group: say which.', {
      fields: { group: ['This field is required.'] },
    });
  const text = checkName('build', name);
  await manager.query(
    'INSERT INTO builds ("group", name) VALUES ($1, $2) ON CONFLICT ("group", name) DO NOTHING',
    [group, text],
  );
  const [build] = await manager.query<{ id: number }[]>(
    'SELECT id FROM builds WHERE "group" = $1 AND name = $2',
    [group, text],
  );
  return build?.id ?? null;
}

/** Tags by name, whatever the name looks like; made when they are new. */
async function findTags(manager: EntityManager, tags: unknown): Promise<number[] | null> {
  if (!Array.isArray(tags) || tags.length === 0) return null;
  const names = tags.map((tag) => checkName('tags', tag)).sort();
  await manager.query('INSERT INTO tags (name) SELECT unnest($1::text[]) ON CONFLICT (name) DO NOTHING', [
    names,
  ]);
  const rows = await manager.query<{ id: number }[]>('SELECT id FROM tags WHERE name = ANY($1::text[])', [
    names,
  ]);
  return rows.map(({ id }) => id);
}

function checkName(field: string, value: unknown): string {
  const text = String(value).trim();
  if (text === '') throw new BadInput('This field may not be blank.', { field });
  if (text.includes('\0')) throw new BadInput('Null characters are not allowed.', { field });
  if (text.length > 200) throw new BadInput('Ensure this field has no more than 200 characters.', { field });
  return text;
}
