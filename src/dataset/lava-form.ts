import { CheckedRow, JsonObject } from './checked-row';
import { Draft, emptyDraft } from './draft';
import { FormReader, Places } from './form-reader';
import { readFiles, readLab, readPermissions } from './lava-lab';
import { readJobs, readSuites } from './lava-jobs';
import { readLog } from './lava-logs';
import { ReportBuilder } from './report';

/**
 * Reads the LAVA form: what a LAVA server holds, jobs by key, tests within their suites, logs as LAVA's YAML lines, documents
 * by the name of what they belong to.
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
  const jobs = new Places('job');
  const settle = readLab(reader, draft, jobs);
  readPermissions(reader, draft);
  readFiles(reader, draft);
  readJobs(reader, draft, jobs);
  settle();
  readSuites(reader, draft, jobs);
  readLogs(reader, draft, jobs);
  reader.finish();
  return draft;
}

function readAccounts(reader: FormReader, draft: Draft): void {
  draft.user_groups = reader.rows('groups', (row) => ({
    where: row.where,
    name: reader.once(row, 'name'),
    permissions: row.texts('permissions'),
  }));
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
    permissions: row.texts('permissions'),
  }));
  draft.artifact_tokens = reader.rows('remote_artifact_tokens', (row) => ({
    where: row.where,
    user: row.text('user'),
    name: row.key('name'),
    token: row.text('token'),
  }));
}

function readLogs(reader: FormReader, draft: Draft, jobs: Places): void {
  const logs = reader.object('logs');
  const row = new CheckedRow('logs', logs);
  draft.log_lines = Object.keys(logs).flatMap((key) => readLog(row.text(key), jobs.find(row, key, key)));
}
