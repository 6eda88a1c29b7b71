import { startApp, TestApp } from '../../support/app';

let app: TestApp;
let job: number;
beforeAll(async () => {
  app = await startApp();
  job = (await app.make('jobs/', { name: 'kept' })).id;
});
afterAll(() => app.close());

const json = (path: string, body: string, method = 'POST') =>
  app.ask(path, { method, body, headers: { 'Content-Type': 'application/json' } });
const nested = (depth: number, inner = ''): string => '['.repeat(depth) + inner + ']'.repeat(depth);
const LONG = 'x'.repeat(201);

/** A field of each type with values it cannot take, as JSON text: some are not to be had from JSON.stringify. */
const BAD: [field: string, value: string, message: RegExp][] = [
  ['name', 'true', /^Not a valid string\.$/],
  ['name', '{"a":1}', /^Not a valid string\.$/],
  ['name', '["a"]', /^Not a valid string\.$/],
  ['name', 'null', /^This field may not be null\.$/],
  ['name', '1e400', /^Not a valid string\.$/],
  ['name', JSON.stringify(LONG), /^Ensure this field has no more than 200 characters\.$/],
  ['name', JSON.stringify('😀'.repeat(201)), /^Ensure this field has no more than 200 characters\.$/],
  ['name', '"a\\u0000b"', /^Null characters are not allowed\.$/],
  ['name', '"a\\ud800b"', /^Surrogate characters are not allowed: U\+D800\.$/],
  ['name', '"\\udfff"', /^Surrogate characters are not allowed: U\+DFFF\.$/],
  ['description', nested(200_000), /^Not a valid string\.$/],
  ['uniqueident', '""', /^This field may not be blank\.$/],
  ['uniqueident', '" \\t\\u00a0\\u3000 "', /^This field may not be blank\.$/],
  ['state', '"running"', /^"running" is not a valid choice\.$/],
  ['state', '["Running"]', /^"\['Running'\]" is not a valid choice\.$/],
  ['state', '1', /^"1" is not a valid choice\.$/],
  ['state', 'null', /^This field may not be null\.$/],
  ['state', nested(200_000, '"Running"'), /^"\[+\.\.\.\]+" is not a valid choice\.$/],
  ['state', '{"toString":1}', /^"\{'toString': 1\}" is not a valid choice\.$/],
  ['health', '"__proto__"', /is not a valid choice\.$/],
  ['outcome', '"PASSED"', /is not a valid choice\.$/],
  ['priority', '7.5', /^A valid integer is required\.$/],
  ['priority', '"seven"', /^A valid integer is required\.$/],
  ['priority', 'true', /^A valid integer is required\.$/],
  ['priority', '[1]', /^A valid integer is required\.$/],
  ['priority', '""', /^A valid integer is required\.$/],
  ['priority', '1e400', /^A valid integer is required\.$/],
  ['priority', '2147483648', /^Ensure this value is less than or equal to 2147483647\.$/],
  ['priority', '-2147483649', /^Ensure this value is greater than or equal to -2147483648\.$/],
  ['priority', '1e300', /^Ensure this value is less than or equal to 2147483647\.$/],
  ['priority', `"${'9'.repeat(1001)}"`, /^String value too large\.$/],
  ['health_check', '"maybe"', /^Must be a valid boolean\.$/],
  ['health_check', '2', /^Must be a valid boolean\.$/],
  ['health_check', 'null', /^This field may not be null\.$/],
  ['health_check', '[]', /^Must be a valid boolean\.$/],
  ['submit_time', '"yesterday"', /^Datetime has wrong format\./],
  ['submit_time', '1700000000', /^Datetime has wrong format\./],
  ['submit_time', '"2024-02-30T00:00:00Z"', /^Datetime has wrong format\./],
  ['submit_time', '"2024-01-01T24:00:00Z"', /^Datetime has wrong format\./],
  ['submit_time', '"2024-01-01T00:00:00+24:00"', /^Datetime has wrong format\./],
  ['submit_time', '"0000-01-01T00:00:00Z"', /^Datetime has wrong format\./],
  ['submit_time', '"+99999-01-01T00:00:00Z"', /^Datetime has wrong format\./],
  ['submit_time', '"infinity"', /^Datetime has wrong format\./],
  ['submit_time', '"9999-12-31T23:59:59-14:00"', /^Datetime value out of range\.$/],
  ['submit_time', '"0001-01-01T00:00:00+14:00"', /^Datetime value out of range\.$/],
  ['state', 'true', /^"True" is not a valid choice\.$/],
  ['actual_device', '[]', /^Invalid pk "\[\]" - object does not exist\.$/],
  ['actual_device', 'true', /^Incorrect type\. Expected pk value, received bool\.$/],
  ['tags', '[null]', /^Invalid pk "None" - object does not exist\.$/],
  ['parents', '[999,"x",null]', /^Invalid pk "999" - object does not exist\.$/],
  ['parents', '["x",999]', /^Incorrect type\. Expected pk value, received str\.$/],
  ['metadata', '[]', /^Expected a dictionary of items but got type "list"\.$/],
  ['metadata', '"a"', /^Expected a dictionary of items but got type "str"\.$/],
  ['metadata', 'null', /^This field may not be null\.$/],
  ['metadata', '{"a":"\\u0000"}', /^Null characters are not allowed\.$/],
  ['metadata', '{"\\ud800":1}', /^Surrogate characters are not allowed: U\+D800\.$/],
  ['metadata', `{"a":${nested(200_000)}}`, /^Nested too deeply: at most 100 levels\.$/],
  ['metadata', '{"a":[1e400]}', /^Out of range float values are not JSON compliant\.$/],
];

