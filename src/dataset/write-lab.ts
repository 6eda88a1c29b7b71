import { newWorkerToken } from '../auth/token-secret';
import { Cell } from './copy-text';
import { DraftAlias, DraftDevice, DraftDeviceType, DraftWorker } from './draft-lab';
import { References } from './references';
import { replaceLinks, upsertRows } from './rows';
import { numberByName } from './write-accounts';
import { writeDocuments } from './write-documents';
import { Writing } from './write-draft';

/** Tags, device types and what they are made of, aliases, workers, devices, and their documents. */
export async function writeLab(writing: Writing): Promise<void> {
  const { client, draft, report } = writing;
  const words = async (table: string, column: string, values: (string | number)[]): Promise<void> => {
    const rows = [...new Set(values)].map((value) => [value]);
    await upsertRows(client, table, [column], rows);
    report.count(table, rows.length);
  };
  await words('architectures', 'name', draft.architectures);
  await words('processors', 'name', draft.processors);
  await words('cores', 'name', draft.cores);
  await words('bit_widths', 'width', draft.bit_widths);
  await writeTags(writing);
  await writeDeviceTypes(writing, draft.device_types);
  await writeAliases(writing, draft.aliases);
  await writeWorkers(writing, draft.workers);
  await writeDevices(writing, draft.devices);
  await writeDocuments(writing);
}

async function writeTags(writing: Writing): Promise<void> {
  const { client, draft, report } = writing;
  for (const [kind, table, tags] of [
    ['tag', 'tags', draft.tags],
    ['failure_tag', 'failure_tags', draft.failure_tags],
  ] as const) {
    const ids = await numberByName(writing, kind, table, 'name', tags);
    const rows = tags.map((tag): Cell[] => [ids.get(tag.name) as number, tag.name, tag.description]);
    await upsertRows(client, table, ['id', 'name', 'description'], rows, { key: 'name', keep: ['id'] });
    report.count(table, rows.length);
  }
}

const TYPE_COLUMNS = [
  'name',
  'description',
  'display',
  'architecture',
  'processor',
  'cpu_model',
  'core_count',
  'bits',
  'health_frequency',
  'health_denominator',
  'disable_health_check',
] as const;

async function writeDeviceTypes({ client, report }: Writing, types: DraftDeviceType[]): Promise<void> {
  const known = await References.load(client, {
    architecture: types.map((type) => type.architecture),
    processor: types.map((type) => type.processor),
    'bit width': types.map((type) => type.bits),
    core: types.flatMap((type) => type.cores),
  });
  const rows = types.map((type): Cell[] => {
    known.find('architecture', type.architecture, `${type.where}.architecture`);
    known.find('processor', type.processor, `${type.where}.processor`);
    known.find('bit width', type.bits, `${type.where}.bits`);
    known.all('core', type.cores, `${type.where}.cores`);
    return TYPE_COLUMNS.map((column) => type[column]);
  });
  await upsertRows(client, 'device_types', TYPE_COLUMNS, rows);
  const cores = types.map((type) => [type.name, type.cores] as const);
  await replaceLinks(client, 'device_type_cores', 'device_type', 'core', cores);
  report.count('device_types', rows.length);
}

async function writeAliases({ client, report }: Writing, aliases: DraftAlias[]): Promise<void> {
  const known = await References.load(client, { 'device type': aliases.map((alias) => alias.device_type) });
  const rows = aliases.map(({ name, device_type, where }): Cell[] => [
    name,
    known.find('device type', device_type, `${where}.device_type`),
  ]);
  await upsertRows(client, 'aliases', ['name', 'device_type'], rows);
  report.count('aliases', rows.length);
}

const WORKER_COLUMNS = [
  'hostname',
  'state',
  'health',
  'description',
  'last_ping',
  'job_limit',
  'version',
] as const;

async function writeWorkers({ client, report }: Writing, workers: DraftWorker[]): Promise<void> {
  const rows = workers.map((worker): Cell[] => WORKER_COLUMNS.map((column) => worker[column]));
  await upsertRows(client, 'workers', WORKER_COLUMNS, rows);
  const signing = workers.filter(({ token }) => token !== undefined);
  await client.query(
    `UPDATE workers w SET token = coalesce(t.said, w.token, t.made)
       FROM unnest($1::text[], $2::text[], $3::text[]) t(hostname, said, made) WHERE w.hostname = t.hostname`,
    [
      signing.map(({ hostname }) => hostname),
      signing.map(({ token }) => token),
      signing.map(() => newWorkerToken()),
    ],
  );
  report.count('workers', rows.length);
}

const DEVICE_COLUMNS = ['hostname', 'device_type', 'worker_host', 'physical_owner', 'physical_group'].concat([
  'state',
  'health',
  'device_version',
  'description',
  'is_synced',
]);

async function writeDevices({ client, report }: Writing, devices: DraftDevice[]): Promise<void> {
  const known = await References.load(client, {
    'device type': devices.map((device) => device.device_type),
    worker: devices.map((device) => device.worker_host),
    user: devices.map((device) => device.physical_owner),
    'user group': devices.map((device) => device.physical_group),
    tag: devices.flatMap((device) => device.tags),
  });
  const rows = devices.map((device): Cell[] => [
    device.hostname,
    known.find('device type', device.device_type, `${device.where}.device_type`),
    known.find('worker', device.worker_host, `${device.where}.worker_host`),
    known.find('user', device.physical_owner, `${device.where}.physical_owner`),
    known.find('user group', device.physical_group, `${device.where}.physical_group`),
    device.state,
    device.health,
    device.device_version,
    device.description,
    device.is_synced,
  ]);
  await upsertRows(client, 'devices', DEVICE_COLUMNS, rows);
  const tags = devices.map(
    (device) => [device.hostname, known.all('tag', device.tags, `${device.where}.tags`)] as const,
  );
  await replaceLinks(client, 'device_tags', 'device', 'tag', tags);
  report.count('devices', rows.length);
}
