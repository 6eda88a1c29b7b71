import { request } from 'node:http';
import { connect } from 'node:net';
import { RESOURCES } from '../../../src/resources';
import { startApp, TestApp } from '../../support/app';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
  await app.make('jobs/', { name: 'kept', metadata: { a: 'b' } });
});
afterAll(() => app.close());
afterEach(async () => expect((await app.ask('jobs/?name=kept')).body.count).toBe(1));

/** Sends a target as it is: fetch would tidy it up. */
function raw(
  target: string,
  method = 'GET',
): Promise<{ status: number; type: string; body: Record<string, unknown> }> {
  const { hostname, port } = new URL(app.url);
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, path: target, method, headers: { Accept: '*/*' } }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (piece: string) => (text += piece));
      response.on('end', () => {
        const type = response.headers['content-type'] ?? '';
        resolve({
          status: response.statusCode ?? 0,
          type,
          body: type.includes('json') ? JSON.parse(text) : {},
        });
      });
    });
    sent.on('error', reject).end();
  });
}

test.each([
  ['/api/v1/jobs/%ff/', 404],
  ['/api/v1/jobs/%zz/', 404],
  ['/api/v1/jobs/%/', 404],
  ['/api/v1/devices/%ED%A0%80/', 404],
  [`/api/v1/devices/${'a'.repeat(5000)}/`, 414],
  ['/api/v1/devices/a%00b/', 404],
  ['/api/v1/devices/..%2F..%2Fetc%2Fpasswd/', 404],
  ['/api/v1/devices/%2e%2e/', 404],
  ['/api/v1/nothing/', 404],
  ['/api/v1/jobs//', 404],
  ['/api/v1//jobs/', 404],
  ['//api/v1/jobs/', 404],
  ['/api/v1/Jobs/', 404],
  ['/API/V1/jobs/', 404],
  ['/api/v1/jobs/1/nothing/', 404],
  ['/api/v1/jobs/1/suites/1/nothing/', 404],
  ['/api/v1/__proto__/', 404],
  ['/api/v1/jobs/constructor/', 404],
])('%s is answered in JSON with %d', async (target, status) => {
  const answer = await raw(target);
  expect([answer.status, answer.type]).toEqual([status, 'application/json']);
  expect(answer.body).toEqual({ detail: expect.any(String) });
});

const KEYS = [
  'abc',
  '1.5',
  '1e3',
  '0x1',
  '-1',
  '0',
  '99999999999999999999',
  '9223372036854775808',
  'NaN',
  "1'--",
  '_1',
  '1__0',
  '\ufeff1',
];

test.each(RESOURCES.map(({ name }) => name))('a key of %s that cannot be one is not found', async (name) => {
  for (const key of KEYS) {
    const answer = await app.ask(`${name}/${encodeURIComponent(key)}/`);
    expect([key, answer.status, answer.body]).toEqual([key, 404, { detail: 'Not found.' }]);
  }
});

test('a number key is read as Python reads it', async () => {
  const { id } = (await app.ask('jobs/')).body.results[0];
  for (const key of [`0${id}`, `%20${id}`, `+${id}`, `${id}%20`, `0_${id}`, '%1F%D9%A1'])
    expect([key, (await app.ask(`jobs/${key}/`)).body?.id]).toEqual([key, id]);
});

test.each([
  'id=99999999999999999999',
  'id=-99999999999999999999',
  'id__gt=9223372036854775808',
  'id__in=1,99999999999999999999',
  'id__range=-1e40,1e40',
  'priority=1e49',
  'priority__lt=-1e4900',
  'id=0.0000000000000000000000000000001',
  "name=' OR 1=1 --",
  "name__contains='; DROP TABLE jobs; --",
  "name__in=a','b",
  'name__regex=(a+)+$',
  'name__startswith=%25_%5C',
  'ordering=id;DROP TABLE jobs',
  'ordering=name) --',
  'metadata__a"b=1',
  "metadata__a'b__contains=1",
  'metadata__a%00b=1',
  'metadata__a__b__c__d__e__f__g__h__i__j=1',
  'metadata__=1',
  'metadata____=1',
  '__proto__=1',
  '__proto__[x]=1',
  'constructor=1',
  'constructor__prototype=1',
  'toString=1&valueOf=2&hasOwnProperty=3',
  'ordering=__proto__,constructor',
  'group__parent__parent__parent__parent__parent__parent__parent__parent__parent__name=x',
  'page_size=-5',
  'page_size=99999999999999999999',
  'page_size=NaN',
  'limit=-1',
  'limit=-1&offset=-1',
  'limit=abc&offset=xyz',
  'limit=1e400',
  'limit=10&offset=99999999999999999999999',
  'limit=10&offset=9007199254740993',
  '=1',
  '==',
  '&&&',
  '%',
  '%zz=%zz',
  '%ff=%ff',
  'name=%ed%a0%80',
  'name=%f0%9f%98',
  'name=\u202e\ufeff',
])('?%s finds or finds nothing, and breaks nothing', async (query) => {
  const answer = await app.ask(`jobs/?${query}`);
  expect([answer.status, Array.isArray(answer.body?.results)]).toEqual([200, true]);
});

