import { CappedText, cutName } from './capped-text';
import { EventQueue } from './event-queue';
import { instantText } from './instant-text';
import { JunitCase } from './junit-case';
import { JunitDialect } from './junit-dialect';
import { innerSuite, SuitePlace } from './junit-name';
import { SuiteOutput, SuiteSayings } from './junit-suite';
import { isTryElement, isVerdictElement } from './junit-verdict';
import { ReadLimits, ReportFacts } from './record';
import { RepairCount } from './text-sanitizer';
import { XmlEvents, XmlHandler } from './xml-events';

type Attributes = Readonly<Record<string, string>>;
type Warn = (code: string, message: string) => void;

/** An open element: where its text goes, and what is to be done when it closes. */
interface Open {
  kind: 'suites' | 'suite' | 'case' | 'other';
  suite: SuitePlace;
  /** An enclosing element has told its total already. */
  counted: boolean;
  sayings: SuiteSayings | null;
  sink: CappedText | null;
  close: (() => void) | null;
}

const COUNT = /^\d{1,9}$/;
const OUTSIDE: Open = {
  kind: 'other',
  suite: { name: '', path: '' },
  counted: false,
  sayings: null,
  sink: null,
  close: null,
};

/** JUnit in all its dialects (report-formats C1): from elements to tests. */
export class JunitEvents implements XmlHandler {
  xml!: XmlEvents;
  private readonly open_: Open[] = [];
  private current: JunitCase | null = null;
  private sink: CappedText | null = null;
  private root: string | null = null;
  private found = false;
  private facts: ReportFacts = {};
  private readonly dialect = new JunitDialect();
  private readonly output: SuiteOutput;
  private nameless = 0;

  constructor(
    private readonly queue: EventQueue,
    private readonly limits: ReadLimits,
    private readonly repairs: RepairCount,
  ) {
    this.output = new SuiteOutput(queue, limits);
  }

  open(name: string, attributes: Attributes): void {
    const outer = this.open_.at(-1) ?? OUTSIDE;
    if (this.root === null) this.begin(name);
    const inner: Open = { ...outer, kind: 'other', close: null };
    if (name === 'testcase') this.openCase(inner, attributes);
    else if (name === 'testsuite' && this.current === null) this.openSuite(inner, attributes);
    else if (name === 'testsuites' && this.current === null) this.openSuites(inner, attributes);
    else this.openPart(inner, outer, name, attributes);
    this.open_.push(inner);
    this.sink = inner.sink;
  }

  text(piece: string): void {
    this.sink?.add(piece);
  }

  close(): void {
    this.open_.pop()?.close?.();
    this.sink = this.open_.at(-1)?.sink ?? null;
  }

  warn(code: string, message: string): void {
    this.queue.warn(code, message, this.xml.at);
  }

  repaired(count: number): void {
    this.repairs.add(count, this.xml.at.line);
  }

  /** Refuses a document that is XML but has nothing of JUnit in it. */
  end(): void {
    if (!this.found)
      this.xml.refuse(`the root element is <${this.root ?? ''}> and there is no test suite in it`);
    this.queue.dialect(this.dialect.name);
  }

  private begin(name: string): void {
    this.root = name.slice(0, 80);
    if (name.toLowerCase() === 'html') this.xml.refuse('this is an HTML page, not a JUnit report');
  }

  private openSuites(inner: Open, attributes: Attributes): void {
    this.found = true;
    inner.kind = 'suites';
    this.dialect.run(attributes);
    this.count(inner, attributes.tests);
    this.learn(attributes, attributes.name);
    this.listen(inner, attributes);
  }

  private openSuite(inner: Open, attributes: Attributes): void {
    this.found = true;
    inner.kind = 'suite';
    inner.suite = this.fitted(innerSuite(inner.suite, attributes.name));
    this.dialect.suite(attributes);
    this.count(inner, attributes.tests);
    this.learn(attributes);
    this.listen(inner, attributes);
  }

  /** What the suite says of itself is told when it ends. */
  private listen(inner: Open, attributes: Attributes): void {
    const { at } = this.xml;
    const sayings = (inner.sayings = new SuiteSayings(inner.suite.path, attributes, this.limits));
    inner.close = () => sayings.end(this.queue, at);
    inner.sink = null;
  }

  /** A name that many nested suites hold must be short before it is joined. */
  private fitted(suite: SuitePlace): SuitePlace {
    const { name } = this.limits;
    if (suite.path.length <= name) return suite;
    this.warn('name_cut', `a name is longer than ${name} characters: its middle is left out`);
    return { name: cutName(suite.name, name), path: cutName(suite.path, name) };
  }

