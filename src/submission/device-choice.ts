import { EntityManager } from 'typeorm';
import { deviceSubmittable, deviceTypeVisible, deviceVisible } from '../auth/lab-visibility';
import { WriteContext } from '../collections/resource';
import { SubmissionRefused } from './submission-refused';

/** A tag that a definition asks for. */
export interface WantedTag {
  id: number;
  name: string;
}

/** Names in a message; a rack has more of them than anybody wants to read. */
const MOST_NAMES = 50;

/**
 * The device type that a name stands for, an alias before a type, if this caller may submit jobs to at least one of its
 * devices (lava-rest §8.1). @throws SubmissionRefused
 * @param nodes how many devices it takes at once
 */
export async function findDeviceType(name: string, nodes: number, context: WriteContext): Promise<string> {
  const { viewer } = context;
  const type = await typeOf(name, context);
  if (type === null) throw devices(`Device type '${name}' is unavailable.`);
  if (!type.visible) throw devices(`Device type '${name}' is unavailable to user '${viewer.username}'`);
  // Of devices that are hidden not even the message tells that they are there.
  const found = (await devicesOf(type.name, context)).filter(
    (device) => device.visible || device.submittable,
  );
  if (found.length === 0) throw devices(`No devices of type ${type.name} are available.`);
  const open = found.filter(({ submittable }) => submittable).length;
  if (open === 0) {
    const pool = found.slice(0, MOST_NAMES);
    const names = pool.map(({ hostname }) => `'${hostname}'`).join(', ');
    throw devices(`No devices from [${names}] pool are currently available to user ${viewer.username}`);
  }
  if (open < nodes)
    throw devices(
      `Not enough devices of type ${type.name} are currently available to user ${viewer.username}`,
    );
  return type.name;
}

/** The tags of these names. @throws SubmissionRefused naming the first that there is not */
export async function findTags(names: readonly string[], manager: EntityManager): Promise<WantedTag[]> {
  if (names.length === 0) return [];
  const rows = await manager.query<WantedTag[]>('SELECT id, name FROM tags WHERE name = ANY($1::text[])', [
    names,
  ]);
  const known = new Map(rows.map((tag) => [tag.name, tag]));
  return names.map((name) => {
    const tag = known.get(name);
    if (tag) return tag;
    throw new SubmissionRefused('submission', `Device tag '${name}' does not exist in the database.`);
  });
}

/** There is a device for this caller that has all the tags. @throws SubmissionRefused */
export async function checkTagged(
  type: string,
  tags: readonly WantedTag[],
  { viewer, manager }: WriteContext,
): Promise<void> {
  if (tags.length === 0) return;
  const values: unknown[] = [type, tags.map(({ id }) => id)];
  const mine = deviceSubmittable('"d"', viewer, (value) => `$${values.push(value)}`) ?? 'true';
  const [device] = await manager.query<unknown[]>(
    `SELECT 1 FROM devices "d" WHERE d.device_type = $1 AND d.health <> 'Retired' AND ${mine}
        AND NOT EXISTS (SELECT 1 FROM unnest($2::bigint[]) wanted WHERE NOT EXISTS
             (SELECT 1 FROM device_tags t WHERE t.device = d.hostname AND t.tag = wanted)) LIMIT 1`,
    values,
  );
  if (device) return;
  const names = tags.map(({ name }) => name).join(', ');
  throw devices(`No devices of type ${type} are available which have all of the tags '${names}'.`);
}

const devices = (reason: string): SubmissionRefused => new SubmissionRefused('devices', reason);

interface FoundType {
  name: string;
  visible: boolean;
}

async function typeOf(name: string, { viewer, manager }: WriteContext): Promise<FoundType | null> {
  const values: unknown[] = [name];
  const visible = deviceTypeVisible('"t"', viewer, (value) => `$${values.push(value)}`) ?? 'true';
  const [type] = await manager.query<FoundType[]>(
    `SELECT t.name, (${visible}) AS visible FROM device_types "t"
      WHERE t.name = coalesce((SELECT device_type FROM aliases WHERE name = $1), $1)`,
    values,
  );
  return type ?? null;
}

interface FoundDevice {
  hostname: string;
  submittable: boolean;
  visible: boolean;
}

function devicesOf(type: string, { viewer, manager }: WriteContext): Promise<FoundDevice[]> {
  const values: unknown[] = [type];
  const bind = (value: unknown): string => `$${values.push(value)}`;
  const submittable = deviceSubmittable('"d"', viewer, bind) ?? 'true';
  const visible = deviceVisible('"d"', viewer, bind) ?? 'true';
  return manager.query<FoundDevice[]>(
    `SELECT d.hostname, (${submittable}) AS submittable, (${visible}) AS visible
       FROM devices "d" WHERE d.device_type = $1 AND d.health <> 'Retired' ORDER BY d.hostname`,
    values,
  );
}
