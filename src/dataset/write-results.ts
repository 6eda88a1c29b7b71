import { Cell } from './copy-text';
import { DraftSuite } from './draft';
import { takeIds } from './rows';
import { copyRows } from './table-writer';
import { testCases } from './test-cases';
import { Writing } from './write-draft';

interface Keyed {
  id?: number;
  key?: string;
}

/** Numbers for the rows of one list, reported by the keys that the file uses. */
async function number(
  { client, report }: Writing,
  kind: string,
  table: string,
  rows: readonly Keyed[],
): Promise<number[]> {
  const { ids, kept } = await takeIds(
    client,
    table,
    rows.map((row) => row.id),
  );
  if (!kept && rows.some((row) => row.id !== undefined))
    report.warn(`${table}: numbers of the file are taken; new ones were given, see ids.${kind}`);
  rows.forEach((row, at) => row.key !== undefined && report.id(kind, row.key, ids[at] as number));
  report.count(table, rows.length);
  return ids;
}

const TEST_VALUES = ['state', 'result', 'source_status', 'measurement', 'units', 'duration', 'logged'].concat(
  'message',
  'metadata',
  'start_log_line',
  'end_log_line',
) as readonly (keyof Writing['draft']['tests'][number])[];

/** Suites, test sets, tests, activities and log lines of the jobs just written. @param jobs the jobs' numbers */
export async function writeResults(writing: Writing, jobs: readonly number[]): Promise<void> {
  const { client, draft } = writing;
  const suites = await number(writing, 'suite', 'suites', draft.suites);
  await copyRows(
    client,
    'suites',
    ['id', 'job', 'name'],
    draft.suites.map((suite, at) => [suites[at] as number, jobs[suite.job] as number, suite.name]),
  );
  const sets = await writeTestSets(writing, suites);
  const tests = await writeTests(writing, jobs, suites, sets);
  const activities = await number(writing, 'activity', 'activities', draft.activities);
  await copyRows(
    client,
    'activities',
    ['id', 'job', 'test', 'activity', 'time', 'status'],
    draft.activities.map(({ job, test, activity, time, status }, at) => [
      activities[at] as number,
      jobs[job] as number,
      test === null ? null : (tests[test] as number),
      activity,
      time,
      status,
    ]),
  );
  await writeLogs(writing, jobs);
}

async function writeLogs({ client, draft, report }: Writing, jobs: readonly number[]): Promise<void> {
  // Counted here, or the database would count them one by one.
  const counted = new Map<number, number>();
  function* rows(): Generator<Cell[]> {
    for (const { job, time, level, message, source } of draft.log_lines) {
      const line = counted.get(job) ?? 0;
      counted.set(job, line + 1);
      yield [jobs[job] as number, line, time, level, message, source ?? null];
    }
  }
  await copyRows(client, 'log_lines', ['job', 'line', 'time', 'level', 'message', 'source'], rows());
  report.count('log_lines', draft.log_lines.length);
}

async function writeTestSets(
  { client, draft, report }: Writing,
  suites: readonly number[],
): Promise<number[]> {
  const sets = draft.test_sets;
  const { ids } = await takeIds(
    client,
    'test_sets',
    sets.map(() => undefined),
  );
  const rows = sets.map(({ suite, name }, at) => [ids[at] as number, suites[suite] as number, name]);
  await copyRows(client, 'test_sets', ['id', 'suite', 'name'], rows);
  sets.forEach(({ name }, at) => report.id('testset', name, ids[at] as number));
  report.count('test_sets', rows.length);
  return ids;
}

async function writeTests(
  writing: Writing,
  jobs: readonly number[],
  suites: readonly number[],
  sets: readonly number[],
): Promise<number[]> {
  const { client, draft } = writing;
  const ids = await number(writing, 'test', 'tests', draft.tests);
  const suiteOf = (test: { suite: number }): DraftSuite => draft.suites[test.suite] as DraftSuite;
  const cases = await testCases(
    client,
    draft.tests.map((test) => [suiteOf(test).name, test.name]),
  );
  function* rows(): Generator<Cell[]> {
    for (const [at, test] of draft.tests.entries())
      yield [
        ids[at] as number,
        jobs[suiteOf(test).job] as number,
        suites[test.suite] as number,
        cases[at] as number,
        sets[test.test_set ?? -1] ?? null,
        ...TEST_VALUES.map((column) => test[column] ?? null),
      ];
  }
  const columns = ['id', 'job', 'suite', 'test_case', 'test_set', ...TEST_VALUES];
  await copyRows(client, 'tests', columns, rows(), (at) => draft.tests[at]?.where ?? `tests[${at}]`);
  return ids;
}
