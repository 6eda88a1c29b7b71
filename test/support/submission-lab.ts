import { DataSource } from 'typeorm';
import { Viewer } from '../../src/auth/viewer';
import { RowService } from '../../src/collections/row.service';
import { newDataSource } from '../../src/database/data-source';
import { ENTITIES } from '../../src/resources/entities';
import { CancelService } from '../../src/submission/cancel.service';
import { ResubmitService } from '../../src/submission/resubmit.service';
import { SubmitService } from '../../src/submission/submit.service';

/** A definition that the lab takes from everybody. */
export const GOOD = `device_type: qemu
job_name: new job
visibility: public
timeouts:
  job:
    minutes: 10
actions: []
`;

/** The good definition with further keys, or keys said again. */
export const text = (changes: Record<string, string>): string =>
  GOOD +
  Object.entries(changes)
    .map(([key, said]) => `${key}: ${said}\n`)
    .join('');

/** Three nodes, two of which need a device. */
export const MULTINODE = `${GOOD.replace('device_type: qemu\n', '').replace('actions: []\n', '')}actions:
- deploy: {to: tmpfs, role: [server, client]}
- boot: {method: x, role: client}
protocols:
  lava-multinode:
    roles:
      server: {device_type: virt, count: 1, tags: [usb]}
      client: {device_type: panda, count: 1}
      guest: {connection: ssh, count: 1, host_role: server}
`;

/** A small lab on the test file's database, and the services at work in it. */
export interface SubmissionLab {
  dataSource: DataSource;
  rows: RowService;
  submissions: SubmitService;
  resubmissions: ResubmitService;
  cancellations: CancelService;
  as(username: string): Viewer;
  /** A job as the table has it, with the names of its submitter, tags and viewing groups. */
  rowOf(id: number | undefined): Promise<Record<string, unknown>>;
  countJobs(): Promise<number>;
}

const STATEMENTS = [
  `INSERT INTO user_groups (name) VALUES ('lab-a'), ('lab-b')`,
  `INSERT INTO device_types (name) VALUES ('qemu'), ('vault'), ('empty'), ('reserved'), ('panda')`,
  `INSERT INTO aliases (name, device_type) VALUES ('virt', 'qemu'), ('orphan', NULL), ('secret', 'vault')`,
  `INSERT INTO devices (hostname, device_type, health) VALUES ('qemu01', 'qemu', 'Good'), ('qemu02', 'qemu', 'Bad'),
       ('vault01', 'vault', 'Good'), ('old01', 'empty', 'Retired'), ('res01', 'reserved', 'Good'), ('panda01', 'panda', 'Good')`,
  `INSERT INTO tags (name) VALUES ('usb'), ('ram'), ('lonely')`,
  `INSERT INTO device_tags (device, tag) SELECT 'qemu01', id FROM tags WHERE name IN ('usb', 'ram')`,
  `INSERT INTO device_type_permissions (device_type, "group", permission)
       SELECT 'vault', g.id, p.id FROM user_groups g, permissions p WHERE g.name = 'lab-a' AND p.codename = 'view_devicetype'`,
  `INSERT INTO device_permissions (device, "group", permission)
       SELECT 'res01', g.id, p.id FROM user_groups g, permissions p WHERE g.name = 'lab-b' AND p.codename = 'submit_to_device'`,
  `INSERT INTO device_permissions (device, "group", permission)
       SELECT 'qemu02', g.id, p.id FROM user_groups g, permissions p WHERE g.name = 'lab-b' AND p.codename = 'change_device'`,
  `INSERT INTO device_type_permissions (device_type, "group", permission)
       SELECT 'panda', g.id, p.id FROM user_groups g, permissions p WHERE g.name = 'lab-b' AND p.codename = 'change_devicetype'`,
];

export async function openSubmissionLab(): Promise<SubmissionLab> {
  const dataSource = await newDataSource(process.env.ASSAY_TEST_DATABASE_URL ?? '', ENTITIES).initialize();
  for (const statement of STATEMENTS) await dataSource.query(statement);
  const viewers = new Map<string, Viewer>();
  const addUser = async (
    username: string,
    said: Partial<Viewer> = {},
    groups: string[] = [],
  ): Promise<void> => {
    viewers.set(username, await makeViewer(dataSource, username, said, groups));
  };
  await addUser('ana', {}, ['lab-a']);
  await addUser('ben', {}, ['lab-b']);
  await addUser('eve');
  await addUser('reader', { scopes: ['read'] });
  await addUser('root', { is_superuser: true });
  await addUser('half', { permissions: ['change_device'] });
  await addUser('typist', { permissions: ['change_devicetype'] });
  await addUser('chief', { permissions: ['change_testjob'] });
  const rows = new RowService(dataSource);
  const submissions = new SubmitService(dataSource, rows);
  return {
    dataSource,
    rows,
    submissions,
    resubmissions: new ResubmitService(dataSource, submissions),
    cancellations: new CancelService(dataSource),
    as: (username) => viewers.get(username) as Viewer,
    rowOf: (id) => rowOf(dataSource, id),
    countJobs: async () => {
      const [row] = await dataSource.query<{ n: number }[]>('SELECT count(*)::int AS n FROM jobs');
      return row?.n ?? 0;
    },
  };
}

async function makeViewer(
  dataSource: DataSource,
  username: string,
  said: Partial<Viewer>,
  groups: string[],
): Promise<Viewer> {
  const [user] = await dataSource.query<{ id: number }[]>(
    'INSERT INTO users (username, is_superuser) VALUES ($1, $2) RETURNING id',
    [username, said.is_superuser ?? false],
  );
  const id = user?.id as number;
  await dataSource.query(
    'INSERT INTO user_group_members ("user", "group") SELECT $1, id FROM user_groups WHERE name = ANY($2)',
    [id, groups],
  );
  const scopes = ['read', 'push', 'admin'] as const;
  return {
    id,
    username,
    is_staff: false,
    is_superuser: false,
    scopes,
    permissions: [],
    ...said,
  };
}

async function rowOf(dataSource: DataSource, id: number | undefined): Promise<Record<string, unknown>> {
  const [row] = await dataSource.query<Record<string, unknown>[]>(
    `SELECT j.*, u.username, ARRAY(SELECT t.name FROM job_tags l JOIN tags t ON t.id = l.tag WHERE l.job = j.id ORDER BY 1) AS tags,
            ARRAY(SELECT g.name FROM job_viewing_groups v JOIN user_groups g ON g.id = v."group" WHERE v.job = j.id ORDER BY 1) AS groups
       FROM jobs j JOIN users u ON u.id = j.submitter WHERE j.id = $1`,
    [id],
  );
  return row ?? {};
}
