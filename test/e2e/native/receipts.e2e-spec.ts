import { gunzipSync, gzipSync } from 'node:zlib';
import { startApp, TestApp } from '../../support/app';
import { wrongCounters } from './wrong-counters';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterEach(async () => expect(await wrongCounters(app)).toEqual([]));
afterAll(() => app.close());

const suite = (name: string, ...cases: string[]): string =>
  `<testsuite name="${name}" tests="${cases.length}">\n${cases.map((one) => `<testcase name="${one}"/>`).join('\n')}\n</testsuite>`;
const BROKEN = '<testsuite name="broken"><testcase name="a"/><testcase na';
const form = (
  files: [name: string, text: string | Uint8Array][],
  fields: Record<string, string> = {},
): FormData => {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.append(name, value);
  for (const [name, text] of files) data.append('file', new Blob([text as string]), name);
  return data;
};
const push = (body: FormData | string, query = '', headers: Record<string, string> = {}) =>
  app.ask(`ingest/${query}`, { body, headers });
const records = async (id: number) => (await app.ask(`ingests/${id}/records/`)).body.results;
const jobs = async (): Promise<number> => (await app.ask('jobs/?count=exact')).body.count;

describe('several files', () => {
  test('go into one job, each with its figures', async () => {
    const files: [string, string][] = [
      ['a/one.xml', suite('one', 'x', 'y')],
      ['b/two.tap', 'TAP version 13\n1..1\nok 1 - z\n'],
    ];
    const { status, body } = await push(form(files, { name: 'both' }));
    expect([status, body.format, body.stored, body.made_job]).toEqual([201, 'junit,tap', 3, true]);
    const figures = { merged: 0, repaired: 0, rejected: 0 };
    expect(body.files).toMatchObject([
      { name: 'a/one.xml', format: 'junit', declared: 2, stored: 2, ...figures },
      { name: 'b/two.tap', format: 'tap', declared: 1, stored: 1, ...figures },
    ]);
    expect((await app.ask(`jobs/${body.job}/`)).body).toMatchObject({ name: 'both', tests_total: 3 });
    expect((await push(form(files, { name: 'both' }))).body).toEqual({ ...body, duplicate: true });
  });

  test('that cannot be read leave nothing of themselves, and the others are stored', async () => {
    const cases = Array.from({ length: 12_000 }, (_, at) => `big${at}`);
    const large = suite('large', ...cases).slice(0, -30);
    const { status, body } = await push(
      form([
        ['good.xml', suite('good', 'x')],
        ['cut.xml', BROKEN],
        ['large.xml', large],
        ['more.xml', suite('good', 'y')],
      ]),
    );
    expect([status, body.stored]).toEqual([201, 2]);
    expect(body.files.map(({ stored }: { stored: number }) => stored)).toEqual([1, 0, 0, 1]);
    expect(body.files[1].error).toMatch(/^Line 1, column 57: /);
    expect(body.rejected).toBe(1 + 12_000);
    expect((await app.ask(`jobs/${body.job}/suites/`)).body.results).toMatchObject([
      { name: 'good', tests_total: 2 },
    ]);
    const told = await records(body.id);
    expect(told).toMatchObject([
      { file: 'cut.xml', outcome: 'rejected', code: 'unreadable_file', line: 1, column: 57 },
      { file: 'large.xml', outcome: 'rejected', code: 'unreadable_file' },
    ]);
    expect(body.warnings.map((one: { code: string; file: string }) => [one.code, one.file])).toEqual([
      ['unreadable_file', 'cut.xml'],
      ['unreadable_file', 'large.xml'],
    ]);
  });

  test('are all or nothing with atomic', async () => {
    const before = await jobs();
    const bad = form([
      ['good.xml', suite('good', 'atomic')],
      ['cut.xml', BROKEN],
    ]);
    const answer = await push(bad, '?atomic=true');
    expect([answer.status, answer.body.file]).toEqual([
      400,
      [expect.stringMatching(/^cut\.xml: Line 1, column 57: /)],
    ]);
    const line = '{"suite":"s","name":"a","result":"pass"}\n{"suite":"s"}\n';
    const record = await push(line, '?atomic=true');
    expect([record.status, record.body.file]).toEqual([400, ['line 2: a test must have a name']]);
    expect(await jobs()).toBe(before);
    const stored = await push(line);
    expect([stored.status, stored.body.stored, stored.body.rejected]).toEqual([201, 1, 1]);
    expect(await records(stored.body.id)).toMatchObject([
      { outcome: 'rejected', code: 'missing_name', line: 2, ingest: stored.body.id },
    ]);
  });

  test('that are no reports are passed over, and an upload of nothing else is refused', async () => {
    const { status, body } = await push(
      form([
        ['r.xml', suite('s', 'beside')],
        ['readme.txt', 'Dear reader,'],
      ]),
    );
    expect([status, body.stored, body.rejected, body.files.length]).toEqual([201, 1, 0, 1]);
    expect(await records(body.id)).toMatchObject([
      { file: 'readme.txt', outcome: 'noted', code: 'not_a_report', line: null },
    ]);
    const none = await push(
      form([
        ['a.txt', 'Dear reader,'],
        ['b.txt', ''],
      ]),
    );
    expect([none.status, none.body.file]).toEqual([
      400,
      [expect.stringMatching(/^a\.txt: /), expect.stringMatching(/^b\.txt: .*empty/)],
    ]);
  });
});

