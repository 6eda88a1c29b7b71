type Attributes = Readonly<Record<string, string>>;

/** Elements of each kind looked at: a dialect shows at once, or never. */
const LOOKED_AT = 200;

/** Names of the whole run, or of a suite, that only one tool gives. */
const NAMES: Readonly<Record<string, string>> = {
  'pytest tests': 'pytest',
  pytest: 'pytest',
  'jest tests': 'jest-junit',
  'vitest tests': 'vitest',
  'Mocha Tests': 'mocha-junit-reporter',
  'Root Suite': 'mocha-junit-reporter',
  AllTests: 'gtest',
};

/** The attributes of a `<testsuite>`, in the order in which one tool writes them. */
const SUITE_ATTRIBUTES: Readonly<Record<string, string>> = {
  'name,tests,skipped,failures,errors,timestamp,hostname,time': 'gradle',
  'errors,failures,hostname,name,skipped,tests,time,timestamp': 'ant',
  'errors,failures,hostname,id,name,package,skipped,tests,time,timestamp': 'ant',
  'name,errors,failures,skipped,timestamp,time,tests': 'jest-junit',
  'name,time,disabled,errors,tests,failures,skipped,hostname': 'node',
  'name,tests,failures,disabled,skipped,hostname,time,timestamp': 'ctest',
  'name,tests,errors,failures,skipped,time,timestamp': 'robot',
  'disabled,errors,failures,name,skipped,tests,time,timestamp': 'lava',
  'id,name,package,timestamp,hostname,tests,failures,errors,time': 'jest-junit',
};

/** Properties that only one tool writes; of the JVM's, Surefire's and Ant's own. */
const PROPERTIES: Readonly<Record<string, string>> = {
  'go.version': 'go-junit-report',
  'surefire.real.class.path': 'surefire',
  'surefire.test.class.path': 'surefire',
  'ant.version': 'ant',
  'ant.core.lib': 'ant',
  QTestVersion: 'qt',
  QtVersion: 'qt',
};

/** Elements that only one tool writes. */
const ELEMENTS: Readonly<Record<string, string>> = {
  flakyFailure: 'surefire',
  flakyError: 'surefire',
  rerunFailure: 'surefire',
  rerunError: 'surefire',
  softfailure: 'openqa',
};

const own = (table: Readonly<Record<string, string>>, key: string): string | undefined =>
  Object.hasOwn(table, key) ? table[key] : undefined;

/** Which tool wrote a JUnit report (report-formats C1), from what the first elements look like. */
export class JunitDialect {
  private readonly votes = new Map<string, number>();
  private suites = 0;
  private cases = 0;
  private others = 0;

  /** `xunit` when nothing gives the tool away. Weaker signs count only where there is no stronger one. */
  get name(): string {
    let best = 'xunit';
    let most = 0;
    for (const [dialect, weight] of this.votes) {
      if (weight > most) [best, most] = [dialect, weight];
    }
    return best;
  }

  /** `<testsuites>`. */
  run(attributes: Attributes): void {
    this.named(attributes.name);
    const keys = Object.keys(attributes).join(',');
    if (keys === 'id,name,tests,failures,skipped,errors,time') this.vote('playwright', 5);
    if (keys === 'disabled,errors,failures,tests,time') this.vote('lava', 2);
  }

  suite(attributes: Attributes): void {
    if (++this.suites > LOOKED_AT) return;
    this.named(attributes.name);
    const keys = Object.keys(attributes).filter((key) => !key.startsWith('xmlns'));
    const ordered = own(SUITE_ATTRIBUTES, keys.join(','));
    if (ordered !== undefined) this.vote(ordered, 4);
    const { name = '' } = attributes;
    if (Object.keys(attributes).some((key) => (attributes[key] ?? '').includes('surefire-test-report')))
      this.vote('surefire', 6);
    if ('flakes' in attributes) this.vote('surefire', 5);
    if ('softfailures' in attributes) this.vote('openqa', 6);
    if (keys[0] === 'tests' && keys[1] === 'failures') this.vote('gotestsum', 3);
    if (/^job-\d{4}-\d\d-\d\dT/.test(name)) this.vote('avocado', 8);
    if (name.endsWith('.dll')) this.vote('xunit.net', 6);
    if (name.endsWith('.bats')) this.vote('bats', 6);
  }

  case(attributes: Attributes): void {
    if (++this.cases > LOOKED_AT) return;
    const { status = '', result = '' } = attributes;
    if ('class' in attributes && 'assertions' in attributes) this.vote('phpunit', 8);
    if (/^(completed|suppressed)$/.test(result)) this.vote('gtest', 8);
    if (/^(pass|fail|xfail|bpass|bfail)$/.test(result)) this.vote('qt', 5);
    if (attributes.classname === 'test' && !('class' in attributes)) this.vote('node', 3);
    if (status === 'run' && 'duration' in attributes) this.vote('bazel', 6);
    if (/^(run|fail|notrun|disabled)$/.test(status) && result === '') this.vote('ctest', 3);
    if (/^(Passed|Failed|Inconclusive)$/.test(status)) this.vote('nunit', 6);
    if (status.startsWith('softfail')) this.vote('openqa', 6);
  }

  property(name: string): void {
    if (++this.others > LOOKED_AT * 50) return;
    const dialect = own(PROPERTIES, name);
    if (dialect !== undefined) this.vote(dialect, 3);
    else if (name.startsWith('assay.')) this.vote('assay', 20);
  }

  element(name: string): void {
    const dialect = own(ELEMENTS, name);
    if (dialect !== undefined) this.vote(dialect, 6);
  }

  private named(name: string | undefined): void {
    const dialect = name === undefined ? undefined : own(NAMES, name);
    if (dialect !== undefined) this.vote(dialect, 10);
  }

  /** The strongest sign of each dialect counts, not how often it is seen. */
  private vote(dialect: string, weight: number): void {
    this.votes.set(dialect, Math.max(this.votes.get(dialect) ?? 0, weight));
  }
}
