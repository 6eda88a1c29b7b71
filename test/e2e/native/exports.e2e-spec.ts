import { once } from 'node:events';
import { connect } from 'node:net';
import { startApp, TestApp } from '../../support/app';
import { wrongCounters } from './wrong-counters';
import { TEST_RESULTS } from '../../../src/vocabulary/test-result';

let app: TestApp;
let job: number;
let suites: { id: number; name: string }[];

/** Names that a text format may stumble over. */
const HOSTILE = [
  'plain',
  ']]> & <![CDATA[ <b>"\'&amp;&#0;',
  'ok 1 - # SKIP not really # TODO',
  '# only a comment',
  '1..5',
  'Bail out! no',
  'not ok',
  '1 starts with a number',
  '- a dash',
  'back\\slash \\# \\n',
  'line\nbreak\r\nand\rmore',
  'tab\tand  blanks',
  '"quoted", comma; semicolon',
  "it's",
  '=cmd|calc!A0',
  '+1',
  '@x',
  'no',
  'null',
  '~',
  '1e3',
  '0x1F',
  '2020-01-01',
  '{a: b}',
  '[x]',
  '&anchor *alias !tag |',
  '%directive',
  'key: value',
  '--- ',
  '...',
  'emoji 😀 and 漢字 and \u202eRTL\u202c',
  'escape \u001b[31mred\u001b[0m bell \u0007',
  'C1 \u0085\u009f del \u007f',
  'separators \u2028\u2029 bom \ufeff nonchar \ufffe\uffff',
  'Case',
  'case',
  '__proto__',
  'x'.repeat(4096),
];
const FORMATS = ['junit', 'tap13', 'csv', 'yaml'] as const;
const TYPES = {
  junit: [/^application\/xml/, 'xml'],
  tap13: [/^(text\/plain|application\/x-tap|text\/x-tap)/, 'tap'],
  csv: [/^text\/csv/, 'csv'],
  yaml: [/^(application|text)\/(x-)?yaml/, 'yaml'],
} as const;

interface Row {
  name: string;
  result: string | null;
  measurement: string | null;
  units: string;
  message: string | null;
  suite: string;
}

/** What XML cannot hold is replaced on its way in, whatever the format. */
const repaired = (text: string | null): string | null =>
  text && text.replace(/[\x00-\x08\v\f\x0e-\x1f\ufffe\uffff]/g, '\ufffd');

/** All tests of a job with the names of their suites, in their order. */
async function testsOf(of: number): Promise<Row[]> {
  const names = new Map<number, string>(
    (await app.ask(`jobs/${of}/suites/?page_size=1000`)).body.results.map(
      (suite: { id: number; name: string }) => [suite.id, suite.name],
    ),
  );
  const rows = (await app.ask(`jobs/${of}/tests/?page_size=1000&ordering=suite,id`)).body.results;
  return rows.map(({ name, result, measurement, units, message, suite }: Row & { suite: number }) => ({
    name: repaired(name) ?? '',
    result,
    measurement,
    units,
    message: repaired(message),
    suite: repaired(names.get(suite) ?? '') ?? '',
  }));
}

beforeAll(async () => {
  app = await startApp();
  job = (
    await app.make('jobs/', { name: HOSTILE.join(' ').slice(0, 150), state: 'Finished', health: 'Complete' })
  ).id;
  const bodies = HOSTILE.flatMap((name, at) => [
    { suite: 'first', name, result: TEST_RESULTS[at % TEST_RESULTS.length], message: HOSTILE.at(-1 - at) },
    {
      suite: `suite ${HOSTILE[at]}`.slice(0, 600),
      name: `of ${at}`,
      result: at % 5 === 0 ? null : 'fail',
      measurement: `${at}.5`,
      units: 'm/s²',
    },
  ]);
  await app.make(`jobs/${job}/tests/`, bodies);
  suites = (await app.ask(`jobs/${job}/suites/?page_size=100`)).body.results;
});
afterAll(() => app.close());

test.each(FORMATS)('%s leaves with its type and name, streamed, and again the same', async (format) => {
  const answer = await app.ask(`jobs/${job}/${format}/`);
  const [type, extension] = TYPES[format];
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toMatch(type);
  expect(answer.headers.get('content-disposition')).toBe(`attachment; filename="job_${job}.${extension}"`);
  expect((await app.ask(`jobs/${job}/${format}`)).text).toBe(answer.text);
  const head = await app.ask(`jobs/${job}/${format}/`, { method: 'HEAD' });
  expect([head.status, head.text, head.headers.get('content-type')]).toEqual([
    200,
    '',
    answer.headers.get('content-type'),
  ]);
});

test.each(FORMATS)('hostile names leave as %s, come back, and are the same', async (format) => {
  const text = (await app.ask(`jobs/${job}/${format}/`)).text;
  const back = await app.ask('ingest/', { body: text });
  expect([back.status, back.body.rejected, back.body.stored]).toEqual([201, 0, HOSTILE.length * 2]);
  const [there, here] = [await testsOf(job), await testsOf(back.body.job)];
  expect(here.map(({ suite, name, result }) => [suite, name, result])).toEqual(
    there.map(({ suite, name, result }) => [suite, name, result]),
  );
  expect(here.map(({ message }) => message)).toEqual(there.map(({ message }) => message));
  expect(here.map(({ measurement, units }) => [measurement, units])).toEqual(
    there.map(({ measurement, units }) => [measurement, units]),
  );
  const counters = async (of: number) =>
    Object.fromEntries(
      Object.entries((await app.ask(`jobs/${of}/`)).body).filter(([name]) => name.startsWith('tests_')),
    );
  expect(await counters(back.body.job)).toEqual(await counters(job));
  expect(await wrongCounters(app)).toEqual([]);
});

