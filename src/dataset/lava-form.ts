import { parse } from 'yaml';
import { BadInput } from '../errors/domain-error';
import { DEVICE_HEALTHS, DEVICE_STATES } from '../resources/devices/device.entity';
import { WORKER_HEALTHS, WORKER_STATES } from '../resources/workers/worker.entity';
import { JOB_HEALTHS, JOB_STATES } from '../vocabulary/job-state';
import { isTestResult } from '../vocabulary/test-result';
import { resultOfWord } from '../vocabulary/test-words';
import { CheckedRow, JsonObject } from './checked-row';
import { Draft, DraftLogLine, DraftTest, emptyDraft } from './draft';
import { FormReader, Places } from './form-reader';
import { ReportBuilder } from './report';

/**
 * Reads the LAVA form: what a LAVA server holds, jobs by key, tests within their suites, logs as LAVA's YAML lines.
 * @throws BadInput naming the place
 */
export function readLavaForm(input: JsonObject, report: ReportBuilder): Draft {
  const reader = new FormReader(input, report, ['note']);
  const draft = emptyDraft();
  draft.architectures = reader.words('architectures', 'string');
  draft.processors = reader.words('processors', 'string');
  draft.cores = reader.words('cores', 'string');
  draft.bit_widths = reader.words('bit_widths', 'number');
  readAccounts(reader, draft);
  readLab(reader, draft);
  const jobs = new Places('job');
  readJobs(reader, draft, jobs);
  readSuites(reader, draft, jobs);
  const logs = reader.object('logs');
  const row = new CheckedRow('logs', logs);
  draft.log_lines = Object.keys(logs).flatMap((key) =>
    readLog(`logs.${key}`, row.text(key), jobs.find(row, key, key)),
  );
  reader.finish();
  return draft;
}

function readAccounts(reader: FormReader, draft: Draft): void {
  draft.user_groups = reader.rows('groups', (row) => ({ name: reader.once(row, 'name') }));
  draft.users = reader.rows('users', (row) => ({
    where: row.where,
    username: reader.once(row, 'username'),
    email: row.text('email', ''),
    first_name: row.text('first_name', ''),
    last_name: row.text('last_name', ''),
    password: row.optionalText('password'),
    is_active: row.flag('is_active', true),
    is_staff: row.flag('is_staff', false),
    is_superuser: row.flag('is_superuser', false),
    tokens: row.texts('tokens').map((secret) => ({ secret, name: '' })),
    groups: row.texts('groups'),
  }));
}

function readLab(reader: FormReader, draft: Draft): void {
  draft.tags = reader.rows('tags', (row) => ({
    key: row.optionalText('key') ?? undefined,
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
    physical_owner: row.optionalText('physical_owner'),
    physical_group: row.optionalText('physical_group'),
    is_synced: row.flag('is_synced', false),
  }));
}

function readJobs(reader: FormReader, draft: Draft, jobs: Places): void {
  draft.jobs = reader.rows('jobs', (row, at) => {
    const key = row.key('key');
    jobs.add(row, 'key', key, at);
    // LAVA's description is the job_name of the definition: here it is both.
    const description = row.optionalText('description');
    return {
      where: row.where,
      key,
      name: description ?? '',
      description,
      submitter: row.text('submitter'),
      build: null,
      requested_device_type: row.optionalText('requested_device_type'),
      actual_device: row.optionalText('actual_device'),
      worker: null,
      tags: row.texts('tags'),
      viewing_groups: row.texts('viewing_groups'),
      state: row.choice('state', JOB_STATES, 'Submitted'),
      health: row.choice('health', JOB_HEALTHS, 'Unknown'),
      reported_outcome: null,
      reason: null,
      source_system: 'lava',
      priority: row.whole('priority', 50),
      health_check: row.flag('health_check', false),
      submit_time: row.optionalTime('submit_time'),
      start_time: row.optionalTime('start_time'),
      end_time: row.optionalTime('end_time'),
      definition: row.text('definition', ''),
      metadata: row.object('metadata'),
      is_public: row.flag('is_public', true),
    };
  });
}

function readSuites(reader: FormReader, draft: Draft, jobs: Places): void {
  const tests = new Places('test');
  draft.suites = reader.rows('suites', (row, suite) => {
    row.list('tests').forEach((value, at) => {
      const test = new CheckedRow(`${row.where}.tests[${at}]`, value);
      const read = reader.row(test, 'suites.tests', (inner) => readTest(inner, suite), at);
      if (read.key !== undefined) tests.add(test, 'key', read.key, draft.tests.length);
      draft.tests.push(read);
    });
    return {
      key: row.optionalText('key') ?? undefined,
      job: jobs.find(row, 'job'),
      name: row.text('name'),
    };
  });
}

function readTest(row: CheckedRow, suite: number): DraftTest {
  const word = row.text('result');
  return {
    where: row.where,
    key: row.optionalText('key') ?? undefined,
    suite,
    name: row.text('name'),
    state: 'finished',
    result: resultOfWord('lava', word),
    source_status: isTestResult(word) ? null : word,
    measurement: row.optionalDecimal('measurement'),
    units: row.text('units', ''),
    duration: null,
    logged: row.time('logged'),
    message: null,
    metadata: row.optionalText('metadata'),
    start_log_line: row.optionalWhole('start_log_line'),
    end_log_line: row.optionalWhole('end_log_line'),
  };
}

/** LAVA's log: a line is `- {dt: …, lvl: …, msg: …}`; a message that is no text is kept as JSON. */
function readLog(where: string, text: string, job: number): DraftLogLine[] {
  return text.split('\n').flatMap((line, at) => {
    if (line.trim() === '') return [];
    const row = new CheckedRow(`${where}:${at + 1}`, parseLine(line, `${where}:${at + 1}`));
    const message = row.raw('msg') ?? '';
    return {
      job,
      time: row.time('dt'),
      level: row.text('lvl', 'info'),
      message: typeof message === 'string' ? row.text('msg', '') : JSON.stringify(message),
    };
  });
}

function parseLine(line: string, where: string): unknown {
  const body = line.replace(/^- /, '');
  try {
    return JSON.parse(body);
  } catch {
    // Not JSON, which is the common case and the fast one.
  }
  try {
    return parse(body);
  } catch (error) {
    throw new BadInput(`${where}: is not a line of a log`, { cause: error });
  }
}