describe('further attempts', () => {
  test('are told with file and line, within an upload and beyond', async () => {
    const first = await push(
      form([
        ['a.xml', suite('s', 'x', 'y')],
        ['b.xml', suite('s', 'z', 'y')],
      ]),
    );
    expect([first.body.stored, first.body.merged]).toEqual([4, 1]);
    expect(first.body.files.map(({ merged }: { merged: number }) => merged)).toEqual([0, 1]);
    const merged = { outcome: 'merged', code: 'further_attempt', suite: 's' };
    expect(await records(first.body.id)).toMatchObject([{ ...merged, file: 'b.xml', line: 3, name: 'y' }]);
    const again = await push(suite('s', 'z', 'new'), `?job=${first.body.job}`);
    expect([again.body.stored, again.body.merged, again.body.made_job]).toEqual([2, 1, false]);
    expect(await records(again.body.id)).toMatchObject([{ ...merged, line: 2, name: 'z' }]);
    expect((await app.ask(`jobs/${first.body.job}/`)).body.tests_total).toBe(4);
    const listed = await app.ask('ingestrecords/?outcome=merged&ingest__merged=1&count=exact');
    expect(listed.body.count).toBe(2);
    expect((await app.ask('ingests/?merged__gt=0&made_job=false')).body.count).toBe(1);
  });

  test('are those that the uploader says, or the names of the files', async () => {
    const first = await push(suite('s', 'flaky'), '?attempt=3&name=said');
    const attempts = async (job: number) =>
      (await app.ask(`jobs/${job}/tests/`)).body.results.map(({ attempt }: { attempt: number }) => attempt);
    expect(await attempts(first.body.job)).toEqual([3]);
    await push(suite('s', 'flaky'), `?attempt=2&job=${first.body.job}`);
    expect(await attempts(first.body.job)).toEqual([3, 2]);
    const named = await push(
      form([
        ['attempt-1/r.xml', suite('s', 'n')],
        ['attempt-2/r.xml', suite('s', 'n')],
      ]),
    );
    expect(await attempts(named.body.job)).toEqual([1, 2]);
  });
});

