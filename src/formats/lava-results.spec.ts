import { readCsv } from './csv-reader.codec';
import { detect } from './detect';
import { readPythonLiteral } from './python-literal';
import { brief, readAll } from './spec-kit';
import { readYaml } from './yaml-reader.codec';

const YAML = `- name: ping
  job: '41'
  suite: 0_net
  result: pass
  measurement: '12.5000000000'
  unit: ms
  level: ''
  url: /results/testcase/90
  id: '90'
  logged: '2026-05-01 09:58:00.250000+00:00'
  log_start_line: ''
  log_end_line: ''
  metadata:
    case: ping
    definition: 0_net
    result: pass
- name: tls
  job: '41'
  suite: 0_net
  result: unknown
  measurement: None
  unit: ''
  level: ''
  url: /results/testcase/91
  id: '91'
  logged: '2026-05-01 09:58:10+00:00'
  log_start_line: '1'
  log_end_line: '2'
  metadata: {}
`;
/** As releases of 2023 wrote it: in the order of the alphabet. */
const YAML_2023 = `- {id: '7', job: '1', level: '', log_end_line: '', log_start_line: '', logged: '2023-01-02 03:04:05+00:00',
  measurement: '93.7', metadata: {}, name: boot, result: fail, suite: lava, unit: seconds, url: /results/testcase/7}
`;
const HEADER =
  'job,suite,result,measurement,unit,duration,timeout,logged,level,metadata,url,name,id,log_start_line,log_end_line';

describe("LAVA's own results", () => {
  it('in YAML restore suite, name, verdict, measurement, time, lines and metadata', async () => {
    const reading = await readAll(readYaml, YAML);
    expect(reading.tests.map(brief)).toEqual([
      {
        suite: '0_net',
        name: 'ping',
        result: 'pass',
        source_status: 'pass',
        measurement: '12.5000000000',
        units: 'ms',
        logged: '2026-05-01T09:58:00.250000+00:00',
        metadata: '{"case":"ping","definition":"0_net","result":"pass"}',
      },
      {
        suite: '0_net',
        name: 'tls',
        result: 'unknown',
        source_status: 'unknown',
        logged: '2026-05-01T09:58:10+00:00',
        start_log_line: 1,
        end_log_line: 2,
      },
    ]);
    expect([reading.warnings, reading.dialect, detect(Buffer.from(YAML))]).toEqual([[], 'lava', 'yaml']);
  });

  it('in YAML of 2023', async () => {
    const { tests, warnings, dialect } = await readAll(readYaml, YAML_2023);
    expect(brief(tests[0] as never)).toMatchObject({ name: 'boot', measurement: '93.7', units: 'seconds' });
    expect([warnings, dialect]).toEqual([[], 'lava']);
  });

  it('in CSV, metadata as a Python literal', async () => {
    const rows = [
      `"41","net","pass","0E-10","","","","2026-05-01 09:58:00+00:00","","{'case': ""it's"", 'n': [1, True, None]}","/results/testcase/90","ping","90","",""`,
      `"41","net","fail","None","","","","2026-05-01 09:58:10+00:00","","{}","/results/testcase/91","tls","91","1","2"`,
      `"41","net","skip","None","","","","2026-05-01 09:58:10+00:00","","{broken","/results/testcase/92","x","92","",""`,
    ];
    const body = [HEADER, ...rows, ''].join('\r\n');
    const reading = await readAll(readCsv, body);
    expect(reading.tests.map(brief)).toEqual([
      {
        suite: 'net',
        name: 'ping',
        result: 'pass',
        source_status: 'pass',
        measurement: '0',
        logged: '2026-05-01T09:58:00+00:00',
        metadata: '{"case":"it\'s","n":[1,true,null]}',
      },
      {
        suite: 'net',
        name: 'tls',
        result: 'fail',
        source_status: 'fail',
        logged: '2026-05-01T09:58:10+00:00',
        start_log_line: 1,
        end_log_line: 2,
      },
      {
        suite: 'net',
        name: 'x',
        result: 'skip',
        source_status: 'skip',
        logged: '2026-05-01T09:58:10+00:00',
        metadata: '{broken',
      },
    ]);
    expect([reading.warnings, reading.dialect, detect(Buffer.from(body))]).toEqual([[], 'lava', 'csv']);
  });
});

describe('a Python literal', () => {
  it.each([
    ["{'a': 'x\\'y', \"b\": -1.5e3}", { a: "x'y", b: -1500 }],
    ["('a', (1,), [])", ['a', [1], []]],
    ["'\\x41\\u2603\\U0001f600\\n\\q'", 'A\u2603\u{1f600}\n\\q'],
    ['{1: None, }', { 1: null }],
    ['{', undefined],
    ['OrderedDict()', undefined],
    ["'a' 'b'", undefined],
    [`${'['.repeat(5000)}${']'.repeat(5000)}`, undefined],
  ])('%s', (text, value) => {
    expect(readPythonLiteral(text)).toEqual(value);
  });
});
