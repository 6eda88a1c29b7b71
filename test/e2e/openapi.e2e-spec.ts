import { dirname } from 'node:path';
import { buildDocument } from '../../src/openapi/document';
import { OpenApiDocument } from '../../src/openapi/types';
import { Answer, startApp, TestApp } from '../support/app';

/** What is wrong with a value, in sentences; nothing when it is as its schema says. */
type Judge = (pointer: string, value: unknown) => string[];

interface Ajv {
  addSchema(schema: object): void;
  compile(schema: object): {
    (value: unknown): boolean;
    errors?: { instancePath: string; message?: string }[];
  };
}

/** Judges values by the schemas of a document, with the validator that Fastify brings. */
function judgeBy(document: OpenApiDocument): Judge {
  const from = (name: string, ...paths: string[]) => require.resolve(name, { paths });
  const file = from(
    'ajv/dist/2020',
    dirname(from('@fastify/ajv-compiler', dirname(require.resolve('fastify')))),
  );
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- its place is only known by now
  const { Ajv2020 } = require(file) as { Ajv2020: new (options: object) => Ajv };
  const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });
  ajv.addSchema({ $id: 'api', paths: document.paths, components: document.components });
  return (pointer, value) => {
    const validate = ajv.compile({ $ref: `api${pointer}` });
    if (validate(value)) return [];
    return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath}: ${message ?? ''}`);
  };
}

describe('/api/v1/schema/ and /api/v1/docs/', () => {
  let server: TestApp;
  let judge: Judge;

  beforeAll(async () => {
    server = await startApp({ ASSAY_REQUIRE_LOGIN: 'true' });
    judge = judgeBy(buildDocument());
  });
  afterAll(() => server.close());

  const anonymous = { token: null };

  it('answer the document as JSON, without an account, once packed and once plain', async () => {
    const answer = await server.ask('schema/', anonymous);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('application/json');
    expect(answer.headers.get('content-encoding')).toBe('gzip');
    expect(answer.body).toEqual(JSON.parse(JSON.stringify(buildDocument())));
    const plain = await server.ask('schema', { ...anonymous, headers: { 'Accept-Encoding': 'identity' } });
    expect(plain.headers.get('content-encoding')).toBeNull();
    expect(plain.body).toEqual(answer.body);
    const etag = answer.headers.get('etag') ?? '';
    expect((await server.ask('schema/', { ...anonymous, headers: { 'If-None-Match': etag } })).status).toBe(
      304,
    );
  });

  it('answer a page that takes everything from this server', async () => {
    for (const path of ['docs/', 'docs']) {
      const page = await server.ask(path, anonymous);
      expect(page.status).toBe(200);
      expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
      expect(page.headers.get('content-security-policy')).toContain("script-src 'self';");
      const parts = [...page.text.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, target]) => target ?? '');
      expect(parts).toHaveLength(5);
      for (const part of parts) {
        expect(part).toMatch(/^\/api\/v1\//);
        expect((await server.ask(part, anonymous)).status).toBe(200);
      }
    }
    const script = await server.ask('docs/start.js', anonymous);
    expect(script.text).toContain('"/api/v1/schema/"');
    expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  });

  it('give no other file', async () => {
    for (const name of ['package.json', 'index.html', '..%2fpackage.json', 'toString'])
      expect((await server.ask(`docs/${name}`, anonymous)).status).toBe(404);
  });

  describe('and the answers', () => {
    const row = (name: string, body: unknown) => {
      expect([name, judge(`#/components/schemas/${name}`, body)]).toEqual([name, []]);
      const known = buildDocument().components.schemas[name]?.properties;
      if (known) expect(Object.keys(known)).toEqual(expect.arrayContaining(Object.keys(body as object)));
    };
    const error = (name: string, answer: Answer) =>
      expect(judge(`#/components/responses/${name}/content/application~1json/schema`, answer.body)).toEqual(
        [],
      );

    it('are as it says: rows and lists of every collection', async () => {
      const { make, ask } = server;
      await make('devicetypes/', { name: 'board', core_count: 4 });
      const worker = await make('workers/', { hostname: 'w1' });
      const device = await make('devices/', { hostname: 'd1', device_type: 'board', worker_host: 'w1' });
      const group = await make('groups/', { name: 'main' });
      const build = await make('builds/', { group: 'main', name: '1' });
      const tag = await make('tags/', { name: 'fast' });
      const job = await make('jobs/', { name: 'j', build: build.id, tags: ['fast'], metadata: { a: 1 } });
      const test = await make(`jobs/${job.id}/tests/`, {
        suite: 's',
        name: 't',
        result: 'pass',
        measurement: 1.5,
      });
      const activity = await make(`jobs/${job.id}/activities/`, { activity: 'boot' });
      row('Worker', worker);
      row('Device', device);
      row('Group', group);
      row('Build', build);
      row('Tag', tag);
      row('Job', job);
      row('Test', test);
      row('Activity', activity);
      row('TokenRevealed', await make('tokens/', { name: 'x' }));
      for (const name of ['summary', 'passrate']) {
        const { body } = await ask(`jobs/${job.id}/${name}/`);
        row(name === 'summary' ? 'JobSummary' : 'PassRate', body);
      }
      const document = buildDocument();
      for (const [collection, address] of Object.entries((await ask('')).body as Record<string, string>)) {
        const answer = await ask(new URL(address).pathname);
        const path = document.paths[`/api/v1/${collection}/`]?.get?.responses['200'] as { $ref: string };
        const name = path.$ref.split('/').at(-1) ?? '';
        expect([name, judge(`#/components/schemas/${name}`, answer.body)]).toEqual([name, []]);
        for (const one of answer.body.results as object[]) row(name.replace(/List$/, ''), one);
      }
    });

    it('are as it says: a receipt', async () => {
      const report = { body: '1..1\nok 1 - a\n', headers: { 'Content-Type': 'text/x-tap' } };
      const first = await server.ask('ingest/?name=r&tags=a,b', report);
      expect(first.status).toBe(201);
      row('Receipt', first.body);
      const again = await server.ask('ingest/?name=r&tags=a,b', report);
      expect([again.status, again.body.duplicate]).toEqual([200, true]);
    });

    it('are as it says: errors', async () => {
      const { ask } = server;
      const cases: [number, string, Answer][] = [
        [400, 'BadInput', await ask('jobs/?id=x')],
        [400, 'BadInput', await ask('jobs/', { json: [{ priority: 'x' }, {}] })],
        [400, 'BadInput', await ask('jobs/', { body: '{', headers: { 'Content-Type': 'application/json' } })],
        [401, 'Unauthenticated', await ask('jobs/', anonymous)],
        [404, 'NotFound', await ask('jobs/4711/')],
        [405, 'MethodNotAllowed', await ask('jobs/', { method: 'DELETE' })],
        [406, 'NotAcceptable', await ask('jobs/', { headers: { Accept: 'text/csv' } })],
        [415, 'Unsupported', await ask('jobs/', { body: 'x', headers: { 'Content-Type': 'text/plain' } })],
      ];
      for (const [status, name, answer] of cases) {
        expect([name, answer.status]).toEqual([name, status]);
        error(name, answer);
      }
    });
  });
});
