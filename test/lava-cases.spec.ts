import { createServer, IncomingMessage, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { CaseRunner, filled, LavaCase, readCases } from './support/lava-cases';
import { check, Expected } from './support/lava-expect';
import { compare, compareXml, xmlOf } from './support/lava-values';

const IDS = { job: { smoke: 7 }, suite: { 'smoke/0_smoke': 9 } };

describe('a placeholder', () => {
  it('is a number alone, digits within text, and text when asked for', () => {
    const said = {
      a: '{job:smoke.id}',
      b: 'x{job:smoke.id}y',
      c: ['{suite:smoke/0_smoke.id|s}'],
      d: '{a: 1}',
    };
    expect(filled(said, IDS, '')).toEqual({ a: 7, b: 'x7y', c: ['9'], d: '{a: 1}' });
    expect(filled('{base}/jobs/{job:smoke.id}/', IDS, 'http://h')).toBe('http://h/jobs/7/');
    expect(() => filled('{job:nope.id}', IDS, '')).toThrow('No job is called nope.');
  });
});

describe('the comparison of values', () => {
  it.each([
    [{ a: 1, b: [1, 2] }, { b: [1, 2], a: 1 }, {}, []],
    [{ a: 1, b: 2 }, { a: 1 }, {}, ['b: is there, with 2']],
    [{ a: 1, b: { c: 2, d: 3 } }, { b: { c: 2 } }, { subset: true }, []],
    [{ a: 1 }, { b: 1 }, { subset: true }, ['b: is missing']],
    [{ a: [2, 1] }, { a: [1, 2] }, {}, ['a: got [2,1], not [1,2]']],
    [{ a: [2, 1] }, { a: [1, 2] }, { unordered: true }, []],
    [{ tags: [2, 1] }, { tags: [1, 2] }, {}, []],
    [[1, 1], [1, 2], { unordered: true }, ['body: got [1,1], not [1,2]']],
    [[1, 2, 3], [1, 2], { subset: true }, ['body: got [1,2,3], not [1,2]']],
    [
      { a: 'x', b: 3, c: true },
      { a: { $type: 'string' }, b: { $type: 'integer' }, c: { $type: 'boolean' } },
      {},
      [],
    ],
    [{ a: '3' }, { a: { $type: 'integer' } }, {}, ['a: got "3", not {"$type":"integer"}']],
    [{ a: 'abc' }, { a: { $regex: '^a' } }, {}, []],
    [{ a: 'abc' }, { a: { $regex: '^b' } }, {}, ['a: got "abc", not {"$regex":"^b"}']],
    [{ a: 1 }, { a: '1' }, {}, ['a: got 1, not "1"']],
    [null, {}, {}, ['body: got null, not {}']],
  ] as const)('of %j with %j (%j)', (given, wanted, manner, wrong) => {
    expect(compare(given, wanted as never, manner)).toEqual(wrong);
  });

  it('of XML takes tags, attributes, children and text', () => {
    const given = xmlOf('<?xml version="1.0"?><a x="1"><b/><c y="&lt;">t</c>\n</a>');
    const wanted = {
      tag: 'a',
      attrs: { x: '1' },
      children: [{ tag: 'b' }, { tag: 'c', attrs: { y: '<' }, text: 't' }],
    };
    expect(compareXml(given, wanted)).toEqual([]);
    expect(compareXml(given, { ...wanted, attrs: {} })).toEqual(['/a@.x: is there, with "1"']);
    expect(compareXml(given, { ...wanted, children: [] })).toHaveLength(1);
    expect(() => xmlOf('<a><b></a>')).toThrow();
  });
});

describe('the expectation', () => {
  const list = {
    count: 2,
    next: 'http://h/api/v0.2/jobs/?offset=2&limit=2',
    previous: null,
    results: [{ id: 7 }, { id: 8 }],
  };
  const answer = {
    status: 200,
    headers: { 'content-type': 'text/yaml; charset=utf-8', 'x-a': 'b' },
    text: '',
  };
  const judge = (expected: Expected, body: string): string[] =>
    check(
      expected,
      { ...answer, text: body },
      {
        base: 'http://h',
        path: '/api/v0.2/jobs/',
        jobKey: (id) => (id === 7 ? 'smoke' : id),
      },
    );

  const YAML = "- {a: 'x', b: yes}\n- 2\n";
  it.each<[string, Expected, Expected, string]>([
    ['status', { status: 200 }, { status: 404 }, ''],
    ['count', { count: 2 }, { count: 3 }, JSON.stringify(list)],
    ['keys', { keys: ['smoke', 8] }, { keys: [8, 'smoke'] }, JSON.stringify(list)],
    [
      'next',
      { next: { path: '/api/v0.2/jobs/', query: { limit: '2', offset: '2' } } },
      { next: { path: '/api/v0.2/jobs/', query: { limit: '2' } } },
      JSON.stringify(list),
    ],
    ['previous', { previous: null }, { previous: { path: '/' } }, JSON.stringify(list)],
    ['json', { json: [1] }, { json: [] }, '[1]'],
    ['json_keys', { json_keys: ['b', 'a'] }, { json_keys: ['a', 'b'] }, '{"b": 1, "a": 2}'],
    ['json_absent', { json_absent: ['c'] }, { json_absent: ['c', 'a'] }, '{"a": 2}'],
    [
      'results_subset',
      { results_subset: [{ id: 7 }] },
      { results_subset: [{ id: 8 }] },
      JSON.stringify(list),
    ],
    ['text_equals', { text_equals: '' }, { text_equals: 'a' }, ''],
    ['text_starts', { text_starts: 'ab' }, { text_starts: 'b' }, 'abc'],
    ['text_contains', { text_contains: ['b', 'c'] }, { text_contains: ['b', 'd'] }, 'abc'],
    ['lines', { lines: 2 }, { lines: 3 }, 'a\r\nb\r\n'],
    ['content_type', { content_type: 'text/yaml' }, { content_type: 'text/yam' }, ''],
    ['headers', { headers: { 'X-A': 'b' } }, { headers: { 'X-B': 'b' } }, ''],
    ['yaml', { yaml: [{ a: 'x', b: true }, 2] }, { yaml: [2] }, YAML],
    ['yaml_length', { yaml_length: 2 }, { yaml_length: 1 }, YAML],
    ['yaml_items', { yaml_items: { '1': 2 } }, { yaml_items: { '0': 2 } }, YAML],
    ['yaml_unordered', { yaml_unordered: [2, { a: 'x', b: true }] }, { yaml_unordered: [2, 2] }, YAML],
    ['xml', { xml: { tag: 'a', attrs: {} } }, { xml: { tag: 'b' } }, '<a/>'],
  ])('%s holds, and does not', (_kind, holds, fails, body) => {
    expect(judge(holds, body)).toEqual([]);
    expect(judge(fails, body)).toHaveLength(1);
  });

  it('says so when the body is not of the kind', () => {
    expect(judge({ keys: ['a'] }, '{}')).toEqual(['keys: no results: {} (status 200)']);
    expect(judge({ json: 1 }, '<html>')[0]).toMatch(/^json: Unexpected token/);
  });

  it('is of a kind that is known, in every case', () => {
    for (const one of readCases().cases)
      for (const { expect: expected } of [one, ...(one.then ?? [])])
        expect(() => judge(expected, '')).not.toThrow();
  });
});

describe('the runner', () => {
  const seen: { method?: string; url?: string; headers: IncomingMessage['headers']; body: string }[] = [];
  let server: Server;
  let base: string;
  let runner: CaseRunner;
  beforeAll(async () => {
    server = createServer((request, response) => {
      void text(request).then((body) => {
        seen.push({ method: request.method, url: request.url, headers: request.headers, body });
        response.writeHead(request.url === '/moved' ? 301 : 200, { Location: '/' }).end('{"id": 7}');
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const users = [{ username: 'ana', tokens: ['one', 'two'] }];
    runner = new CaseRunner(base, { users }, IDS);
  });
  afterAll(() => {
    runner.close();
    server.close();
  });

  const run = async (said: Partial<LavaCase>): Promise<{ wrong: string[]; sent: (typeof seen)[number] }> => {
    seen.length = 0;
    const wrong = await runner.run({
      id: 'x',
      title: '',
      area: '',
      as: null,
      method: 'GET',
      path: '/',
      expect: { status: 200 },
      ...said,
    });
    return { wrong, sent: seen[0] as (typeof seen)[number] };
  };

  it('sends paths as they are and parameters encoded, repeated ones in order', async () => {
    const { sent, wrong } = await run({
      path: '/a:b/+c/{job:smoke.id}.json',
      query: { q: '1 +&é', ordering: ['id', '-id'], job: '{job:smoke.id}' },
      expect: { json: { id: '{job:smoke.id}' } },
    });
    expect(wrong).toEqual([]);
    expect(sent.url).toBe('/a:b/+c/7.json?q=1%20%2B%26%C3%A9&ordering=id&ordering=-id&job=7');
    expect(Object.keys(sent.headers).sort()).toEqual(['connection', 'host']);
  });

  it('sends the first token of a user, and headers of the case before it', async () => {
    expect((await run({ as: 'ana' })).sent.headers.authorization).toBe('Token one');
    const { sent } = await run({ as: 'ana', headers: { Authorization: 'Token   x' } });
    expect(sent.headers.authorization).toBe('Token   x');
    await expect(run({ as: 'ben' })).rejects.toThrow('ben has no token.');
  });

  it('sends JSON, forms and anything else', async () => {
    const post = async (body: LavaCase['body']) => (await run({ method: 'POST', body })).sent;
    const json = await post({ job: '{job:smoke.id}' });
    expect([json.body, json.headers['content-type']]).toEqual(['{"job":7}', 'application/json']);
    const form = await post({ $form: { tags: ['{job:smoke.id}', 'b'], d: 'x: 1\n' } });
    expect([form.body, form.headers['content-type']]).toEqual([
      'tags=7&tags=b&d=x%3A%201%0A',
      'application/x-www-form-urlencoded',
    ]);
    const raw = await post({ $raw: '', content_type: 'text/plain' });
    expect([raw.body, raw.headers['content-type']]).toEqual(['', 'text/plain']);
    expect((await run({ method: 'POST' })).sent.headers).not.toHaveProperty('content-type');
  });

  it('follows no redirection, and goes on with what comes after', async () => {
    const step = { as: 'ana', method: 'GET', path: '/moved', expect: { status: 200 } };
    const { wrong } = await run({ then: [{ ...step, expect: { status: 301 } }, step] });
    expect(wrong).toEqual(['then[1] status: got 301, not 200: {"id": 7}']);
    expect(seen).toHaveLength(3);
  });
});
