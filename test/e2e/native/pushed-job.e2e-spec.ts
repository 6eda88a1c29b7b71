import { startApp, TestApp } from '../../support/app';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const push = async (report: string, query = '') => {
  const { body } = await app.ask(`ingest/?${query}`, { body: report });
  return { receipt: body, job: (await app.ask(`jobs/${body.job}/`)).body };
};

describe('a pushed job', () => {
  it('ended when its tests had taken their time, if the report tells the beginning only', async () => {
    const report = `<testsuite name="s" timestamp="2026-03-01T12:00:00">
      <testcase name="a" time="1.5"/><testcase name="b" time="0.25"/></testsuite>`;
    const { job } = await push(report);
    expect(job).toMatchObject({
      start_time: '2026-03-01T12:00:00Z',
      end_time: '2026-03-01T12:00:01.750000Z',
    });
    const tests = await app.ask(`tests/?job=${job.id}`);
    expect(tests.body.results[0].logged).toBe('2026-03-01T12:00:00Z');
  });

  it('ended now, if the report tells nothing', async () => {
    const { job } = await push('1..1\nok 1 - a\n');
    expect(Math.abs(Date.parse(job.end_time) - Date.now())).toBeLessThan(60_000);
    expect(job.start_time).toBeNull();
  });

  it('ended when the uploader says so, and not at all while it runs', async () => {
    const said = await push('1..1\nok 1 - b\n', 'end_time=2026-01-02T03:04:05Z');
    expect(said.job.end_time).toBe('2026-01-02T03:04:05Z');
    const running = await push('1..1\nok 1 - c\n', 'state=Running');
    expect(running.job).toMatchObject({ state: 'Running', end_time: null, outcome: null });
  });

  it.each([
    ['<testsuite name="e" tests="0"/>', ['no_tests']],
    ['<testsuite name="e" tests="3"/>', ['count_differs', 'no_tests']],
  ])('of the report %s has no good outcome', async (report, codes) => {
    const { job, receipt } = await push(report);
    expect(job).toMatchObject({ state: 'Finished', health: 'Unknown', outcome: 'unknown' });
    expect(receipt.warnings.map(({ code }: { code: string }) => code)).toEqual(codes);
  });

  it('is named after the file when nobody says more', async () => {
    const headers = { 'Content-Disposition': `attachment; filename*=UTF-8''n%C3%A4chtlich.tap` };
    const { body } = await app.ask('ingest/', { body: '1..1\nok 1 - d\n', headers });
    expect((await app.ask(`jobs/${body.job}/`)).body.name).toBe('nächtlich.tap');
  });
});

describe('a text that only quotes TAP', () => {
  it.each(['A page.\n\nTAP version 13\n\nMore.', '#!/bin/sh\nif true\nok then\nfi\n'])(
    'is no report: %j',
    async (text) => {
      const answer = await app.ask('ingest/', { body: text });
      expect(answer).toMatchObject({ status: 400, body: { file: [expect.stringContaining('no report')] } });
    },
  );
});

describe('HEAD of an export', () => {
  it('announces no length that it does not know', async () => {
    const { job } = await push('1..1\nok 1 - e\n');
    const answer = await app.ask(`jobs/${job.id}/csv/`, { method: 'HEAD' });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-length')).toBeNull();
  });
});

describe('receipts', () => {
  it('are found by their format', async () => {
    await push('1..1\nok 1 - f\n');
    const found = await app.ask('ingests/?format=tap');
    expect(found.body.count).toBeGreaterThan(0);
    expect((await app.ask('ingests/?format=csv')).body.count).toBe(0);
  });
});
