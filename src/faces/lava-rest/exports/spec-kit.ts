import { LavaJunitTest } from './junit-writer';
import { LogExcerpts } from './log-excerpts';

const test = (fields: Partial<LavaJunitTest> & { id: number }): LavaJunitTest => ({
  job: 41,
  suite: 'net',
  name: '',
  result: 'pass',
  measurement: null,
  units: '',
  logged: '2026-03-01 08:20:00.25+00',
  metadata: null,
  start_log_line: null,
  end_log_line: null,
  ...fields,
});

/** Contract lava-rest §7.9. */
export const EXAMPLE: readonly LavaJunitTest[] = [
  test({ id: 90, name: 'ping', measurement: '12.5', units: 'ms', logged: '2026-05-01 09:58:00+00' }),
  test({
    id: 91,
    name: 'tls',
    result: 'fail',
    logged: '2026-05-01T09:58:10Z',
    start_log_line: 1,
    end_log_line: 2,
  }),
  test({ id: 92, name: 'ipv6', result: null, logged: '2026-05-01 09:58:20+00' }),
];
export const EXAMPLE_LOG: readonly string[] = ['A', 'B'];

const of = (definition: string, name: string, result: string, rest = ''): string =>
  `definition: ${definition}\ncase: ${name}\nresult: ${result}\n${rest}`;

/** A finished job: its own actions, a suite with every result, one with measurements. */
export const SMOKE: readonly LavaJunitTest[] = [
  test({
    id: 1,
    suite: 'lava',
    name: 'job',
    measurement: '1500.2500000000',
    units: 'seconds',
    metadata: of('lava', 'job', 'pass', "duration: '1500.25'\n"),
  }),
  test({
    id: 2,
    suite: 'lava',
    name: 'validate',
    measurement: '0.5',
    units: 'seconds',
    logged: '2026-03-01 08:05:01+00',
    metadata: "definition: lava\ncase: validate\nlevel: '1'\nresult: pass\nduration: '0.50'\n",
  }),
  test({
    id: 3,
    suite: '0_smoke',
    name: 'login',
    metadata: of('0_smoke', 'login', 'pass'),
    start_log_line: 1,
    end_log_line: 2,
  }),
  test({
    id: 4,
    suite: '0_smoke',
    name: 'mount',
    result: 'fail',
    metadata: of('0_smoke', 'mount', 'fail'),
    start_log_line: 2,
    end_log_line: 4,
  }),
  test({ id: 5, suite: '0_smoke', name: 'umount', result: 'fail' }),
  test({
    id: 6,
    suite: '0_smoke',
    name: 'audio',
    result: 'skip',
    metadata: of('0_smoke', 'audio', 'skip'),
  }),
  test({
    id: 7,
    suite: '0_smoke',
    name: 'suspend',
    result: 'unknown',
    metadata: of('0_smoke', 'suspend', 'unknown'),
  }),
  test({
    id: 8,
    suite: '1_perf',
    name: 'throughput',
    measurement: '93.7',
    units: 'MB/s',
    metadata: of('1_perf', 'throughput', 'pass', "measurement: '93.7'\nunits: MB/s\n"),
  }),
  test({
    id: 9,
    suite: '1_perf',
    name: 'latency',
    measurement: '12',
    units: 'ms',
    metadata: of('1_perf', 'latency', 'pass'),
  }),
];
export const SMOKE_LOG: readonly string[] = [
  '- {"dt": "2026-03-01T08:05:00.000001", "lvl": "info", "msg": "start: validate"}',
  '- {"dt": "2026-03-01T08:05:01.000001", "lvl": "target", "msg": "login: ok"}',
  '- {"dt": "2026-03-01T08:05:02.000001", "lvl": "target", "msg": "mount: <denied>"}',
  '- {"dt": "2026-03-01T08:05:03.000001", "lvl": "info", "msg": "end: validate"}',
];

/** Rows as a cursor brings them: a few at a time. */
export async function* batchesOf<T>(rows: readonly T[], size = 2): AsyncGenerator<readonly T[]> {
  for (let at = 0; at < rows.length; at += size) yield rows.slice(at, at + size);
}

/** The excerpts of a log, a line a piece. */
export function logOf(lines: readonly string[]): LogExcerpts {
  return (ranges) =>
    batchesOf(
      ranges.flatMap(({ start, end }, range) =>
        lines.slice(start, end).map((line) => ({ range, text: `${line}\n` })),
      ),
    );
}

export async function textOf(chunks: AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const chunk of chunks) text += chunk;
  return text;
}
