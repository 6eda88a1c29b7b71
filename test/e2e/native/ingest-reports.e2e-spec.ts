import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startApp, TestApp } from '../../support/app';
import { wrongCounters } from './wrong-counters';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterEach(async () => expect(await wrongCounters(app)).toEqual([]));
afterAll(() => app.close());

const REPORTS = join(__dirname, '../../fixtures/reports');
const CSV = 'suite,name,result,message\ns,a,pass,\ns,b,fail,"no, really"\ns,c,skip,\n';
const YAML = '- suite: s\n  name: a\n  result: pass\n- suite: s\n  name: b\n  result: fail\n';
const NDJSON = '{"suite":"s","name":"a","result":"pass"}\n{"suite":"s","name":"b","result":"error"}\n';
const TAP = 'TAP version 13\n1..3\nok 1 - a\nnot ok 2 - b\nok 3 - c # SKIP later\n';

async function stored(): Promise<number[]> {
  const counts: number[] = [];
  for (const name of ['jobs', 'suites', 'tests', 'ingests', 'groups', 'builds', 'tags'])
    counts.push((await app.ask(`${name}/`)).body.count);
  return counts;
}
const upload = (bytes: string | Buffer, how: 'raw' | 'form', name = 'report', query = '') => {
  const part = new Uint8Array(Buffer.from(bytes));
  if (how === 'raw') return app.ask(`ingest/${query}`, { body: part });
  const form = new FormData();
  form.append('file', new Blob([part]), name);
  return app.ask(`ingest/${query}`, { body: form });
};

test.each(readdirSync(REPORTS))(
  'the report %s of a real tool is stored whole, with all it declares',
  async (file) => {
    const answer = await upload(readFileSync(join(REPORTS, file)), 'form', file);
    expect([file, answer.status]).toEqual([file, 201]);
    const { job, stored: count, declared, rejected, bytes } = answer.body;
    expect([rejected, bytes]).toEqual([0, readFileSync(join(REPORTS, file)).length]);
    expect(count).toBeGreaterThan(0);
    if (declared !== null) expect(count).toBeGreaterThanOrEqual(declared);
    expect((await app.ask(`jobs/${job}/tests/?count=exact&page_size=1`)).body.count).toBe(count);
    const suites = (await app.ask(`jobs/${job}/suites/?page_size=1000`)).body.results;
    const sum = suites.reduce((all: number, suite: { tests_total: number }) => all + suite.tests_total, 0);
    expect((await app.ask(`jobs/${job}/`)).body).toMatchObject({ tests_total: sum, state: 'Finished' });
  },
);

test.each([
  ['csv', CSV, { tests_pass: 1, tests_fail: 1, tests_skip: 1 }],
  ['yaml', YAML, { tests_pass: 1, tests_fail: 1 }],
  ['ndjson', NDJSON, { tests_pass: 1, tests_error: 1 }],
  ['tap', TAP, { tests_pass: 1, tests_fail: 1, tests_skip: 1 }],
  [
    'junit',
    '<testsuite name="s"><testcase name="a"/><testcase name="b"><error/></testcase></testsuite>',
    { tests_pass: 1, tests_error: 1 },
  ],
] as const)('%s is recognised by its content, raw and as a form', async (format, text, counts) => {
  for (const how of ['raw', 'form'] as const) {
    const answer = await upload(
      how === 'form' && format !== 'csv' ? `${text}\n` : how === 'form' ? `${text}s,d,done,\n` : text,
      how,
    );
    expect([how, answer.status, answer.body.format]).toEqual([how, 201, format]);
    expect((await app.ask(`jobs/${answer.body.job}/`)).body).toMatchObject(counts);
  }
});

test('the same bytes said to be the same thing are stored once, whoever sends them twice', async () => {
  const first = await upload(TAP, 'raw', '', '?name=again');
  expect([first.status, first.body.duplicate]).toEqual([201, false]);
  const before = await stored();
  for (const how of ['raw', 'form'] as const) {
    const again = await upload(TAP, how, 'x.tap', '?name=again');
    expect([again.status, again.body]).toEqual([200, { ...first.body, duplicate: true }]);
  }
  expect(await stored()).toEqual(before);
  expect((await app.ask(`ingests/${first.body.id}/`)).body).toEqual({ ...first.body, duplicate: undefined });
  const bob = await app.user('bob');
  const others = await app.ask('ingest/?name=again', { body: TAP, token: bob.token });
  expect([others.status, others.body.duplicate]).toEqual([201, false]);
  expect((await upload(TAP, 'raw', '', '?name=other')).status).toBe(201);
});

test('a report whose job was removed is stored again', async () => {
  const { job } = (await upload(TAP, 'raw', '', '?name=removed')).body;
  await app.ask(`jobs/${job}/`, { method: 'DELETE' });
  expect((await upload(TAP, 'raw', '', '?name=removed')).status).toBe(201);
});

const laughs = `<!DOCTYPE l [<!ENTITY a "${'ha'.repeat(50)}">${['b', 'c', 'd', 'e', 'f', 'g', 'h']
  .map((name, at) => `<!ENTITY ${name} "${`&${'abcdefg'[at]};`.repeat(10)}">`)
  .join('')}]><testsuite name="&h;"><testcase name="x"/></testsuite>`;

