import { DEVICE_HEALTHS, DEVICE_STATES } from '../resources/devices/device.entity';
import { WORKER_HEALTHS, WORKER_STATES } from '../resources/workers/worker.entity';
import { JobHealth, JobOutcome, JobState } from '../vocabulary/job-state';
import { TestResult, TestState } from '../vocabulary/test-result';
import { JsonObject } from './checked-row';

/** A row with a number: what the file calls it (reported with the number it gets) and the number it would like. */
interface Numbered {
  key?: string;
  id?: number;
}

/** Where a row stands in the file: `jobs[12]`; named by refusals of its references. */
interface Placed {
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
}

export interface DraftGroup {
  name: string;
  description: string | null;
}

export interface DraftBuild {
  group: string;
  name: string;
  description: string | null;
  created: string;
}

export interface DraftJob extends Numbered, Placed {
  name: string;
  description: string | null;
  submitter: string;
  /** The build's place in `builds`; its group is the job's. */
  build: number | null;
  requested_device_type: string | null;
  actual_device: string | null;
  worker: string | null;
  tags: string[];
  viewing_groups: string[];
  state: JobState;
  health: JobHealth;
  reported_outcome: JobOutcome | null;
  reason: string | null;
  source_system: string | null;
  priority: number;
  health_check: boolean;
  submit_time: string | null;
  start_time: string | null;
  end_time: string | null;
  definition: string;
  metadata: JsonObject;
  is_public: boolean;
}

export interface DraftSuite extends Numbered {
  /** The job's place in `jobs`. */
  job: number;
  name: string;
}

export interface DraftTest extends Numbered {
  where?: string;
  /** The suite's place in `suites`. */
  suite: number;
  name: string;
  state: TestState;
  result: TestResult | null;
  source_status: string | null;
  measurement: string | null;
  units: string;
  duration: string | null;
  logged: string;
  message: string | null;
  metadata: string | null;
  start_log_line: number | null;
  end_log_line: number | null;
}

export interface DraftActivity extends Numbered {
  job: number;
  /** The test's place in `tests`. */
  test: number | null;
  activity: string;
  time: string;
  status: string | null;
}

export interface DraftLogLine {
  job: number;
  time: string;
  level: string;
  message: string;
}

/**
 * A data set between its file and the tables: plain values, references by name (users, groups, tags, device types,
 * workers, devices) or by place in the lists here. Every form is read into one of these; `write-draft.ts` stores it.
 */
export interface Draft {
  architectures: string[];
  processors: string[];
  cores: string[];
  bit_widths: number[];
  user_groups: (Numbered & { name: string })[];
  users: DraftUser[];
  tags: DraftTag[];
  device_types: DraftDeviceType[];
  aliases: DraftAlias[];
  workers: DraftWorker[];
  devices: DraftDevice[];
  groups: DraftGroup[];
  builds: DraftBuild[];
  jobs: DraftJob[];
  suites: DraftSuite[];
  tests: DraftTest[];
  activities: DraftActivity[];
  log_lines: DraftLogLine[];
}

export function emptyDraft(): Draft {
  return {
    architectures: [],
    processors: [],
    cores: [],
    bit_widths: [],
    user_groups: [],
    users: [],
    tags: [],
    device_types: [],
    aliases: [],
    workers: [],
    devices: [],
    groups: [],
    builds: [],
    jobs: [],
    suites: [],
    tests: [],
    activities: [],
    log_lines: [],
  };
}