describe('attributes', () => {
  test('come in headers, parameters, JSON and fields, each over those before', async () => {
    const json = { name: 'json', priority: 70, tags: ['a', 'b'], metadata: { k: [1] } };
    const headers = {
      'X-Assay-Name': 'header',
      'X-Assay-Description': Buffer.from('Größe').toString('latin1'),
      'X-Assay-Is-Public': 'false',
    };
    const body = form([['r.xml', suite('s', 'everywhere')]], {
      attributes: JSON.stringify(json),
      priority: '60',
    });
    const answer = await push(body, '?name=parameter&is_public=true', headers);
    expect(answer.status).toBe(201);
    expect((await app.ask(`jobs/${answer.body.job}/`)).body).toMatchObject({
      ...{ name: 'json', description: 'Größe', is_public: true, priority: 60, metadata: { k: [1] } },
    });
    expect((await app.ask(`jobs/${answer.body.job}/`)).body.tags).toHaveLength(2);
    const file = form([['r.xml', suite('s', 'as a file')]]);
    file.append('attributes', new Blob(['{"name": "from a file"}'], { type: 'application/json' }), 'a.json');
    expect((await app.ask(`jobs/${(await push(file)).body.job}/`)).body.name).toBe('from a file');
  });

  test.each([
    ['X-Assay-Nmae', { headers: { 'X-Assay-Nmae': 'x' } }, 'nmae'],
    ['a zone that is none', { query: '?zone=Mars/Base' }, 'zone'],
    ['an attempt of 0', { query: '?attempt=0' }, 'attempt'],
    ['atomic=perhaps', { query: '?atomic=perhaps' }, 'atomic'],
    ['JSON that is none', { fields: { attributes: '{' } }, 'attributes'],
    ['a name that is an object', { fields: { attributes: '{"name": {}}' } }, 'name'],
    ['tags that are no names', { fields: { attributes: '{"tags": [{}]}' } }, 'tags'],
    ['a blank key', { headers: { 'Idempotency-Key': '' } }, 'Idempotency-Key'],
    ['a key that is too long', { headers: { 'Idempotency-Key': 'k'.repeat(256) } }, 'Idempotency-Key'],
  ] as [
    string,
    { headers?: Record<string, string>; query?: string; fields?: Record<string, string> },
    string,
  ][])('%s is refused by its name', async (_what, { headers, query, fields }, field) => {
    const answer = await push(form([['r.xml', suite('s', 'refused')]], fields), query, headers);
    expect([answer.status, Object.keys(answer.body)]).toEqual([400, [field]]);
  });

  test('say the zone of times that name none', async () => {
    const xml = '<testsuite name="s" timestamp="2024-07-01T12:00:00"><testcase name="zoned"/></testsuite>';
    const { job } = (await push(xml, '?zone=Europe/Berlin')).body;
    expect((await app.ask(`jobs/${job}/`)).body.start_time).toBe('2024-07-01T10:00:00Z');
    expect((await push(xml)).body.job).not.toBe(job);
  });
});

describe('an Idempotency-Key', () => {
  const keyed = (key: string, body: string, query = '') => push(body, query, { 'Idempotency-Key': key });

  test('gives the first receipt for the same upload, and refuses another', async () => {
    const first = await keyed('one', suite('s', 'keyed'));
    expect([first.status, first.body.idempotency_key]).toEqual([201, 'one']);
    const again = await keyed('one', suite('s', 'keyed'));
    expect([again.status, again.body]).toEqual([200, { ...first.body, duplicate: true }]);
    for (const [body, query] of [
      [suite('s', 'other'), ''],
      [suite('s', 'keyed'), '?name=other'],
    ] as const) {
      const other = await keyed('one', body, query);
      expect([other.status, other.text]).toEqual([409, expect.stringContaining(`receipt ${first.body.id}`)]);
    }
    const bob = await app.user('bob');
    const his = await app.ask('ingest/', {
      body: suite('s', 'his'),
      headers: { 'Idempotency-Key': 'one' },
      token: bob.token,
    });
    expect(his.status).toBe(201);
    expect((await keyed('two', suite('s', 'keyed'))).body.id).toBe(first.body.id);
  });

  test('holds for requests at the same time, too', async () => {
    const same = await Promise.all([keyed('race', suite('s', 'race')), keyed('race', suite('s', 'race'))]);
    expect(same.map(({ status }) => status).sort()).toEqual([200, 201]);
    expect(same[0].body.id).toBe(same[1].body.id);
    const other = await Promise.all([keyed('duel', suite('s', 'duel1')), keyed('duel', suite('s', 'duel2'))]);
    expect(other.map(({ status }) => status).sort()).toEqual([201, 409]);
  });
});

