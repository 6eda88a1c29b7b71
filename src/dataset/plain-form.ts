import { DEVICE_HEALTHS, DEVICE_STATES } from '../resources/devices/device.entity';
import { WORKER_HEALTHS, WORKER_STATES } from '../resources/workers/worker.entity';
import { JOB_HEALTHS, JOB_STATES } from '../vocabulary/job-state';
import { TEST_RESULTS } from '../vocabulary/test-result';
import { CheckedRow, JsonObject } from './checked-row';
import { Draft, emptyDraft } from './draft';
import { FormReader, Places } from './form-reader';
import { ReportBuilder } from './report';

/**
 * Reads the plain form (`format: 1`): one flat list a collection, numbers for tags, jobs, suites, tests and activities,
 * users numbered by their place.
 * @throws BadInput naming the place
 */
export function readPlainForm(input: JsonObject, report: ReportBuilder): Draft {
  const reader = new FormReader(input, report, ['format', 'seed']);
  const draft = emptyDraft();
  const jobs = new Places('job');
  const suites = new Places('suite');
  const tests = new Places('test');
  draft.cores = reader.rows('cores', (row) => row.key('name'));
  draft.bit_widths = reader.rows('bitwidths', (row) => row.whole('width'));
  readLab(reader, draft);
  draft.jobs = reader.rows('jobs', (row, at) => ({
    where: row.where,
    ...numbered(row, jobs, at),
    ...JOB_DEFAULTS,
    name: row.text('name', ''),
    description: row.optionalText('description'),
    submitter: row.text('submitter'),
    requested_device_type: row.optionalText('requested_device_type'),
    actual_device: row.optionalText('actual_device'),
    tags: row.texts('tags'),
    state: row.choice('state', JOB_STATES, 'Submitted'),
    health: row.choice('health', JOB_HEALTHS, 'Unknown'),
    priority: row.whole('priority', 50),
    health_check: row.flag('health_check', false),
    submit_time: row.optionalTime('submit_time'),
    start_time: row.optionalTime('start_time'),
    end_time: row.optionalTime('end_time'),
    definition: row.text('definition', ''),
  }));
  draft.suites = reader.rows('suites', (row, at) => ({
    ...numbered(row, suites, at),
    job: jobs.find(row, 'job'),
    name: row.text('name'),
  }));
  draft.tests = reader.rows('tests', (row, at) => {
    const suite = suites.find(row, 'suite');
    if (jobs.find(row, 'job') !== draft.suites[suite]?.job) row.refuse('job', 'is not the job of its suite');
    return { where: row.where, ...numbered(row, tests, at), suite, ...readTest(row) };
  });
  draft.activities = reader.rows('activities', (row) => {
    const id = row.whole('id');
    return {
      key: String(id),
      id,
      job: jobs.find(row, 'job'),
      test: tests.findOptional(row, 'test'),
      activity: row.text('activity'),
      time: row.time('time'),
      status: row.optionalText('status'),
    };
  });
  reader.finish();
  return draft;
}

const JOB_DEFAULTS = {
  build: null,
  worker: null,
  viewing_groups: [],
  reported_outcome: null,
  reason: null,
  source_system: null,
  metadata: {},
  is_public: true,
};

function numbered(row: CheckedRow, places: Places, at: number): { key: string; id: number } {
  const id = row.whole('id');
  places.add(row, 'id', id, at);
  return { key: String(id), id };
}

const readTest = (row: CheckedRow) => ({
  name: row.text('name'),
  state: 'finished' as const,
  result: row.choice('result', TEST_RESULTS),
  source_status: null,
  measurement: row.optionalDecimal('measurement'),
  units: row.text('units', ''),
  duration: null,
  logged: row.time('logged'),
  message: null,
  metadata: row.optionalText('metadata'),
  start_log_line: null,
  end_log_line: null,
});

function readLab(reader: FormReader, draft: Draft): void {
  draft.users = reader.rows('users', (row, at) => ({
    where: row.where,
    id: at + 1,
    username: reader.once(row, 'username'),
    email: row.text('email', ''),
    first_name: '',
    last_name: '',
    password: row.optionalText('password'),
    is_active: true,
    is_staff: row.flag('is_superuser', false),
    is_superuser: row.flag('is_superuser', false),
    tokens: [row.optionalText('token')]
      .flatMap((secret) => secret ?? [])
      .map((secret) => ({ secret, name: '' })),
    groups: [],
  }));
  draft.tags = reader.rows('tags', (row) => {
    const id = row.whole('id');
    return {
      key: String(id),
      id,
      name: reader.once(row, 'name'),
      description: row.optionalText('description'),
    };
  });
  draft.device_types = reader.rows('devicetypes', (row) => ({
    where: row.where,
    name: reader.once(row, 'name'),
    description: row.optionalText('description'),
    display: row.flag('display', true),
    architecture: null,
    processor: null,
    cpu_model: row.optionalText('cpu_model'),
    cores: row.texts('cores'),
    core_count: row.optionalWhole('core_count'),
    bits: row.optionalWhole('bits'),
    health_frequency: 24,
    health_denominator: 'hours',
    disable_health_check: false,
  }));
  draft.workers = reader.rows('workers', (row) => ({
    hostname: reader.once(row, 'hostname'),
    state: row.choice('state', WORKER_STATES, 'Offline'),
    health: row.choice('health', WORKER_HEALTHS, 'Active'),
    description: row.optionalText('description'),
    last_ping: row.optionalTime('last_ping'),
    job_limit: 0,
    version: null,
  }));
  draft.devices = reader.rows('devices', (row) => ({
    where: row.where,
    hostname: reader.once(row, 'hostname'),
    device_type: row.text('device_type'),
    worker_host: row.optionalText('worker_host'),
    tags: row.texts('tags'),
    state: row.choice('state', DEVICE_STATES, 'Idle'),
    health: row.choice('health', DEVICE_HEALTHS, 'Unknown'),
    device_version: row.optionalText('device_version'),
    description: row.optionalText('description'),
    physical_owner: null,
    physical_group: null,
    is_synced: false,
  }));
}