test.each(FORMATS)('%s of a suite holds the tests of that suite only', async (format) => {
  const first = suites.find(({ name }) => name === 'first');
  const answer = await app.ask(`jobs/${job}/suites/${first?.id}/${format}/`);
  expect([answer.status, answer.headers.get('content-disposition')]).toEqual([
    200,
    `attachment; filename="suite_${first?.id}.${TYPES[format][1]}"`,
  ]);
  const back = await app.ask(`ingest/?name=${format}`, { body: answer.text });
  expect([back.status, back.body.stored]).toEqual([201, HOSTILE.length]);
  expect((await testsOf(back.body.job)).every(({ suite }) => suite === 'first')).toBe(true);
});

test.each(FORMATS)('limit and offset cut %s like a list, and its counts follow', async (format) => {
  const all = await testsOf(job);
  for (const [query, from, to] of [
    ['limit=10', 0, 10],
    ['limit=10&offset=30', 30, 40],
    ['offset=70', 70, all.length],
    ['limit=10000&offset=75', 75, all.length],
    ['limit=&offset=', 0, all.length],
    ['limit=0', 0, 0],
    ['offset=10000', 0, 0],
  ] as const) {
    const answer = await app.ask(`jobs/${job}/${format}/?${query}`);
    expect([query, answer.status]).toEqual([query, 200]);
    if (to === from) continue;
    const back = await app.ask(`ingest/?name=${format}-${query.replace(/\W/g, '-')}`, { body: answer.text });
    expect([query, back.status, back.body.stored]).toEqual([query, 201, to - from]);
    if (back.body.declared !== null) expect(back.body.declared).toBe(to - from);
    expect((await testsOf(back.body.job)).map(({ name }) => name)).toEqual(
      all.slice(from, to).map(({ name }) => name),
    );
  }
});

test.each([
  'limit=-1',
  'limit=abc',
  'limit=1.5',
  'offset=-1',
  'offset=1e3',
  'limit=99999999999999999999',
  'offset=%00',
])('?%s is refused by name', async (query) => {
  for (const format of FORMATS) {
    const answer = await app.ask(`jobs/${job}/${format}/?${query}`);
    expect([answer.status, answer.body]).toEqual([
      400,
      { [query.split('=')[0] as string]: [expect.stringMatching(/whole number/)] },
    ]);
  }
});

test('a job without tests leaves as a report without tests', async () => {
  const empty = (await app.make('jobs/', { name: 'empty' })).id;
  for (const format of FORMATS) {
    const answer = await app.ask(`jobs/${empty}/${format}/`);
    expect([format, answer.status]).toEqual([format, 200]);
  }
  expect((await app.ask(`jobs/${empty}/tap13/`)).text).toMatch(/^TAP version 13\n(#.*\n)*1\.\.0/);
});

test('what is not there, or is another job’s, is not found', async () => {
  const other = (await app.make('jobs/', {})).id;
  for (const path of [
    'jobs/999999/junit/',
    'jobs/abc/junit/',
    `jobs/${job}/suites/999999/csv/`,
    `jobs/${job}/suites/abc/csv/`,
    `jobs/${other}/suites/${suites[0]?.id}/yaml/`,
    `jobs/${job}/xml/`,
  ])
    for (const method of ['GET', 'HEAD'])
      expect([path, (await app.ask(path, { method })).status]).toEqual([path, 404]);
  expect((await app.ask(`jobs/${job}/junit/`, { method: 'POST', json: {} })).status).toBe(405);
});

test('readers who go away in the middle take no connection with them', async () => {
  const big = (await app.make('jobs/', {})).id;
  await app.make(
    `jobs/${big}/tests/`,
    Array.from({ length: 5000 }, (_, at) => ({ suite: 's', name: `t${at}`, message: 'm'.repeat(500) })),
  );
  const { hostname, port } = new URL(app.url);
  for (let round = 0; round < 12; round += 1) {
    const socket = connect(Number(port), hostname);
    socket.write(`GET /api/v1/jobs/${big}/csv/ HTTP/1.1\r\nHost: x\r\n\r\n`);
    await once(socket, 'data');
    socket.destroy();
  }
  const after = await Promise.all(Array.from({ length: 8 }, () => app.ask(`jobs/${big}/csv/?limit=1`)));
  expect(after.map(({ status }) => status)).toEqual(Array(8).fill(200));
  const [{ count }] = await app.dataSource.query(
    `SELECT count(*)::integer AS count FROM pg_stat_activity WHERE datname = current_database() AND state LIKE 'idle in transaction%'`,
  );
  expect(count).toBe(0);
}, 30_000);

test('CSV is made harmless for spreadsheets when that is asked for', async () => {
  const { text } = await app.ask(`jobs/${job}/csv/?guard=true`);
  expect(text).toContain("'=cmd|calc!A0");
  expect((await app.ask(`jobs/${job}/csv/`)).text).not.toContain("'=cmd|calc!A0");
  expect((await app.ask(`jobs/${job}/csv/?guard=perhaps`)).body).toEqual({
    guard: ['Must be a valid boolean.'],
  });
});
