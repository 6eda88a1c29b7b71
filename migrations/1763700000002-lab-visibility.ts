import { MigrationInterface, QueryRunner } from 'typeorm';
import { deriveJob } from './1763600000001-derived-columns';

/**
 * True when somebody is kept from seeing this device, or, with no device, this device type: there is a row that lets a
 * group *view* it. Whom such rows let in is the business of queries.
 */
const LAB_RESTRICTS = `
  CREATE FUNCTION lab_restricts(one_device text, its_type text) RETURNS boolean LANGUAGE sql STABLE
  RETURN EXISTS (SELECT 1 FROM device_permissions p JOIN permissions c ON c.id = p.permission
                  WHERE p.device = one_device AND c.codename = 'view_device')
      OR EXISTS (SELECT 1 FROM device_type_permissions p JOIN permissions c ON c.id = p.permission
                  WHERE p.device_type = its_type AND c.codename = 'view_devicetype')`;

/**
 * Whether the job is hidden from the public. The locks are those that the foreign keys take anyway: whoever hides the device
 * or its type at this moment waits for this job, or this job for them, and no job slips through.
 */
const RESTRICT_BY_LAB = `
  CREATE FUNCTION restrict_by_lab() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    its_type text := NEW.requested_device_type;
  BEGIN
    IF NEW.actual_device IS NOT NULL THEN
      SELECT device_type INTO its_type FROM devices WHERE hostname = NEW.actual_device FOR KEY SHARE;
    END IF;
    IF its_type IS NOT NULL THEN
      PERFORM 1 FROM device_types WHERE name = its_type FOR KEY SHARE;
    END IF;
    NEW.restricted := NOT NEW.is_public OR EXISTS (SELECT 1 FROM job_viewing_groups WHERE job = NEW.id)
      OR lab_restricts(NEW.actual_device, its_type);
    RETURN NEW;
  END $$`;

/** Derives `restricted` anew for jobs that may have changed it; jobs are locked before builds, as everywhere. */
const RESTRICT_JOBS = `
  CREATE FUNCTION restrict_jobs(changing bigint[]) RETURNS void LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM 1 FROM jobs WHERE id = ANY (changing) ORDER BY id FOR NO KEY UPDATE;
    PERFORM 1 FROM builds WHERE id IN (SELECT build FROM jobs WHERE id = ANY (changing)) ORDER BY id FOR NO KEY UPDATE;
    UPDATE jobs SET is_public = is_public WHERE id = ANY (changing);
  END $$`;

/** The jobs of a device whose visibility is not what the device says now. */
const jobsOf = (devices: string): string =>
  `SELECT j.id FROM jobs j JOIN devices d ON d.hostname = j.actual_device
    WHERE ${devices} AND j.is_public AND j.restricted <> (lab_restricts(d.hostname, d.device_type)
      OR EXISTS (SELECT 1 FROM job_viewing_groups v WHERE v.job = j.id))`;

const DEVICE_GRANTED = `
  CREATE FUNCTION device_granted() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    hosts text[] := ARRAY[OLD.device, NEW.device];
  BEGIN
    PERFORM 1 FROM devices WHERE hostname = ANY (hosts) ORDER BY hostname FOR UPDATE;
    PERFORM restrict_jobs(ARRAY(${jobsOf('d.hostname = ANY (hosts)')}));
    RETURN NULL;
  END $$`;

const DEVICE_TYPE_GRANTED = `
  CREATE FUNCTION device_type_granted() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    types text[] := ARRAY[OLD.device_type, NEW.device_type];
  BEGIN
    PERFORM 1 FROM device_types WHERE name = ANY (types) ORDER BY name FOR UPDATE;
    PERFORM restrict_jobs(ARRAY(
      ${jobsOf('d.device_type = ANY (types)')}
      UNION ALL
      SELECT j.id FROM jobs j
       WHERE j.requested_device_type = ANY (types) AND j.actual_device IS NULL AND j.is_public
         AND j.restricted <> (lab_restricts(NULL, j.requested_device_type)
           OR EXISTS (SELECT 1 FROM job_viewing_groups v WHERE v.job = j.id))));
    RETURN NULL;
  END $$`;

const DEVICE_RETYPED = `
  CREATE FUNCTION device_retyped() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM 1 FROM devices WHERE hostname = NEW.hostname FOR UPDATE;
    PERFORM 1 FROM device_types WHERE name = NEW.device_type FOR KEY SHARE;
    PERFORM restrict_jobs(ARRAY(${jobsOf('d.hostname = NEW.hostname')}));
    RETURN NULL;
  END $$`;

/** The objects on which some group holds one of these permissions; with `me`, some group of this user. */
const granted = (table: string, object: string, codenames: readonly string[], mine: boolean): string =>
  `SELECT p.${object} FROM ${table} p JOIN permissions c ON c.id = p.permission
    ${mine ? 'JOIN user_group_members m ON m."group" = p."group" AND m."user" = me' : ''}
    WHERE c.codename IN (${codenames.map((codename) => `'${codename}'`).join(', ')})`;

