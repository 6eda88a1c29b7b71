import { JOB_HEALTHS, JOB_STATES } from '../vocabulary/job-state';
import { isTestResult } from '../vocabulary/test-result';
import { resultOfWord } from '../vocabulary/test-words';
import { CheckedRow } from './checked-row';
import { Draft, DraftTest } from './draft';
import { FormReader, Places } from './form-reader';

/** Jobs of the LAVA form, by key. @param jobs learns where they are */
export function readJobs(reader: FormReader, draft: Draft, jobs: Places): void {
  const now = new Date().toISOString();
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
      submit_time: row.optionalTime('submit_time') ?? now,
      start_time: row.optionalTime('start_time'),
      end_time: row.optionalTime('end_time'),
      definition: row.text('definition', ''),
      original_definition: row.text('original_definition', ''),
      multinode_definition: row.text('multinode_definition', ''),
      target_group: row.optionalText('target_group') || null,
      sub_id: row.optionalText('sub_id') || null,
      token: row.optionalText('token') || null,
      failure_tags: row.texts('failure_tags'),
      failure_comment: row.optionalText('failure_comment'),
      metadata: row.object('metadata'),
      is_public: row.flag('is_public', true),
    };
  });
}

/** Suites with their test sets and tests. */
export function readSuites(reader: FormReader, draft: Draft, jobs: Places): void {
  const tests = new Places('test');
  draft.suites = reader.rows('suites', (row, suite) => {
    const sets = new Places('test set');
    for (const name of row.texts('test_sets')) {
      sets.add(row, 'test_sets', name, draft.test_sets.length);
      draft.test_sets.push({ suite, name });
    }
    row.list('tests').forEach((value, at) => {
      const test = new CheckedRow(`${row.where}.tests[${at}]`, value);
      const read = reader.row(test, 'suites.tests', (inner) => readTest(inner, suite, sets), at);
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

function readTest(row: CheckedRow, suite: number, sets: Places): DraftTest {
  const word = row.text('result');
  return {
    where: row.where,
    key: row.optionalText('key') ?? undefined,
    suite,
    test_set: sets.findOptional(row, 'test_set'),
    name: row.text('name'),
    state: 'finished',
    result: resultOfWord('lava', word),
    source_status: isTestResult(word) ? null : word,
    measurement: row.optionalDecimal('measurement'),
    units: row.text('units', ''),
    duration: null,
    logged: row.optionalTime('logged') ?? new Date().toISOString(),
    message: null,
    metadata: row.optionalText('metadata'),
    start_log_line: row.optionalWhole('start_log_line'),
    end_log_line: row.optionalWhole('end_log_line'),
  };
}
