import { DEVICE_HEALTHS, DEVICE_STATES } from '../resources/devices/device.entity';
import { WORKER_HEALTHS, WORKER_STATES } from '../resources/workers/worker.entity';

/** A row with a number: what the file calls it (reported with the number it gets) and the number it would like. */
export interface Numbered {
  key?: string;
  id?: number;
}

/** Where a row stands in the file: `jobs[12]`; named by refusals of its references. */
export interface Placed {
  where: string;
}

export interface DraftToken {
  secret: string;
  name: string;
}

export interface DraftUser extends Numbered, Placed {
  username: string;
  email: string;
  first_name: string;
  last_name: string;
  /** In clear; null: signs in by token only. */
  password: string | null;
  is_active: boolean;
  is_staff: boolean;
  is_superuser: boolean;
  tokens: DraftToken[];
  groups: string[];
  /** Codenames of what they may do everywhere. */
  permissions?: string[];
}

export interface DraftUserGroup extends Numbered {
  where?: string;
  name: string;
  permissions?: string[];
}

/** What a user group may do with one device type, device or worker. */
export interface DraftPermission extends Placed {
  key?: string;
  /** Name or hostname. */
  object: string;
  group: string;
  /** A codename: `view_device`. */
  permission: string;
}

export interface DraftArtifactToken extends Placed {
  user: string;
  name: string;
  token: string;
}

export interface DraftTag extends Numbered {
  name: string;
  description: string | null;
}

export interface DraftDeviceType extends Placed {
  name: string;
  description: string | null;
  display: boolean;
  architecture: string | null;
  processor: string | null;
  cpu_model: string | null;
  cores: string[];
  core_count: number | null;
  bits: number | null;
  health_frequency: number;
  health_denominator: 'hours' | 'jobs';
  disable_health_check: boolean;
}

export interface DraftAlias extends Placed {
  name: string;
  device_type: string | null;
}

export interface DraftWorker {
  hostname: string;
  state: (typeof WORKER_STATES)[number];
  health: (typeof WORKER_HEALTHS)[number];
  description: string | null;
  last_ping: string | null;
  job_limit: number;
  version: string | null;
  /** Null: made up, unless the worker has one; undefined: not spoken of. */
  token?: string | null;
}

/** A text that is kept with a row, by its table and column: only the rows that have one are spoken of. */
export interface DraftDocument extends Placed {
  kind: 'device' | 'device type' | 'worker';
  column: 'dictionary' | 'template' | 'health_check' | 'config' | 'env';
  owner: string;
  text: string;
}

export interface DraftDevice extends Placed {
  hostname: string;
  device_type: string;
  worker_host: string | null;
  tags: string[];
  state: (typeof DEVICE_STATES)[number];
  health: (typeof DEVICE_HEALTHS)[number];
  device_version: string | null;
  description: string | null;
  physical_owner: string | null;
  physical_group: string | null;
  is_synced: boolean;
  /** The job's place in `jobs`. */
  last_health_report_job?: number | null;
}
