import { DEVICE_HEALTHS, DEVICE_STATES } from '../resources/devices/device.entity';
import { WORKER_HEALTHS, WORKER_STATES } from '../resources/workers/worker.entity';
import { CheckedRow } from './checked-row';
import { Draft } from './draft';
import { DraftDocument, DraftPermission } from './draft-lab';
import { FormReader, Places } from './form-reader';

/**
 * Tags, device types, aliases, workers and devices of the LAVA form.
 * @param jobs filled later
 * @returns to be called when the jobs are known: devices name the one that told last how they are
 */
export function readLab(reader: FormReader, draft: Draft, jobs: Places): () => void {
  draft.tags = reader.rows('tags', (row) => ({
    key: row.optionalText('key') ?? undefined,
    name: reader.once(row, 'name'),
    description: row.optionalText('description'),
  }));
  draft.failure_tags = reader.rows('failure_tags', (row) => ({
    name: reader.once(row, 'name'),
    description: row.optionalText('description'),
  }));
  draft.device_types = reader.rows('device_types', (row) => ({
    where: row.where,
    name: reader.once(row, 'name'),
    description: row.optionalText('description'),
    display: row.flag('display', true),
    architecture: row.optionalText('architecture'),
    processor: row.optionalText('processor'),
    cpu_model: row.optionalText('cpu_model'),
    cores: row.texts('cores'),
    core_count: row.optionalWhole('core_count'),
    bits: row.optionalWhole('bits'),
    health_frequency: row.whole('health_frequency', 24),
    health_denominator: row.choice('health_denominator', ['hours', 'jobs'], 'hours'),
    disable_health_check: row.flag('disable_health_check', false),
  }));
  draft.aliases = reader.rows('aliases', (row) => ({
    where: row.where,
    name: reader.once(row, 'name'),
    device_type: row.optionalText('device_type'),
  }));
  draft.workers = reader.rows('workers', (row) => ({
    hostname: reader.once(row, 'hostname'),
    state: row.choice('state', WORKER_STATES, 'Offline'),
    health: row.choice('health', WORKER_HEALTHS, 'Active'),
    description: row.optionalText('description'),
    last_ping: row.optionalTime('last_ping'),
    job_limit: row.whole('job_limit', 0),
    version: row.optionalText('version'),
    token: row.optionalText('token'),
  }));
  return readDevices(reader, draft, jobs);
}

function readDevices(reader: FormReader, draft: Draft, jobs: Places): () => void {
  const reports: [row: CheckedRow, at: number][] = [];
  draft.devices = reader.rows('devices', (row, at) => {
    if (row.optionalText('last_health_report_job') !== null) reports.push([row, at]);
    return {
      where: row.where,
      hostname: reader.once(row, 'hostname'),
      device_type: row.text('device_type'),
      worker_host: row.optionalText('worker_host'),
      tags: row.texts('tags'),
      state: row.choice('state', DEVICE_STATES, 'Idle'),
      health: row.choice('health', DEVICE_HEALTHS, 'Maintenance'),
      device_version: row.optionalText('device_version'),
      description: row.optionalText('description'),
      physical_owner: row.optionalText('physical_owner'),
      physical_group: row.optionalText('physical_group'),
      is_synced: row.flag('is_synced', false),
      last_health_report_job: null,
    };
  });
  return () => {
    for (const [row, at] of reports)
      Object.assign(draft.devices[at] as object, {
        last_health_report_job: jobs.find(row, 'last_health_report_job'),
      });
  };
}

/** What user groups may do with single device types, devices and workers. */
export function readPermissions(reader: FormReader, draft: Draft): void {
  const permissions = (list: string, object: string): DraftPermission[] =>
    reader.rows(list, (row) => ({
      where: row.where,
      key: row.optionalText('key') ?? undefined,
      object: row.text(object),
      group: row.text('group'),
      permission: row.text('permission'),
    }));
  draft.device_type_permissions = permissions('group_device_type_permissions', 'device_type');
  draft.device_permissions = permissions('group_device_permissions', 'device');
  draft.worker_permissions = permissions('group_worker_permissions', 'worker');
}

const FILES = {
  device_dictionary: ['device', 'dictionary'],
  device_type_template: ['device type', 'template'],
  device_type_health_check: ['device type', 'health_check'],
  worker_config: ['worker', 'config'],
  worker_env: ['worker', 'env'],
} as const;

/** The documents that a LAVA server keeps beside its database, by the name of what they belong to. */
export function readFiles(reader: FormReader, draft: Draft): void {
  const files = new CheckedRow('files', reader.object('files'));
  const read = (
    list: string,
    kind: DraftDocument['kind'],
    column: DraftDocument['column'],
  ): DraftDocument[] => {
    const texts = files.object(list);
    const row = new CheckedRow(`files.${list}`, texts);
    return Object.keys(texts).map((owner) => ({
      where: `files.${list}.${owner}`,
      kind,
      column,
      owner,
      text: row.text(owner),
    }));
  };
  draft.documents = Object.entries(FILES).flatMap(([list, [kind, column]]) => read(list, kind, column));
  reader.leave(files, 'files');
}