  private openCase(inner: Open, attributes: Attributes): void {
    const { at } = this.xml;
    this.found = true;
    if (this.current !== null) {
      this.queue.reject('nested_case', 'a test case inside a test case is left out', at);
      return;
    }
    inner.kind = 'case';
    const fallback = attributes.classname ? '' : (this.facts.name ?? '');
    const suite = inner.suite.path === '' ? { name: fallback, path: fallback } : inner.suite;
    if (!attributes.name && !attributes.classname) this.nameless += 1;
    this.dialect.case(attributes);
    inner.sink = null;
    inner.close = this.finish(new JunitCase(at, attributes, suite, this.limits, this.nameless));
  }

  /** Makes a case the current one; what is returned ends it. */
  private finish(test: JunitCase): () => void {
    this.current = test;
    return () => {
      this.current = null;
      const warn = (code: string, message: string): void => this.queue.warn(code, message, test.at);
      this.queue.tries(test.records(warn), test.at);
    };
  }

  private openPart(inner: Open, outer: Open, name: string, attributes: Attributes): void {
    const test = this.current;
    if (test === null) return this.openSuitePart(inner, outer, name, attributes);
    if (outer.kind === 'case' && (isVerdictElement(name) || isTryElement(name))) {
      const sink = (inner.sink = new CappedText(this.limits.text));
      const method = isVerdictElement(name) ? 'verdict' : 'try';
      this.dialect.element(name);
      inner.close = () => test[method](name, attributes, sink.toString());
    } else if (name === 'system-out' || name === 'system-err') inner.sink = test.extras.sink(name);
    else if (name === 'property') this.openProperty(inner, test, attributes);
  }

  private openSuitePart(inner: Open, outer: Open, name: string, attributes: Attributes): void {
    const { sayings, suite } = outer;
    if (name === 'system-out' || name === 'system-err')
      Object.assign(inner, this.output.begin(name, suite.path, this.xml.at));
    else if (name === 'property' && sayings !== null) {
      const property = (key: string, value: string, warn: Warn): void => {
        if (!sayings.add(key, value))
          warn('properties_cut', 'a suite has too many properties: some are left out');
      };
      this.openProperty(inner, { property }, attributes);
    } else if (outer.kind === 'suite' && (name === 'error' || name === 'failure'))
      this.openSuiteVerdict(inner, name, attributes);
  }

  /** A failure that belongs to no case (set-up of the suite) is a test of its own, so that nothing red disappears. */
  private openSuiteVerdict(inner: Open, name: string, attributes: Attributes): void {
    const suite = inner.suite.path === '' ? { name: 'junit', path: 'junit' } : inner.suite;
    const test = new JunitCase(this.xml.at, { name: '(suite)' }, suite, this.limits);
    const sink = (inner.sink = new CappedText(this.limits.text));
    const finish = this.finish(test);
    inner.close = () => {
      test.verdict(name, attributes, sink.toString());
      finish();
    };
  }

  private openProperty(inner: Open, of: Pick<JunitCase, 'property'>, attributes: Attributes): void {
    const { name, value } = attributes;
    const warn: Warn = (code, message) => this.warn(code, message);
    if (name === undefined) return;
    this.dialect.property(name);
    if (value !== undefined) {
      of.property(name, value, warn);
      return;
    }
    const sink = (inner.sink = new CappedText(this.limits.text));
    inner.close = () => of.property(name, sink.toString().trim(), warn);
  }

  /** The outermost total counts; an absurd one is as good as none. */
  private count(inner: Open, tests: string | undefined): void {
    if (inner.counted || tests === undefined || !COUNT.test(tests)) return;
    inner.counted = true;
    this.queue.declared(Number(tests), this.xml.at);
  }

  /** Name, host and start of the run: the first element that says it. */
  private learn(attributes: Attributes, name?: string): void {
    const { facts } = this;
    const start =
      attributes.timestamp === undefined ? null : instantText(attributes.timestamp, this.limits.zone);
    const news: ReportFacts = {
      ...(name && facts.name === undefined ? { name } : {}),
      ...(start !== null && facts.start_time === undefined ? { start_time: start } : {}),
      ...(attributes.hostname && facts.hostname === undefined ? { hostname: attributes.hostname } : {}),
    };
    if (Object.keys(news).length === 0) return;
    this.facts = { ...news, ...facts };
    this.queue.facts(news);
  }
}
