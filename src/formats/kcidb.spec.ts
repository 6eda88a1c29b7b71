import { detect } from './detect';
import { readKcidb } from './kcidb-reader.codec';
import { brief, bytesOf, heldNow, readAll, refusal } from './spec-kit';

const V53 = { major: 5, minor: 3 };
const document = (rest: object): string => JSON.stringify({ version: V53, ...rest });
const TEST = { id: 'lab:1', origin: 'lab', build_id: 'lab:b1' };

describe('a KCIDB document', () => {
  it('has suites by the first segment of a path, and results by status', async () => {
    const tests = [
      {
        ...TEST,
        path: 'ltp.syscalls.open01',
        status: 'PASS',
        duration: 1.5,
        start_time: '2026-01-02T03:04:05Z',
      },
      { ...TEST, path: 'boot', status: 'FAIL', log_excerpt: 'panic', misc: { a: 1 } },
      { ...TEST, path: 'a.b', status: 'ERROR', misc: { error_msg: 'no power' } },
      { ...TEST, path: 'a.c', status: 'MISS' },
      { ...TEST, path: 'a.d', status: 'SKIP' },
      { ...TEST, path: 'a.e', status: 'DONE', number: { value: 1e-7, unit: 'MB/s', prefix: 'metric' } },
      { ...TEST, path: 'a.f' },
      { ...TEST, path: 'a.g', status: 'GRONK' },
      { ...TEST, path: 'a.h', status: 'PASS', misc: { warn: true } },
      { ...TEST, path: 'a.i', status: 'FAIL', misc: { soft_failure: true } },
      { ...TEST, status: 'PASS' },
    ];
    const reading = await readAll(readKcidb, document({ tests }));
    expect(reading.tests.map(({ suite, name, result }) => `${suite} | ${name} | ${result}`)).toEqual([
      'ltp | syscalls.open01 | pass',
      'boot | boot | fail',
      'a | b | error',
      'a | c | miss',
      'a | d | skip',
      'a | e | done',
      'a | f | null',
      'a | g | unknown',
      'a | h | warn',
      'a | i | softfail',
      'tests | lab:1 | pass',
    ]);
    const [open, boot, power, , , number, waiting] = reading.tests;
    expect(open).toMatchObject({
      source_status: 'PASS',
      duration: '1.5',
      logged: '2026-01-02T03:04:05Z',
      metadata: '{"id":"lab:1","origin":"lab","build_id":"lab:b1"}',
    });
    expect([boot?.message, power?.message]).toEqual(['panic', 'no power']);
    expect(number).toMatchObject({ measurement: '0.0000001', units: 'MB/s' });
    expect(JSON.parse(number?.metadata ?? '')).toMatchObject({ number: { prefix: 'metric' } });
    expect(waiting).toMatchObject({ result: null, source_status: null });
    expect([reading.dialect, reading.warnings]).toEqual(['5.3', ['unknown_result']]);
  });

  it('says what was built, whichever comes first', async () => {
    const checkout = { id: 'o:c', origin: 'o', tree_name: 'mainline', git_commit_name: 'v6.12' };
    const builds = [
      { id: 'o:b0', origin: 'o', checkout_id: 'o:c0' },
      { id: 'lab:b1', origin: 'lab', checkout_id: 'o:c', architecture: 'arm64', config_name: 'defconfig' },
    ];
    const body = JSON.stringify({
      tests: [{ ...TEST, path: 'a.b' }],
      builds,
      checkouts: [checkout],
      version: V53,
    });
    const { facts, tests } = await readAll(readKcidb, body);
    expect(tests.length).toBe(1);
    expect(facts).toEqual({
      build: 'lab:b1',
      name: 'mainline v6.12 arm64 defconfig',
      details: { build: builds[1], checkout },
    });
  });

  it('keeps the tests of several builds apart', async () => {
    const tests = [
      { ...TEST, path: 'a.b' },
      { ...TEST, path: 'a.b', build_id: 'lab:b2' },
    ];
    const reading = await readAll(readKcidb, document({ tests }));
    expect(reading.tests.map(({ suite }) => suite)).toEqual(['a', 'lab:b2/a']);
    expect(reading.warnings).toEqual(['several_builds']);
  });

  it('may be of an older version, empty, or with things in it that are no tests', async () => {
    const old = await readAll(
      readKcidb,
      '{"version":{"major":4},"tests":[{"id":"a:1","waived":true,"status":"FAIL"}]}',
    );
    expect([old.dialect, old.tests[0]?.result]).toEqual(['4.0', 'fail']);
    expect(old.tests[0]?.metadata).toContain('"waived":true');
    expect((await readAll(readKcidb, document({ tests: [] }))).tests).toEqual([]);
    const others = await readAll(readKcidb, document({ issues: [{}, {}], incidents: [{}], odd: 1 }));
    expect(others.warnings).toEqual(['unknown_field', 'left_out', 'left_out']);
  });

  it('rejects single objects with their line', async () => {
    const body =
      '{"version":{"major":5,"minor":1},\n"tests":[\n1,\n{"origin":"a"},\n{nonsense},\n{"id":"a:b"}]}';
    const { tests, rejected } = await readAll(readKcidb, body);
    expect(tests.map(brief)).toEqual([{ suite: 'tests', name: 'a:b', metadata: '{"id":"a:b"}' }]);
    expect(rejected).toEqual([
      { code: 'bad_object', line: 3 },
      { code: 'missing_name', line: 4 },
      { code: 'bad_object', line: 5 },
    ]);
  });

  it('is read the same however the bytes arrive', async () => {
    const tests = [{ ...TEST, path: 'a.b', comment: 'quote " back\\ \\" é😀 }{][,:' }];
    const body = JSON.stringify({ version: V53, tests }, null, 1);
    const whole = await readAll(readKcidb, body);
    expect(JSON.parse(whole.tests[0]?.metadata ?? '')).toMatchObject({ comment: tests[0]?.comment });
    for (const size of [1, 2, 3, 7])
      expect((await readAll(readKcidb, bytesOf(body, size))).tests).toEqual(whole.tests);
  });

  it('18: keeps no character that cannot be stored, and no number that is none', async () => {
    const body =
      '{"version":{"major":5},"tests":[{"id":"a:\\u0000","comment":"\\ud800","duration":-1,"start_time":"soon","number":{"value":"x"}}]}';
    const { tests, repaired, warnings } = await readAll(readKcidb, body);
    expect([tests[0]?.name, repaired]).toEqual(['a:\u2400', 2]);
    expect(tests[0]?.metadata).not.toMatch(/\\u0000|\\ud800/);
    expect(warnings).toEqual(['bad_measurement', 'bad_duration', 'bad_start_time']);
    expect(JSON.parse(tests[0]?.metadata ?? '')).toMatchObject({ duration: -1, start_time: 'soon' });
  });

  it.each([
    ['', /empty/],
    ['[]', /not a JSON object/],
    ['{"tests":[]}', /no version/],
    ['{"version":{"major":3}}', /version 3 of KCIDB is not read/],
    ['{"version":{"major":5},"tests":[{"id":"a:b"}', /ends before its end/],
    ['{"version":{"major":5}} {"version":{"major":5}}', /second document/],
    ['{"version":{"major":5},"tests":[{}}}', /a comma was expected/],
    ['{"version":{"major":5} "tests":[]}', /this is not JSON/],
    ['{version:5}', /a name in quotes/],
  ])('is not %j', async (body, message) => {
    expect(await refusal(readKcidb, body)).toMatch(message);
  });

  it('of 100 MB is read in constant memory', async () => {
    const one = `${JSON.stringify({ ...TEST, path: 'a.b', misc: { text: 'x'.repeat(500) } })},`;
    async function* body(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('{"version":{"major":5,"minor":3},"tests":[');
      const many = Buffer.from(one.repeat(100));
      for (let sent = 0; sent < 100e6; sent += many.length) yield many;
      yield Buffer.from('{"id":"a:z"}]}');
    }
    const before = heldNow();
    let most = 0;
    let tests = 0;
    for await (const event of readKcidb(body())) {
      if (event.type !== 'test') continue;
      if (++tests % 30_000 === 0) most = Math.max(most, heldNow() - before);
    }
    expect(tests).toBeGreaterThan(150_000);
    expect(most).toBeLessThan(60);
  });

  it('passes over an element without end, and one nested too deep', async () => {
    const deep = `{"id":"a:1","misc":${'['.repeat(1000)}${']'.repeat(1000)}}`;
    const long = `{"id":"${'x'.repeat(5_000_000)}"}`;
    const { tests, rejected } = await readAll(
      readKcidb,
      `{"version":{"major":5},"tests":[${deep},${long},{"id":"a:2"}]}`,
    );
    expect(tests.map(({ name }) => name)).toEqual(['a:2']);
    expect(rejected.map(({ code }) => code)).toEqual(['object_too_long', 'object_too_long']);
  });

  it('is recognised by its first member', () => {
    expect(detect(Buffer.from(document({})))).toBe('kcidb');
  });
});
