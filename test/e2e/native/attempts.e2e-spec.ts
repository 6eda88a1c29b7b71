import { startApp, TestApp } from '../../support/app';
import { wrongCounters } from './wrong-counters';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterEach(async () => expect(await wrongCounters(app)).toEqual([]));
afterAll(() => app.close());

interface Shown {
  id: number;
  name: string;
  attempt: number;
  result: string | null;
  decides: boolean;
  flaky: boolean;
}

const push = async (body: string, query = ''): Promise<{ job: number; stored: number }> =>
  (await app.ask(`ingest/?${query}`, { body })).body;
const jobOf = async (id: number) => (await app.ask(`jobs/${id}/`)).body;
/** `name attempt result`, marked where it decides and where it is flaky. */
const attempts = async (job: number, query = ''): Promise<string[]> =>
  (await app.ask(`jobs/${job}/tests/?page_size=100&${query}`)).body.results.map(
    ({ name, attempt, result, decides, flaky }: Shown) =>
      `${name} ${attempt} ${result}${decides ? ' decides' : ''}${flaky ? ' flaky' : ''}`,
  );

const SUREFIRE = `<testsuite name="net" tests="3">
  <testcase name="flaky" classname="Net" time="0.2">
    <flakyFailure message="first" type="Assert"><stackTrace>at a</stackTrace></flakyFailure>
    <flakyError message="second" type="Error"><stackTrace>at b</stackTrace></flakyError>
  </testcase>
  <testcase name="broken" classname="Net" time="0.2">
    <failure message="first">at c</failure>
    <rerunFailure message="again"><stackTrace>at d</stackTrace></rerunFailure>
  </testcase>
  <testcase name="good" classname="Net" time="0.1"/>
</testsuite>`;

test('a rerun that passes in the end passes, and shows that it was flaky', async () => {
  const { job } = await push(SUREFIRE);
  expect(await attempts(job)).toEqual([
    'Net.flaky 1 fail',
    'Net.flaky 2 error',
    'Net.flaky 3 pass decides flaky',
    'Net.broken 1 fail',
    'Net.broken 2 fail decides',
    'Net.good 1 pass decides',
  ]);
  expect(await attempts(job, 'flaky=true')).toEqual(['Net.flaky 3 pass decides flaky']);
  expect(await attempts(job, 'decides=false&result=error')).toEqual(['Net.flaky 2 error']);
  expect(await jobOf(job)).toMatchObject({ outcome: 'failed', tests_total: 3, tests_pass: 2, tests_fail: 1 });
  expect((await app.ask(`jobs/${job}/passrate/`)).body).toMatchObject({ good: 2, counted: 3, total: 3 });
  expect((await app.ask(`jobs/${job}/suites/`)).body.results).toMatchObject([
    { tests_total: 3, tests_error: 0 },
  ]);
});

test('a job of which everything passed in the end has passed', async () => {
  const { job } = await push(SUREFIRE.replace(/<testcase name="broken"[^]*?<\/testcase>/, ''));
  expect(await jobOf(job)).toMatchObject({ outcome: 'passed', tests_total: 2 });
});

test('of a case that a report repeats the worst decides', async () => {
  const cases = [
    '<testcase name="a"/>',
    '<testcase name="a"><failure/></testcase>',
    '<testcase name="a"><skipped/></testcase>',
  ];
  const { job } = await push(`<testsuite name="s">${cases.join('')}</testsuite>`);
  expect(await attempts(job)).toEqual(['a 1 pass', 'a 1 fail decides', 'a 1 skip']);
  expect(await jobOf(job)).toMatchObject({ outcome: 'failed', tests_total: 1, tests_fail: 1 });
});

