import 'reflect-metadata';
import { DataSource } from 'typeorm';
import { Chance } from '../../src/dataset/demo/chance';
import { fillDemo } from '../../src/dataset/demo/fill-demo';
import { furnish } from '../../src/dataset/demo/lab';
import { liveDays } from '../../src/dataset/demo/lab-days';
import { Draft, emptyDraft } from '../../src/dataset/draft';
import { LoadReport } from '../../src/dataset/report';
import { Databases, value } from '../fixtures/dataset/databases';

const NOW = new Date('2025-11-20T12:00:00Z');
const databases = new Databases();
afterAll(() => databases.drop());

const made = (seed: string): Draft => {
  const draft = emptyDraft();
  const chance = new Chance(seed);
  furnish(draft, chance, NOW, null);
  liveDays(draft, chance, NOW);
  return draft;
};

it('makes the same lab of the same seed, and another of another', () => {
  const one = JSON.stringify(made('one'));
  expect(JSON.stringify(made('one')) === one).toBe(true);
  expect(JSON.stringify(made('two')) === one).toBe(false);
});

it.each(['a', 'b'])('lets nothing happen in the future, nor twice at once on a device (seed %s)', (seed) => {
  const { jobs, tests } = made(seed);
  const late = [
    ...jobs.flatMap((job) => [job.submit_time, job.start_time, job.end_time]),
    ...tests.map((t) => t.logged),
  ];
  expect(late.every((time) => time === null || Date.parse(time) <= NOW.getTime())).toBe(true);
  const twice: string[] = [];
  const busy = new Map<string, number>();
  for (const job of jobs.toSorted(
    (a, b) => Date.parse(a.start_time ?? '') - Date.parse(b.start_time ?? ''),
  )) {
    if (job.actual_device === null) continue;
    const start = Date.parse(job.start_time ?? '');
    if (start < (busy.get(job.actual_device) ?? 0)) twice.push(job.actual_device);
    busy.set(job.actual_device, job.end_time === null ? Infinity : Date.parse(job.end_time));
  }
});

describe('a demo database', () => {
  let db: DataSource;
  let report: LoadReport;
  beforeAll(async () => {
    db = await databases.empty();
    await db.query(`INSERT INTO users (username, is_superuser) VALUES ('admin', true)`);
    report = await fillDemo(db, { now: NOW, seed: 'assay' });
  });

  it('has a lab of some size', () => {
    expect(report.counts).toMatchObject({ device_types: 8, devices: 40, workers: 6, groups: 3 });
    expect(report.counts.jobs).toBeGreaterThan(2500);
    expect(report.counts.tests).toBeGreaterThan(60_000);
    expect(report.warnings).toEqual([]);
  });

  it('has jobs in many states, one of them hidden', async () => {
    const states = await db.query<{ state: string; outcome: string | null }[]>(
      'SELECT DISTINCT state, outcome FROM jobs',
    );
    for (const outcome of ['passed', 'failed', 'softfailed', 'incomplete', 'canceled', 'error', 'timeout'])
      expect(states).toContainEqual({ state: 'Finished', outcome });
    expect(states).toContainEqual({ state: 'Running', outcome: null });
    expect(states).toContainEqual({ state: 'Submitted', outcome: null });
    expect(await value(db, 'SELECT count(*) FROM jobs WHERE restricted')).toBe(1);
    expect(await value(db, 'SELECT sum(tests_total)::integer FROM jobs')).toBe(report.counts.tests);
  });

  it('tells of a regression that came and went', async () => {
    const failed = await db.query<{ age: number }[]>(
      `SELECT DISTINCT extract(day FROM '2025-11-20T12:00Z' - b.created)::integer AS age FROM tests t
         JOIN test_cases c ON c.id = t.test_case JOIN jobs j ON j.id = t.job JOIN builds b ON b.id = j.build
        WHERE c.name = 'fanotify09' AND t.result = 'fail' AND j.name LIKE 'ltp%' GROUP BY 1 HAVING count(*) > 1`,
    );
    expect(failed.length).toBeGreaterThan(5);
    expect(failed.every(({ age }) => age >= 29 && age <= 42)).toBe(true);
  });

  it('is not made twice', async () => {
    await expect(fillDemo(db, { now: NOW })).rejects.toMatchObject({ code: 'conflict' });
  });
});
