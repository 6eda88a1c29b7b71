/** `2026-01-02 03:04:05.6+00` → `2026-01-02T03:04:05.600000Z`, as the API shows it. */
export function time(text) {
  if (text === null) return null;
  const whole = `${text.slice(0, 10)}T${text.slice(11, 19)}`;
  return text.length === 22 ? `${whole}Z` : `${whole}.${text.slice(20, -3).padEnd(6, '0')}Z`;
}

const RESULTS = [
  ...['pass', 'warn', 'softfail', 'xfail', 'xpass', 'fail', 'error', 'timeout', 'miss', 'interrupted'],
  ...['canceled', 'skip', 'done', 'disabled', 'unknown'],
];
const counters = ['total', ...RESULTS].map((word) => `j.tests_${word}`).join(', ');

export const JOB = `j.id, j.name, j.description, j.uniqueident, j.submitter, j."group", j.build,
  j.requested_device_type, j.actual_device, j.worker,
  ARRAY(SELECT tag FROM job_tags WHERE job = j.id ORDER BY 1) AS tags,
  j.state, j.health, j.outcome, j.reported_outcome, j.reason, j.source_status, j.source_system, j.priority,
  j.health_check, j.submit_time, j.start_time, j.end_time, j.is_public,
  ARRAY(SELECT "group" FROM job_viewing_groups WHERE job = j.id ORDER BY 1) AS viewing_groups,
  ARRAY(SELECT parent FROM job_parents WHERE job = j.id ORDER BY 1) AS parents,
  j.cloned_from, j.metadata, ${counters}`;

export function jobRow(row) {
  row.submit_time = time(row.submit_time);
  row.start_time = time(row.start_time);
  row.end_time = time(row.end_time);
  return row;
}

export const DEVICE = `d.hostname, d.device_type, d.worker_host,
  ARRAY(SELECT tag FROM device_tags WHERE device = d.hostname ORDER BY 1) AS tags,
  d.state, d.health, d.device_version, d.description, d.physical_owner, d.physical_group, d.is_synced`;

export const TEST = `t.id, t.suite, t.job, c.name, t.state, t.result, t.source_status, t.measurement, t.units,
  t.duration, t.logged, t.message, t.metadata, t.attempt, t.start_log_line, t.end_log_line`;

export function testRow(row) {
  row.logged = time(row.logged);
  return row;
}
