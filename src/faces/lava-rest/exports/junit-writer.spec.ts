import { TEST_RESULTS } from '../../../vocabulary/test-result';
import { junitChildOf, JunitCounts, secondsOf, timedSuites } from './junit-suites';
import { LavaJunitTest, writeLavaJunit } from './junit-writer';
import { batchesOf, EXAMPLE, EXAMPLE_LOG, logOf, SMOKE, SMOKE_LOG, textOf } from './spec-kit';

function counted(tests: readonly LavaJunitTest[]): JunitCounts[] {
  return [...new Set(tests.map(({ suite }) => suite))].map((name) => {
    const children = tests.filter(({ suite }) => suite === name).map(({ result }) => junitChildOf(result));
    const count = (child: string): number => children.filter((one) => one === child).length;
    return { name, tests: children.length, failures: count('failure'), skipped: count('skipped') };
  });
}

async function junit(
  tests: readonly LavaJunitTest[],
  log: readonly string[],
  head: { end_time?: string | null; classnamePrefix?: string; more?: JunitCounts[] } = {},
): Promise<string> {
  const suites = await timedSuites([...counted(tests), ...(head.more ?? [])], batchesOf(tests));
  const { end_time = '2026-03-01 08:30:00+00', classnamePrefix } = head;
  return textOf(writeLavaJunit({ end_time, classnamePrefix, suites }, batchesOf(tests), logOf(log)));
}

describe("LAVA's JUnit", () => {
  it('is laid out as LAVA lays it out, and unknown is no pass', async () => {
    expect(await junit(EXAMPLE, EXAMPLE_LOG, { end_time: '2026-05-01T10:00:00Z' })).toBe(
      `<?xml version="1.0" encoding="utf-8"?>
<testsuites disabled="0" errors="0" failures="1" tests="3" time="0.0">
	<testsuite disabled="0" errors="0" failures="1" name="net" skipped="1" tests="3" time="0" timestamp="2026-05-01T10:00:00+00:00">
		<testcase name="ping" timestamp="2026-05-01T09:58:00+00:00" classname="net"/>
		<testcase name="tls" timestamp="2026-05-01T09:58:10+00:00" classname="net">
			<failure type="failure" message="failed">B
</failure>
		</testcase>
		<testcase name="ipv6" timestamp="2026-05-01T09:58:20+00:00" classname="net">
			<skipped type="unknown" message="unknown result"/>
		</testcase>
	</testsuite>
</testsuites>
`,
    );
  });

  it('times tests and suites by the duration in the metadata', async () => {
    const text = await junit(SMOKE, SMOKE_LOG);
    for (const part of [
      '<testsuites disabled="0" errors="0" failures="2" tests="9" time="1500.75">',
      'failures="0" name="lava" skipped="0" tests="2" time="1500.75" timestamp="2026-03-01T08:30:00+00:00">',
      '<testcase name="job" time="1500.250000" timestamp="2026-03-01T08:20:00.250000+00:00" classname="lava"/>',
      '<testcase name="validate" time="0.500000" timestamp="2026-03-01T08:05:01+00:00" classname="lava"/>',
      'failures="2" name="0_smoke" skipped="2" tests="5" time="0"',
      '<failure type="failure" message="failed">- {&quot;dt&quot;'.replaceAll('&quot;', '"'),
      '"msg": "mount: &lt;denied&gt;"}\n- {"dt"',
      '<failure type="failure" message="failed"/>',
      '<skipped type="skipped" message="skipped"/>',
    ])
      expect(text).toContain(part);
  });

  it('puts the prefix before the names of suites', async () => {
    const text = await junit(SMOKE, SMOKE_LOG, { classnamePrefix: 'nightly<' });
    expect(text).toContain('classname="nightly&lt;_0_smoke"');
    expect(text).toContain('name="0_smoke"');
    expect(await junit(SMOKE, SMOKE_LOG, { classnamePrefix: '' })).toContain('classname="0_smoke"');
  });

  it('has no timestamp for suites of a job that runs', async () => {
    expect(await junit(EXAMPLE, [], { end_time: null })).toContain('tests="3" time="0">\n');
  });

  it('shows suites without tests, and no suites', async () => {
    const empty = { name: 'later', tests: 0, failures: 0, skipped: 0 };
    expect(await junit(EXAMPLE, [], { more: [empty] })).toMatch(
      /<\/testsuite>\n\t<testsuite [^>]*name="later"[^>]*\/>\n<\/testsuites>\n$/,
    );
    expect(await junit([], [])).toBe('<?xml version="1.0" encoding="utf-8"?>\n<testsuites/>\n');
  });

  it('leaves out what XML cannot have', async () => {
    const odd = { ...EXAMPLE[1]!, name: 'a\u0000\u001b\ud800"<b>&\n\uffff😀' };
    const text = await junit([odd], ['A', 'x\u0007]]>\u0001']);
    expect(text).toContain('name="a&quot;&lt;b&gt;&amp;&#10;😀"');
    expect(text).toContain('>x]]&gt;\n</failure>');
  });

  it('never shows as passed what did not pass', () => {
    const passed = TEST_RESULTS.filter((result) => junitChildOf(result) === null);
    expect(passed).toEqual(['pass', 'warn', 'xpass', 'done']);
    expect(junitChildOf(null)).toBe('skipped');
  });
});

describe('the seconds of a test', () => {
  it.each([
    ["duration: '1500.25'\n", null, 1500.25],
    ['duration: 3\n', null, 3],
    ['duration: 1.5\n', '9', 1.5],
    ['duration: " 2e1 "\n', null, 20],
    ['duration: soon\n', '9.25', 9.25],
    ['duration: .nan\n', null, null],
    ['duration: yes\n', null, null],
    ['- duration\n', null, null],
    [null, '0.5', 0.5],
    [null, null, null],
  ])('of metadata %j and duration %j are %j', (metadata, duration, seconds) => {
    expect(secondsOf({ metadata, duration })).toBe(seconds);
  });
});