test.each(BAD)(
  'a job whose "%s" cannot be taken (%#) is refused and the field is named',
  async (field, value, message) => {
    for (const [method, path] of [
      ['POST', 'jobs/'],
      ['PUT', `jobs/${job}/`],
      ['PATCH', `jobs/${job}/`],
    ] as const) {
      if (method !== 'POST' && field === 'uniqueident') continue;
      const answer = await json(path, `{"${field}":${value}}`, method);
      expect([method, answer.status, answer.body]).toEqual([
        method,
        400,
        { [field]: [expect.stringMatching(message)] },
      ]);
    }
  },
);

test('a measurement takes 20 digits before and 10 behind the point, exactly', async () => {
  const post = (measurement: unknown) =>
    app.ask(`jobs/${job}/tests/`, { json: { suite: 's', name: 't', measurement } });
  const exact = '12345678901234567890.0123456789';
  expect((await post(exact)).body.measurement).toBe(exact);
  expect((await post('-1e-10')).body.measurement).toBe('-0.0000000001');
  for (const [bad, message] of [
    ['123456789012345678901', 'no more than 20 digits before the decimal point'],
    ['0.12345678901', 'no more than 10 decimal places'],
    ['1e45', 'no more than 30 digits in total'],
    ['1e99', 'no more than 30 digits in total'],
    ['1e-999999', 'no more than'],
    ['NaN', 'A valid number is required.'],
    ['-Infinity', 'A valid number is required.'],
    ['1,5', 'A valid number is required.'],
    ['0x1F', 'A valid number is required.'],
    [[1], 'A valid number is required.'],
    ['1'.repeat(1001), 'String value too large.'],
  ] as const) {
    const answer = await post(bad);
    expect([bad, answer.status, answer.body]).toEqual([
      bad,
      400,
      { measurement: [expect.stringContaining(message)] },
    ]);
  }
});

test('all bad fields are named together', async () => {
  const body = {
    name: true,
    priority: 'x',
    state: 'x',
    health_check: 'x',
    submit_time: 'x',
    group: 'x',
    tags: 'x',
  };
  const answer = await app.ask('jobs/', { json: body });
  expect(answer.status).toBe(400);
  expect(Object.keys(answer.body).sort()).toEqual([
    'group',
    'health_check',
    'name',
    'priority',
    'state',
    'submit_time',
    'tags',
  ]);
});

