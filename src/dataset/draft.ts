import { JobHealth, JobOutcome, JobState } from '../vocabulary/job-state';
import { TestResult, TestState } from '../vocabulary/test-result';
import { JsonObject } from './checked-row';
import {
  DraftAlias,
  DraftArtifactToken,
  DraftDevice,
  DraftDeviceType,
  DraftDocument,
  DraftPermission,
  DraftTag,
  DraftUser,
  DraftUserGroup,
  DraftWorker,
  Numbered,
  Placed,
} from './draft-lab';

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
  original_definition?: string;
  multinode_definition?: string;
  target_group?: string | null;
  /** `{id}` in it stands for the job's own number, `{job:KEY.id}` for that of another one of the file. */
  sub_id?: string | null;
  token?: string | null;
  failure_tags?: string[];
  failure_comment?: string | null;
  metadata: JsonObject;
  is_public: boolean;
}

export interface DraftSuite extends Numbered {
  /** The job's place in `jobs`. */
  job: number;
  name: string;
}

export interface DraftTestSet {
  /** The suite's place in `suites`. */
  suite: number;
  name: string;
}

export interface DraftTest extends Numbered {
  where?: string;
  /** The suite's place in `suites`. */
  suite: number;
  /** The set's place in `test_sets`. */
  test_set?: number | null;
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

/** Lines of one job stand in their order. */
export interface DraftLogLine {
  job: number;
  time: string;
  level: string;
  message: string;
  /** The line as it came, where the rest does not say it all. */
  source?: string | null;
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
  user_groups: DraftUserGroup[];
  users: DraftUser[];
  tags: DraftTag[];
  device_types: DraftDeviceType[];
  aliases: DraftAlias[];
  workers: DraftWorker[];
  devices: DraftDevice[];
  documents: DraftDocument[];
  device_type_permissions: DraftPermission[];
  device_permissions: DraftPermission[];
  worker_permissions: DraftPermission[];
  failure_tags: DraftTag[];
  artifact_tokens: DraftArtifactToken[];
  groups: DraftGroup[];
  builds: DraftBuild[];
  jobs: DraftJob[];
  suites: DraftSuite[];
  test_sets: DraftTestSet[];
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
    documents: [],
    device_type_permissions: [],
    device_permissions: [],
    worker_permissions: [],
    failure_tags: [],
    artifact_tokens: [],
    groups: [],
    builds: [],
    jobs: [],
    suites: [],
    test_sets: [],
    tests: [],
    activities: [],
    log_lines: [],
  };
}