test.each([3, 2_000])('a second report of %i tests into a job holds their second attempts', async (size) => {
  const report = (word: string, from = 0): string =>
    Array.from({ length: size }, (_, at) => `${at % 3 === 0 ? word : 'ok'} ${at + 1} - t${at + from}\n`).join(
      '',
    ) + `1..${size}\n`;
  const { job } = await push(report('not ok'));
  expect(await jobOf(job)).toMatchObject({ outcome: 'failed', tests_total: size });
  await push(report('ok'), `job=${job}`);
  expect(await jobOf(job)).toMatchObject({ outcome: 'passed', tests_total: size, tests_pass: size });
  expect((await app.ask(`jobs/${job}/tests/?attempt=2&decides=true`)).body.count).toBe(size);
  expect((await app.ask(`jobs/${job}/tests/?flaky=true`)).body.count).toBe(Math.ceil(size / 3));
  // One more test, and the last one but not the first again.
  await push(report('not ok', 1), `job=${job}`);
  expect(await jobOf(job)).toMatchObject({ outcome: 'failed', tests_total: size + 1 });
  expect(await attempts(job, `name=t${size}`)).toHaveLength(1);
  expect((await app.ask(`jobs/${job}/tests/?attempt=3`)).body.count).toBe(size - 1);
});

test('attempts that a report counts go on where the job has got to', async () => {
  const lines = [1, 2]
    .map((attempt) => JSON.stringify({ suite: 's', name: 'a', result: 'pass', attempt }))
    .join('\n');
  const { job } = await push(lines);
  await push(`${lines}\n`, `job=${job}`);
  expect(await attempts(job)).toEqual(['a 1 pass', 'a 2 pass', 'a 3 pass', 'a 4 pass decides']);
});

describe('a test that is pushed by itself', () => {
  let job: number;
  beforeEach(async () => {
    job = (await app.make('jobs/', { name: 'running', state: 'Finished', health: 'Complete' })).id;
  });
  const one = (json: Record<string, unknown>) =>
    app.make(`jobs/${job}/tests/`, { suite: 's', name: 'a', ...json });

  test('again is the next attempt, one by one, in an array and in a stream', async () => {
    await one({ result: 'fail' });
    expect(await one({ result: 'pass' })).toMatchObject({ attempt: 2, decides: true, flaky: true });
    await app.make(`jobs/${job}/tests/`, [
      { suite: 's', name: 'a', result: 'pass' },
      { suite: 's', name: 'b', result: 'pass' },
      { suite: 's', name: 'a', attempt: 7, result: 'fail' },
      { suite: 's', name: 'a', result: 'error' },
    ]);
    const lines = ['a', 'b', 'b']
      .map((name) => JSON.stringify({ suite: 's', name, result: 'pass' }))
      .join('\n');
    await app.ask(`jobs/${job}/tests/`, { body: lines, headers: { 'Content-Type': 'application/x-ndjson' } });
    expect(await attempts(job, 'name=a')).toEqual([
      'a 1 fail',
      'a 2 pass',
      'a 3 pass',
      'a 7 fail',
      'a 8 error',
      'a 9 pass decides flaky',
    ]);
    expect(await attempts(job, 'name=b')).toEqual(['b 1 pass', 'b 2 pass', 'b 3 pass decides']);
    expect(await jobOf(job)).toMatchObject({ outcome: 'passed', tests_total: 2 });
  });

  test('is the attempt that it says; of the same number the worst decides', async () => {
    await one({ result: 'fail', attempt: 2 });
    await one({ result: 'pass', attempt: 1 });
    await one({ result: 'pass', attempt: 2 });
    expect(await attempts(job)).toEqual(['a 2 fail decides', 'a 1 pass', 'a 2 pass']);
    expect(await jobOf(job)).toMatchObject({ outcome: 'failed', tests_total: 1 });
  });

  test('and removed leaves the verdict to the one before', async () => {
    await one({ result: 'fail' });
    const { id } = await one({ result: 'pass' });
    expect((await app.ask(`tests/${id}/`, { method: 'DELETE' })).status).toBe(204);
    expect(await attempts(job)).toEqual(['a 1 fail decides']);
    expect(await jobOf(job)).toMatchObject({ outcome: 'failed', tests_total: 1 });
  });

  test('and changed may take the verdict, or give it away', async () => {
    const first = await one({ result: 'fail' });
    const second = await one({ result: null });
    expect(second).toMatchObject({ attempt: 2, state: 'pending', decides: false });
    expect(await jobOf(job)).toMatchObject({ outcome: 'failed', tests_total: 1 });
    const finished = await app.ask(`tests/${second.id}/`, { method: 'PATCH', json: { result: 'pass' } });
    expect(finished.body).toMatchObject({ decides: true, flaky: true });
    expect(await jobOf(job)).toMatchObject({ outcome: 'passed', tests_total: 1 });
    await app.ask(`tests/${first.id}/`, { method: 'PATCH', json: { attempt: 3, decides: false } });
    expect(await attempts(job)).toEqual(['a 3 fail decides', 'a 2 pass']);
  });

  test('by many at once is counted without a gap', async () => {
    await Promise.all(Array.from({ length: 12 }, () => one({ result: 'pass' })));
    const found: Shown[] = (await app.ask(`jobs/${job}/tests/?ordering=attempt`)).body.results;
    expect(found.map(({ attempt }) => attempt)).toEqual(found.map((_, at) => at + 1));
  });

  test('while others change and remove its attempts never ends in a deadlock', async () => {
    const ids: number[] = [];
    for (let at = 0; at < 6; at += 1) ids.push((await one({ result: at % 2 ? 'pass' : 'fail' })).id);
    const deeds = ids.flatMap((id, at) => [
      () =>
        app.ask(
          `tests/${id}/`,
          at % 3 ? { method: 'PATCH', json: { result: 'error' } } : { method: 'DELETE' },
        ),
      () => app.ask(`jobs/${job}/tests/`, { json: { suite: 's', name: 'a', result: 'pass' } }),
      () => app.ask(`ingest/?job=${job}`, { body: `1..1\nok 1 - a ${at}\n` }),
    ]);
    const answers = await Promise.all(deeds.map((deed) => deed()));
    expect(answers.map(({ status }) => status).filter((status) => status >= 400)).toEqual([]);
  });
});