test.each([
  ['null', 'No data provided'],
  ['[[]]', [{ non_field_errors: ['Invalid data. Expected a dictionary, but got list.'] }]],
  ['"text"', 'Invalid data. Expected a dictionary, but got str.'],
  ['7', 'Invalid data. Expected a dictionary, but got int.'],
  ['7.5', 'Invalid data. Expected a dictionary, but got float.'],
  ['true', 'Invalid data. Expected a dictionary, but got bool.'],
])('the body %s is no row', async (body, message) => {
  const answer = await json('jobs/', body);
  expect(answer.status).toBe(400);
  expect(answer.body).toEqual(typeof message === 'string' ? { non_field_errors: [message] } : message);
});

test('__proto__, constructor and the like are unknown names like any other', async () => {
  const answer = await json(
    'jobs/',
    '{"__proto__":{"name":"x","is_public":false},"constructor":{"name":"y"},"toString":1,"hasOwnProperty":null}',
  );
  expect([answer.status, answer.body.name, answer.body.is_public]).toEqual([201, '', true]);
  const kept = await json('jobs/', '{"metadata":{"__proto__":{"a":1},"constructor":"c"}}');
  expect(kept.text).toContain('"metadata":{"__proto__":{"a":1},"constructor":"c"}');
  expect(({} as Record<string, unknown>).name).toBeUndefined();
});

test('bad rows of an array are told from good ones by their place, and nothing is stored', async () => {
  const before = (await app.ask('jobs/')).body.count;
  const answer = await app.ask('jobs/', {
    json: [{ name: 'a' }, { name: true }, 7, { priority: 'x', name: 'b' }],
  });
  expect([answer.status, answer.body]).toEqual([
    400,
    [
      {},
      { name: ['Not a valid string.'] },
      { non_field_errors: ['Invalid data. Expected a dictionary, but got int.'] },
      { priority: ['A valid integer is required.'] },
    ],
  ]);
  expect((await app.ask('jobs/')).body.count).toBe(before);
});

test('the suite of a test is refused by name as a suite itself would be', async () => {
  for (const [suite, message] of [
    ['', 'This field may not be blank.'],
    ['   ', 'This field may not be blank.'],
    ['a\0b', 'Null characters are not allowed.'],
    ['a\ud800', 'Surrogate characters are not allowed: U+D800.'],
    ['x'.repeat(4097), 'Ensure this field has no more than 4096 characters.'],
    [true, 'Incorrect type. Expected pk value, received bool.'],
    [{}, 'Incorrect type. Expected pk value, received dict.'],
    ['999', 'Invalid pk "999" - object does not exist.'],
  ]) {
    const answer = await app.ask(`jobs/${job}/tests/`, { json: { suite, name: 't' } });
    expect([suite, answer.status, answer.body]).toEqual([suite, 400, { suite: [message] }]);
  }
});

test('a boolean that may be null is null in text, too', async () => {
  for (const [at, good] of ['null', 'NULL', ''].entries())
    expect((await app.make('teststatuses/', { name: `word ${at}`, good })).good).toBeNull();
});

test('bad values and rows that do not exist are named together', async () => {
  const json = { name: 7, state: 'nope', actual_device: 'nope', group: 'nope', tags: [999] };
  const messages = {
    state: ['"nope" is not a valid choice.'],
    actual_device: ['Invalid pk "nope" - object does not exist.'],
    group: ['Object with name=nope does not exist.'],
    tags: ['Invalid pk "999" - object does not exist.'],
  };
  expect((await app.ask('jobs/', { json })).body).toEqual(messages);
  expect((await app.ask(`jobs/${job}/`, { method: 'PATCH', json })).body).toEqual(messages);
  expect((await app.ask('jobs/', { json: [{}, json, { tags: 'x' }] })).body).toEqual([
    {},
    messages,
    { tags: ['Expected a list of items but got type "str".'] },
  ]);
  const lines = await app.ask('jobs/', {
    body: `{}\n${JSON.stringify(json)}\n`,
    headers: { 'Content-Type': 'application/x-ndjson' },
  });
  expect(lines.body).toEqual({ line: ['2'], ...messages });
});