describe('compressed', () => {
  test('uploads are the same upload as they were sent', async () => {
    const bytes = gzipSync(suite('s', 'packed'));
    const one = await app.ask('ingest/?name=packed', {
      body: new Uint8Array(bytes),
      headers: { 'Content-Encoding': 'gzip' },
    });
    expect([one.status, one.body.stored, one.body.bytes]).toEqual([201, 1, bytes.length]);
    expect(gunzipSync(bytes).length).toBeGreaterThan(0);
  });
});

describe('what reports bring along', () => {
  const LONG = Array.from({ length: 12_000 }, (_, at) => `line ${at}`).join('\n');
  const attachments = async (job: number, test?: number) =>
    (
      await app.ask(
        `jobs/${job}/attachments/?page_size=100&ordering=id${test === undefined ? '' : `&test=${test}`}`,
      )
    ).body.results;
  const content = async (id: number): Promise<string> => (await app.ask(`attachments/${id}/content/`)).text;

  test('becomes attachments: long output of tests and suites, data, and files that came along', async () => {
    const xml = `<testsuite name="s"><testcase name="quiet"/><testcase name="loud"><system-out>${LONG}</system-out></testcase>
      <testcase name="shot"><system-out>[[ATTACHMENT|shots/a.png]] [[ATTACHMENT|gone.txt]]
      [[ATTACHMENT|data:text/plain;base64,${Buffer.from('from data').toString('base64')}]]</system-out></testcase>
      <system-out>of the suite</system-out></testsuite>`;
    const picture = '\u0089PNG picture';
    const files: [string, string][] = [
      ['before.xml', suite('other', 'one', 'two')],
      ['r/report.xml', xml],
      ['r/shots/a.png', picture],
    ];
    const { status, body } = await push(form(files), '?atomic=true');
    expect([status, body.stored]).toEqual([201, 5]);
    const tests = (await app.ask(`jobs/${body.job}/tests/`)).body.results;
    const numberOf = (name: string) => tests.find((row: { name: string }) => row.name === name).id;
    const all = await attachments(body.job);
    const of = (test: number | null) => all.filter((row: { test: number | null }) => row.test === test);
    const [loud] = of(numberOf('loud'));
    expect([loud.name, loud.content_type]).toEqual(['output.txt', 'text/plain']);
    expect(await content(loud.id)).toContain('line 11999');
    const shot = of(numberOf('shot'));
    expect(shot.map(({ name }: { name: string }) => name)).toEqual(['a.png', expect.any(String)]);
    expect(await content(shot[0].id)).toBe(picture);
    expect(await content(shot[1].id)).toBe('from data');
    const [ofSuite] = of(null);
    expect([ofSuite.name, await content(ofSuite.id)]).toEqual(['s system-out.txt', 'of the suite']);
    expect(all).toHaveLength(4);
    expect(await records(body.id)).toMatchObject([{ outcome: 'noted', code: 'attachment_missing' }]);
  });

  test('goes with the file that cannot be read', async () => {
    const cut = `<testsuite name="s"><testcase name="loud2"><system-out>${LONG}</system-out></testcase><testcase`;
    const { body } = await push(
      form([
        ['cut.xml', cut],
        ['good.xml', suite('s', 'good2')],
      ]),
    );
    expect([body.stored, await attachments(body.job)]).toEqual([1, []]);
  });
});