test('exports of a job hold all attempts, and totals that agree', async () => {
  const { job } = await push(SUREFIRE);
  const junit = (await app.ask(`jobs/${job}/junit/`)).text;
  expect(junit).toContain('tests="6"');
  for (const format of ['junit', 'tap13', 'csv', 'yaml']) {
    const again = await push((await app.ask(`jobs/${job}/${format}/`)).text);
    expect(await attempts(again.job)).toEqual(await attempts(job));
  }
});

test('LAVA’s lists and exports, which know no attempts, have each test once, and its counts agree', async () => {
  const { job } = await push(SUREFIRE);
  const face = (path: string) => app.ask(`/api/v0.2/jobs/${job}/${path}`);
  const listed = (await face('tests/')).body;
  expect(listed).toMatchObject({
    count: 3,
    results: [
      { name: 'Net.flaky', result: 'pass' },
      { name: 'Net.broken', result: 'fail' },
      { name: 'Net.good', result: 'pass' },
    ],
  });
  const [suite] = (await face('suites/')).body.results;
  expect((await face(`suites/${suite.id}/tests/?limit=2000`)).body.count).toBe(3);
  expect((await face(`suites/${suite.id}/tests/?result=fail`)).body.count).toBe(1);
  for (const [path, pattern] of [
    ['csv/', /^"\d+",/gm],
    ['yaml/', /name: Net\./g],
    ['junit/', /<testcase /g],
    ['tap13/', /^(not )?ok /gm],
  ] as const)
    expect([path, (await face(path)).text.match(pattern)?.length]).toEqual([path, 3]);
  expect((await face('junit/')).text).toMatch(/tests="3"/);
  expect((await app.ask(`/results/${job}/net/+testcase-count`)).text).toBe('3');
  // By its number every attempt is found.
  const { results } = (await app.ask(`jobs/${job}/tests/?decides=false`)).body;
  expect((await face(`tests/${results[0].id}/`)).body).toMatchObject({ name: 'Net.flaky', result: 'fail' });
});