test.each([
  ['XML that ends too soon', '<testsuite name="s"><testcase name="a"/><testcase name="b">'],
  ['XML that ends in a tag', '<testsuite name="s"><testcase name="a"/><testcase na'],
  ['XML that ends in a text', '<testsuite name="s"><testcase name="a"><failure>half'],
  ['two documents in one', '<testsuite name="s"><testcase name="a"/></testsuite><testsuite name="t"/>'],
  ['a page of HTML', '<!DOCTYPE html><html><body><h1>502 Bad Gateway</h1><br></body></html>'],
  ['XML of another kind', '<?xml version="1.0"?><feed><entry/></feed>'],
  ['wrongly nested XML', '<testsuite name="s"><testcase name="a"></testsuite></testcase>'],
  ['nothing', ''],
  ['blanks', '  \n\n  '],
  ['bytes of no kind', Buffer.from([0x1f, 0x8b, 8, 0, 0xff, 0xfe, 0, 1])],
  ['prose', 'Dear server, all tests passed. Yours, harness\n'],
])('%s is refused and leaves nothing, not even a group', async (_what, bytes) => {
  const before = await stored();
  for (const how of ['raw', 'form'] as const) {
    const answer = await upload(bytes, how, 'x.xml', '?group=left-over&build=1&tags=left');
    expect([how, answer.status]).toEqual([how, 400]);
    expect(answer.text).toMatch(/^\{"(detail|file|body)":.{10}/);
  }
  expect(await stored()).toEqual(before);
});

test('what is cut after 20,000 tests leaves nothing either', async () => {
  const before = await stored();
  const cases = Array.from({ length: 20_000 }, (_, at) => `<testcase name="cut${at}"/>`).join('\n');
  const answer = await upload(
    `<testsuite name="s">\n${cases}\n<testcase`,
    'raw',
    '',
    '?group=left-over&build=1',
  );
  expect([answer.status, answer.text]).toEqual([400, expect.stringMatching(/line 2000\d/i)]);
  expect(await stored()).toEqual(before);
});

test.each([
  ['a billion laughs', laughs],
  [
    'an external file',
    '<!DOCTYPE t [<!ENTITY x SYSTEM "file:///etc/passwd">]><testsuite name="&x;"><testcase name="&x;"/></testsuite>',
  ],
  [
    'an external DTD',
    '<!DOCTYPE t SYSTEM "http://127.0.0.1:1/x.dtd"><testsuite name="s"><testcase name="x"/></testsuite>',
  ],
  [
    'a parameter entity',
    '<!DOCTYPE t [<!ENTITY % p SYSTEM "file:///etc/passwd"> %p;]><testsuite name="s"><testcase name="x"/></testsuite>',
  ],
])('XML with %s is read without it, or refused, and costs nothing', async (_what, xml) => {
  const began = Date.now();
  const answer = await upload(xml, 'raw');
  expect(Date.now() - began).toBeLessThan(5000);
  expect([201, 400]).toContain(answer.status);
  if (answer.status === 201) {
    const text = (await app.ask(`jobs/${answer.body.job}/junit/`)).text;
    expect(text).not.toContain('root:');
    expect(text.length).toBeLessThan(10_000);
  }
});

test.each([
  [
    'XML 10,000 deep',
    `${'<testsuite name="x">'.repeat(10_000)}<testcase name="a"/>${'</testsuite>'.repeat(10_000)}`,
  ],
  [
    'an element with 100,000 attributes',
    `<testsuite ${Array.from({ length: 100_000 }, (_, at) => `a${at}="1"`).join(' ')}><testcase name="a"/></testsuite>`,
  ],
  [
    'a million references',
    `<testsuite name="s"><testcase name="a"><failure>${'&#27;'.repeat(1_000_000)}</failure></testcase></testsuite>`,
  ],
  [
    'a text of 30 MB',
    `<testsuite name="s"><testcase name="a"><system-out>${'x'.repeat(30_000_000)}</system-out></testcase></testsuite>`,
  ],
  ['an attribute of 30 MB', `<testsuite name="s"><testcase name="${'x'.repeat(30_000_000)}"/></testsuite>`],
  [
    'YAML of aliases',
    `a: &a [${'x,'.repeat(50)}x]\nb: &b [${'*a,'.repeat(50)}*a]\nc: &c [${'*b,'.repeat(50)}*b]\nd: &d [${'*c,'.repeat(50)}*c]\n- name: *d\n`,
  ],
  [
    'YAML of aliases in an item',
    `- name: a\n  metadata: {a: &a [${'x,'.repeat(50)}x], b: &b [${'*a,'.repeat(50)}*a], c: &c [${'*b,'.repeat(50)}*b], d: [${'*c,'.repeat(50)}*c]}\n`,
  ],
  [
    'JSON nested 100,000 deep in a line',
    `{"name":"a","metadata":${'['.repeat(100_000)}${']'.repeat(100_000)}}\n`,
  ],
  ['a CSV quote that never ends', `suite,name,result\ns,"${'x'.repeat(12_000_000)}`],
  ['a TAP plan of a billion', 'TAP version 13\n1..1000000000\nok 1 - a\n'],
  [
    'TAP nested 2,000 deep',
    Array.from({ length: 2_000 }, (_, at) => `${'    '.repeat(at)}ok 1 - x`).join('\n'),
  ],
])(
  '%s is read or refused in good time, and never a fault of the server',
  async (_what, text) => {
    const began = Date.now();
    const answer = await upload(text, 'raw');
    expect([answer.status, [201, 400, 413].includes(answer.status), answer.text.slice(0, 300)]).toEqual([
      answer.status,
      true,
      expect.any(String),
    ]);
    expect(Date.now() - began).toBeLessThan(15_000);
    expect((await app.ask('jobs/?page_size=1')).status).toBe(200);
  },
  30_000,
);
