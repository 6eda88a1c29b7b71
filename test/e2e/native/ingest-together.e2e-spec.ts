import { startApp, TestApp } from '../../support/app';
import { wrongCounters } from './wrong-counters';

let app: TestApp;
beforeAll(async () => {
  // Fewer connections than uploads: none of them may wait for a second one while it holds the first.
  app = await startApp({ ASSAY_POOL_SIZE: '3' });
});
afterAll(() => app.close());

const report = (suite: string, names: readonly string[]): string =>
  `<testsuite name="${suite}">${names
    .map((name, at) => `<testcase name="${name}">${at % 3 === 0 ? '<failure message="no"/>' : ''}</testcase>`)
    .join('')}</testsuite>`;
const names = (from: number, count: number): string[] =>
  Array.from({ length: count }, (_, at) => `t${from + at}`);

test('twenty uploads into one job at once all arrive, whatever the size of the pool', async () => {
  const job = (await app.make('jobs/', { name: 'collector' })).id;
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, at) =>
      app.ask(`ingest/?job=${job}`, { body: report(`s${at % 4}`, names(at * 10, 10)) }),
    ),
  );
  expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(201));
  expect((await app.ask(`jobs/${job}/`)).body).toMatchObject({ tests_total: 200, tests_fail: 80 });
  expect((await app.ask(`jobs/${job}/suites/`)).body.count).toBe(4);
  expect(await wrongCounters(app)).toEqual([]);
}, 30_000);

test('eight twins at once make one job, and all get the receipt of the first', async () => {
  const body = report('twins', names(0, 50));
  const answers = await Promise.all(
    Array.from({ length: 8 }, () => app.ask('ingest/?name=twin&group=g&build=1', { body })),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 200, 200, 200, 201]);
  expect(new Set(answers.map(({ body }) => `${body.id} ${body.job}`)).size).toBe(1);
  expect((await app.ask('jobs/?name=twin')).body.count).toBe(1);
  expect(answers.filter(({ body }) => body.duplicate === false)).toHaveLength(1);
}, 30_000);

test('different reports into one new build at once make one group and one build with the right counters', async () => {
  const answers = await Promise.all(
    Array.from({ length: 12 }, (_, at) =>
      app.ask(`ingest/?name=part${at}&group=nightly&build=2026-1&tags=a,b`, {
        body: report('shared', names(at, 30)),
      }),
    ),
  );
  expect(answers.map(({ status }) => status)).toEqual(Array(12).fill(201));
  const { body } = await app.ask('builds/?group__name=nightly');
  expect(body.results).toHaveLength(1);
  expect(body.results[0]).toMatchObject({
    name: '2026-1',
    tests_total: 360,
    tests_fail: 120,
    tests_pass: 240,
  });
  expect((await app.ask('tags/?name__in=a,b')).body.count).toBe(2);
  expect(await wrongCounters(app)).toEqual([]);
}, 30_000);

test('pushing, changing and removing at once leaves right counters', async () => {
  const build = (await app.ask('builds/?group__name=nightly')).body.results[0].id;
  const jobs: number[] = (await app.ask(`builds/${build}/jobs/`)).body.results.map(
    (row: { id: number }) => row.id,
  );
  const tests: { id: number }[] = (await app.ask(`tests/?job__build=${build}&page_size=100`)).body.results;
  const answers = await Promise.all([
    ...jobs.slice(0, 2).map((job) => app.ask(`jobs/${job}/`, { method: 'DELETE' })),
    ...jobs.slice(2, 4).map((job) => app.ask(`jobs/${job}/`, { method: 'PATCH', json: { build: null } })),
    ...jobs
      .slice(4)
      .map((job) => app.ask(`jobs/${job}/tests/`, { json: { suite: 'late', name: 'x', result: 'skip' } })),
    ...tests
      .slice(0, 10)
      .map(({ id }) => app.ask(`tests/${id}/`, { method: 'PATCH', json: { result: 'xfail' } })),
    ...tests.slice(10, 20).map(({ id }) => app.ask(`tests/${id}/`, { method: 'DELETE' })),
    app.ask(`ingest/?job=${jobs[5]}`, { body: report('again', names(0, 40)) }),
  ]);
  // Rows that went with a removed job are not found; nothing else may fail.
  expect(
    answers.map(({ status }) => status).filter((status) => ![200, 201, 204, 404, 503].includes(status)),
  ).toEqual([]);
  expect(await wrongCounters(app)).toEqual([]);
}, 30_000);