/**
 * A function that gives the keys of what a user (null: nobody in particular) may not see. A function and not SQL in each
 * query: PostgreSQL would plan it for each, at the cost of the query itself.
 */
const hidden = (name: string, parameters: string, restricted: string, opened: string): string => `
  CREATE FUNCTION ${name}(${parameters}) RETURNS SETOF text LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 10 AS $$
  BEGIN
    RETURN QUERY (${restricted}) EXCEPT (${opened});
  END $$`;

const HIDDEN_DEVICE_TYPES = hidden(
  'hidden_device_types',
  'me bigint',
  granted('device_type_permissions', 'device_type', ['view_devicetype'], false),
  granted(
    'device_type_permissions',
    'device_type',
    ['view_devicetype', 'submit_to_devicetype', 'change_devicetype'],
    true,
  ),
);

/** A device is hidden with its type, unless the user sees all types, or one of their groups holds something on the device. */
const HIDDEN_DEVICES = hidden(
  'hidden_devices',
  'me bigint, sees_types boolean',
  `${granted('device_permissions', 'device', ['view_device'], false)} UNION ALL
   SELECT d.hostname FROM devices d JOIN hidden_device_types(me) t ON t = d.device_type WHERE NOT sees_types`,
  granted('device_permissions', 'device', ['view_device', 'submit_to_device', 'change_device'], true),
);

const HIDDEN_WORKERS = hidden(
  'hidden_workers',
  'me bigint',
  granted('worker_permissions', 'worker', ['view_worker'], false),
  granted('worker_permissions', 'worker', ['view_worker', 'change_worker'], true),
);

const moved = (columns: string): string =>
  `CREATE TRIGGER counts_moved AFTER UPDATE OF ${columns} ON jobs FOR EACH ROW
     WHEN (NEW.tests_total > 0 AND (OLD.build IS DISTINCT FROM NEW.build OR OLD.restricted IS DISTINCT FROM NEW.restricted))
     EXECUTE FUNCTION move_job_counts()`;

const derived = (columns: string): string =>
  `CREATE TRIGGER derive_changed BEFORE UPDATE OF ${columns}
     ON jobs FOR EACH ROW EXECUTE FUNCTION derive_job()`;

const VERDICT = 'state, health, reported_outcome, tests_total, tests_pass';
const PLACE = 'is_public, actual_device, requested_device_type';

const UP = [
  HIDDEN_DEVICE_TYPES,
  HIDDEN_DEVICES,
  HIDDEN_WORKERS,
  LAB_RESTRICTS,
  deriveJob(''),
  'DROP TRIGGER derive_changed ON jobs',
  derived(VERDICT),
  RESTRICT_BY_LAB,
  'CREATE TRIGGER restrict_new BEFORE INSERT ON jobs FOR EACH ROW EXECUTE FUNCTION restrict_by_lab()',
  `CREATE TRIGGER restrict_changed BEFORE UPDATE OF ${PLACE} ON jobs FOR EACH ROW EXECUTE FUNCTION restrict_by_lab()`,
  'DROP TRIGGER counts_moved ON jobs',
  moved(`build, ${PLACE}`),
  RESTRICT_JOBS,
  DEVICE_GRANTED,
  DEVICE_TYPE_GRANTED,
  DEVICE_RETYPED,
  `CREATE TRIGGER granted AFTER INSERT OR UPDATE OR DELETE ON device_permissions
     FOR EACH ROW EXECUTE FUNCTION device_granted()`,
  `CREATE TRIGGER granted AFTER INSERT OR UPDATE OR DELETE ON device_type_permissions
     FOR EACH ROW EXECUTE FUNCTION device_type_granted()`,
  `CREATE TRIGGER retyped AFTER UPDATE OF device_type ON devices FOR EACH ROW
     WHEN (OLD.device_type <> NEW.device_type) EXECUTE FUNCTION device_retyped()`,
];

const DOWN = [
  // Without the permissions nothing hides these jobs any more; what a lab hid stays hidden.
  'DROP FUNCTION device_retyped, device_type_granted, device_granted, restrict_jobs, restrict_by_lab CASCADE',
  'DROP TRIGGER derive_changed ON jobs',
  'DROP TRIGGER counts_moved ON jobs',
  deriveJob(),
  derived(`${VERDICT}, is_public`),
  moved('build, is_public'),
  'UPDATE jobs SET is_public = false WHERE restricted AND is_public AND lab_restricts(actual_device, coalesce((SELECT device_type FROM devices WHERE hostname = actual_device), requested_device_type)) AND NOT EXISTS (SELECT 1 FROM job_viewing_groups WHERE job = jobs.id)',
  'DROP FUNCTION lab_restricts, hidden_workers, hidden_devices, hidden_device_types',
];

/**
 * Who sees what of a lab. A job is hidden with its device, or with the device type that it asks for: `restricted` says so,
 * kept by triggers.
 */
export class LabVisibility1763700000002 implements MigrationInterface {
  name = 'LabVisibility1763700000002';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}