test.each([
  ['id=abc', 'id', 'Enter a number.'],
  ['id=NaN', 'id', 'Enter a number.'],
  ['id=Infinity', 'id', 'Enter a number.'],
  ['id=1e51', 'id', 'Ensure this value is less than or equal to 1e+50.'],
  ['id=1e400', 'id', 'Ensure this value is less than or equal to 1e+50.'],
  ['id__in=1,x', 'id__in', 'Enter a number.'],
  ['id__range=1', 'id__range', 'Range query expects two values.'],
  ['id__range=1,2,3', 'id__range', 'Range query expects two values.'],
  ['submit_time__lt=0000-01-01', 'submit_time__lt', 'Enter a valid date/time.'],
  ['submit_time=2024-13-01', 'submit_time', 'Enter a valid date/time.'],
  ['submit_time=99999-01-01', 'submit_time', 'Enter a valid date/time.'],
  ['state=running', 'state', 'Select a valid choice. running is not one of the available choices.'],
  ['name=a%00b', 'name', 'Null characters are not allowed.'],
  ['name__in=a,b%00', 'name__in', 'Null characters are not allowed.'],
  ['name__regex=%00', 'name__regex', 'Null characters are not allowed.'],
  ['name__regex=(', 'name__regex', expect.stringMatching(/regular expression/)],
  ['name__regex=[[:nope:]]', 'name__regex', expect.stringMatching(/regular expression/)],
  ['name__iregex!=*', 'name__iregex!', expect.stringMatching(/regular expression/)],
  ['metadata__a__regex=(', 'metadata__a__regex', expect.stringMatching(/regular expression/)],
  ['metadata__a=%00', 'metadata__a', 'Null characters are not allowed.'],
  ['group=abc', 'group', expect.stringMatching(/^Select a valid choice\./)],
  ['group=99999999999999999999', 'group', expect.stringMatching(/^Select a valid choice\./)],
  ['tags=-1', 'tags', expect.stringMatching(/^Select a valid choice\./)],
  ['actual_device=%00', 'actual_device', 'Null characters are not allowed.'],
  ['count=some', 'count', expect.stringMatching(/^Select a valid choice\./)],
])('?%s is refused under the name as sent', async (query, name, message) => {
  const answer = await app.ask(`jobs/?${query}`);
  expect([answer.status, answer.body]).toEqual([400, { [name]: [message] }]);
});

test.each([
  ['refuses', '(((a{255}){255}){255})'],
  ['has no stack for', 'a|'.repeat(30_000)],
  ['has no memory for', '(\\w{1,255}\\W{1,255}){1,100}'],
])('an expression that PostgreSQL %s is refused', async (_why, expression) => {
  const answer = await app.ask(`jobs/?name__regex=${encodeURIComponent(expression)}`);
  expect([answer.status, answer.body]).toEqual([400, { name__regex: ['Enter a valid regular expression.'] }]);
});

test.each(['page=0', 'page=-1', 'page=abc', 'page=1e3', 'page=', 'page=99999999999999999999', 'page=2'])(
  '?%s is no page',
  async (query) => {
    const answer = await app.ask(`jobs/?${query}`);
    expect([answer.status, answer.body]).toEqual([404, { detail: 'Invalid page.' }]);
  },
);

test('a thousand parameters are taken, one more is refused', async () => {
  const query = (count: number): string => Array.from({ length: count }, (_, at) => `p${at}=1`).join('&');
  expect((await app.ask(`jobs/?${query(1000)}`)).status).toBe(200);
  const answer = await app.ask(`jobs/?${query(1001)}`);
  expect([answer.status, answer.body.detail]).toEqual([400, expect.stringContaining('1000')]);
});

test('a thousand bad values are all named, and cost no second', async () => {
  const began = Date.now();
  const query = Array.from({ length: 900 }, (_, at) => `id__in${'!'.repeat(at % 2)}=x${at}`).join('&');
  expect(Object.keys((await app.ask(`jobs/?${query}`)).body).sort()).toEqual(['id__in', 'id__in!']);
  expect(Date.now() - began).toBeLessThan(2000);
});

test('a query of 64 KiB is answered', async () => {
  for (const query of [
    `name=${'a'.repeat(65_536)}`,
    `id__in=${'1,'.repeat(32_000)}1`,
    `name__in=${'a,'.repeat(32_000)}`,
  ])
    expect((await app.ask(`jobs/?${query}`)).status).toBe(200);
});

test('a query beyond every limit is refused in JSON, and the server lives', async () => {
  const answer = await raw(`/api/v1/jobs/?name=${'a'.repeat(300_000)}`);
  expect([answer.status, answer.body]).toEqual([431, { detail: expect.any(String) }]);
});

test('?handling=strict names what it does not know, whatever it is called', async () => {
  const answer = await app.ask('jobs/?__proto__=1&nmae=2&toString=3', {
    headers: { Prefer: 'handling=strict' },
  });
  expect(answer.status).toBe(400);
  expect(answer.text).toMatch(/^\{"__proto__":\[.*"nmae":\[.*"toString":\[/);
});

test('a method that nobody has heard of is one that the path lacks', async () => {
  const { hostname, port } = new URL(app.url);
  const say = (line: string): Promise<string> =>
    new Promise((resolve) => {
      let heard = '';
      const socket = connect(Number(port), hostname, () => socket.write(`${line}\r\nHost: x\r\n\r\n`));
      socket.setEncoding('utf8').on('data', (text: string) => (heard += text));
      socket.on('close', () => resolve(heard));
    });
  const answer = await say('FOO /api/v1/jobs/?x=1 HTTP/1.1');
  expect(answer).toMatch(/^HTTP\/1\.1 405 .*\r\nallow: GET, POST, HEAD, OPTIONS\r\n/s);
  expect(answer).toMatch(/\{"detail":"Method \\"FOO\\" not allowed\."\}$/);
  expect(await say('FOO /api/v1/nothing/ HTTP/1.1')).toMatch(/^HTTP\/1\.1 404 /);
  expect(await say('FOO BAR')).toMatch(/^HTTP\/1\.1 400 /);
});
