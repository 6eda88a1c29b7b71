import { batchesOf, EXAMPLE, EXAMPLE_LOG, logOf, SMOKE, SMOKE_LOG, textOf } from './spec-kit';
import { writeLavaTap } from './tap-writer';

describe("LAVA's TAP", () => {
  it('shows the part of the log that belongs to a failed test', async () => {
    expect(await textOf(writeLavaTap(3, batchesOf(EXAMPLE), logOf(EXAMPLE_LOG)))).toBe(
      'TAP version 13\n1..3\n# TAP results for net\nok 1 ping\nnot ok 2 tls\n ---\n B\n ...\n' +
        'not ok 3 ipv6 # TODO unknown result\n',
    );
  });

  it('numbers tests across suites', async () => {
    expect(await textOf(writeLavaTap(9, batchesOf(SMOKE), logOf(SMOKE_LOG)))).toBe(`TAP version 13
1..9
# TAP results for lava
ok 1 job
ok 2 validate
# TAP results for 0_smoke
ok 3 login
not ok 4 mount
 ---
 ${SMOKE_LOG[2]}
 ${SMOKE_LOG[3]}
 ...
not ok 5 umount
ok 6 audio # SKIP test skipped
not ok 7 suspend # TODO unknown result
# TAP results for 1_perf
ok 8 throughput
ok 9 latency
`);
  });

  it('is a plan alone when there are no tests', async () => {
    expect(await textOf(writeLavaTap(0, batchesOf([]), logOf([])))).toBe('TAP version 13\n1..0\n');
  });

  it('leaves the block empty when the log has no such lines', async () => {
    const failed = { ...EXAMPLE[1]!, name: 'a\nok 2 b', start_log_line: 5, end_log_line: 3 };
    const end = ' ---\n ...\n';
    expect(await textOf(writeLavaTap(1, batchesOf([failed]), logOf(EXAMPLE_LOG)))).toContain(
      `ok 1 a ok 2 b\n${end}`,
    );
    const past = { ...failed, start_log_line: 5, end_log_line: 9 };
    expect(await textOf(writeLavaTap(1, batchesOf([past]), logOf(EXAMPLE_LOG)))).toContain(end);
  });

  it('asks for a log once a batch, and only when a failed test is in it', async () => {
    const asked: number[] = [];
    const logs = logOf(SMOKE_LOG);
    const counted: typeof logs = (ranges) => {
      asked.push(ranges.length);
      return logs(ranges);
    };
    const failed = { ...SMOKE[3]! };
    const tests = [...SMOKE, failed, { ...failed }];
    const text = await textOf(writeLavaTap(11, batchesOf(tests, 9), counted));
    expect(asked).toEqual([1, 2]);
    expect(text.split(SMOKE_LOG[3]!)).toHaveLength(4);
  });

  it('holds no log that is longer than memory', async () => {
    const lines = 100_000;
    const logs: Parameters<typeof writeLavaTap>[2] = async function* () {
      for (let at = 0; at < lines; at += 1) yield [{ range: 0, text: 'x\n' }];
    };
    const sizes: number[] = [];
    for await (const chunk of writeLavaTap(1, batchesOf(EXAMPLE.slice(1, 2)), logs)) sizes.push(chunk.length);
    expect(Math.max(...sizes)).toBeLessThan(70_000);
    expect(sizes.reduce((sum, size) => sum + size)).toBeGreaterThan(3 * lines);
  });
});
