import { startApp, TestApp } from '../../support/app';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
  await app.make('jobs/', { name: 'kept' });
});
afterAll(() => app.close());

const STRICT = { headers: { Prefer: 'handling=strict' } };

/** Query, header, messages of the strict answer. */
const CASES: [string, string, Record<string, string>][] = [
  ['nosuch=1', 'nosuch', { nosuch: 'Unknown parameter.' }],
  ['nosuch=', 'nosuch', { nosuch: 'Unknown parameter.' }],
  [
    'naem=x&_=1',
    'naem; did-you-mean="name", _',
    { naem: 'Unknown parameter. Did you mean `name`?', _: 'Unknown parameter.' },
  ],
  [
    'actual_device__hostnme__in!=x',
    'actual_device__hostnme__in!; did-you-mean="actual_device__hostname__in!"',
    {
      'actual_device__hostnme__in!': 'Unknown parameter. Did you mean `actual_device__hostname__in!`?',
    },
  ],
  [
    'a,b%22%0d%0aX-Evil: ö=1',
    'a%2Cb%22%0D%0AX-Evil%3A%20%C3%B6',
    { 'a,b"\r\nX-Evil: ö': 'Unknown parameter.' },
  ],
  ['submit_time__date=2026-03-01', 'submit_time__date', { submit_time__date: 'Unknown parameter.' }],
  [
    'name__icontain=x',
    'name__icontain; did-you-mean="name__icontains"',
    { name__icontain: 'Unknown parameter. Did you mean `name__icontains`?' },
  ],
  ['page_size=abc', 'page_size', { page_size: 'Enter a whole number of at least 1.' }],
  [
    'limit=0&offset=-1',
    'limit, offset',
    { limit: 'Enter a whole number of at least 1.', offset: 'Enter a whole number of at least 0.' },
  ],
  ['health_check=yes', 'health_check', { health_check: 'Enter true or false.' }],
  ['ordering=nosuch,-id', 'ordering', { ordering: 'Cannot order by nosuch.' }],
  [
    'ordering=?,-submit_tme,Id',
    'ordering; did-you-mean="-submit_time"',
    { ordering: 'Cannot order by ?, -submit_tme, Id. Did you mean `-submit_time`?' },
  ],
];

test.each(CASES)('?%s is ignored and named, or refused', async (query, header, messages) => {
  const answer = await app.ask(`jobs/?${query}`);
  expect([answer.status, answer.body.count]).toEqual([200, 1]);
  expect(answer.headers.get('x-ignored-parameters')).toBe(header);
  const strict = await app.ask(`jobs/?${query}`, STRICT);
  expect(strict.status).toBe(400);
  expect(strict.body).toEqual(
    Object.fromEntries(Object.entries(messages).map(([name, message]) => [name, [message]])),
  );
});

test.each([
  'name=',
  'name=kept',
  'ordering=',
  'ordering=,',
  'page=1&page_size=5&count=none',
  'page_size=',
  'page_size=999999',
  'limit=&offset=',
  'limit=5&offset=0&page_size=abc',
  'format=json',
])('?%s is nothing to complain of', async (query) => {
  const answer = await app.ask(`jobs/?${query}`, STRICT);
  expect([answer.status, answer.headers.get('x-ignored-parameters')]).toEqual([200, null]);
});

test('a value without a name is ignored, though no header can name it, or refused', async () => {
  const answer = await app.ask('jobs/?=boot');
  expect([answer.status, answer.headers.get('x-ignored-parameters')]).toEqual([200, null]);
  const strict = await app.ask('jobs/?=boot', STRICT);
  expect([strict.status, strict.body]).toEqual([400, { '': ['A parameter has no name.'] }]);
});

test('the header stays small, whatever was sent', async () => {
  const long = Array.from({ length: 100 }, (_, at) => `${'%E6%97%A5'.repeat(70)}${at}=1`).join('&');
  const answer = await app.ask(`jobs/?${long}`);
  expect(answer.status).toBe(200);
  const header = answer.headers.get('x-ignored-parameters') ?? '';
  expect(header.length).toBeGreaterThan(500);
  expect(header.length).toBeLessThanOrEqual(2_000);
});
