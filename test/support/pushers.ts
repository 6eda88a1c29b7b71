import { setTimeout as sleep } from 'node:timers/promises';

const RESULTS = ['pass', 'fail', 'skip', 'error', 'warn', 'timeout'];
/** Tests of one array or one NDJSON body. */
export const BATCH = 40;
/** Between two requests of a client, so that the machine has time for other things, in milliseconds. */
const PAUSE = 40;
const SIZES = [7, 60, 450, 7, 60, 450, 7, 6_000];

/** A report that was sent, whether or not an answer came. */
export interface SentReport {
  name: string;
  tests: number;
  xml: string;
  /** The receipt that was answered, if it was. */
  receipt: { id: number; job: number; stored: number } | null;
}

/** What clients sent and what they were promised. */
export class Ledger {
  readonly reports: SentReport[] = [];
  /** Names of tests that were acknowledged, by the job that they were sent to. */
  readonly acknowledged = new Map<number, string[]>();
  /** Answers that are neither a success nor a well-formed 503. */
  readonly strange: string[] = [];
  answers = 0;
  refusals = 0;
}

interface Answer {
  status: number;
  text: string;
}

/** Several clients that push without end, each in its own way, until they are told to stop. */
export class Pushers {
  private stopped = false;
  private running: Promise<void>[] = [];
  private serial = 0;

  /** @param address where the server is, which may change while they push */
  constructor(
    private readonly ledger: Ledger,
    private readonly address: () => string,
    private readonly token: string,
  ) {}

  /** @param job the job that arrays, streams and single tests go to */
  start(job: number): void {
    this.stopped = false;
    const clients = [
      () => this.report(),
      () => this.report(),
      () => this.array(job),
      () => this.lines(job),
      () => this.single(job),
      () => this.single(job),
    ];
    this.running = clients.map(async (push) => {
      while (!this.stopped) {
        await push();
        await sleep(PAUSE);
      }
    });
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await Promise.all(this.running);
  }

  /** Sends a report, again or for the first time; false when no good answer came. */
  async send(report: SentReport): Promise<boolean> {
    const query = new URLSearchParams({ name: report.name, group: 'crash', build: `build ${report.tests}` });
    const answer = await this.post(`ingest/?${query}`, 'application/xml', report.xml);
    if (!answer) return false;
    report.receipt = JSON.parse(answer.text) as SentReport['receipt'];
    return true;
  }

  private report(): Promise<boolean> {
    const serial = this.serial++;
    const tests = SIZES[serial % SIZES.length] as number;
    const report: SentReport = { name: `report ${serial}`, tests, xml: junit(serial, tests), receipt: null };
    this.ledger.reports.push(report);
    return this.send(report);
  }

  private array(job: number): Promise<boolean> {
    const tests = this.batch('array');
    return this.promise(job, tests, `jobs/${job}/tests/`, 'application/json', JSON.stringify(tests));
  }

  private lines(job: number): Promise<boolean> {
    const tests = this.batch('lines');
    const body = tests.map((test) => JSON.stringify({ ...test, job })).join('\n');
    return this.promise(job, tests, 'tests/', 'application/x-ndjson', body);
  }

  private single(job: number): Promise<boolean> {
    const name = `single ${this.serial++}`;
    const test = { suite: 'single', name, result: 'pass' };
    return this.promise(job, [test], `jobs/${job}/tests/`, 'application/json', JSON.stringify(test));
  }

  private batch(kind: string): { suite: string; name: string; result: string }[] {
    const serial = this.serial++;
    return Array.from({ length: BATCH }, (_, at) => ({
      suite: `${kind} ${serial % 5}`,
      name: `${kind} ${serial}#${at}`,
      result: resultAt(serial + at),
    }));
  }

  private async promise(
    job: number,
    tests: { name: string }[],
    path: string,
    type: string,
    body: string,
  ): Promise<boolean> {
    if (!(await this.post(path, type, body))) return false;
    const names = this.ledger.acknowledged.get(job) ?? [];
    names.push(...tests.map(({ name }) => name));
    this.ledger.acknowledged.set(job, names);
    return true;
  }

  /** The answer to a request, if it is a success. A server that is gone, or asks for patience, gives none. */
  private async post(path: string, type: string, body: string): Promise<Answer | null> {
    const headers = { Authorization: `Token ${this.token}`, 'Content-Type': type };
    try {
      const answer = await fetch(`${this.address()}/api/v1/${path}`, { method: 'POST', headers, body });
      const text = await answer.text();
      this.ledger.answers += 1;
      if (answer.ok) return { status: answer.status, text };
      this.ledger.refusals += 1;
      if (answer.status !== 503 || !(Number(answer.headers.get('retry-after')) > 0))
        this.ledger.strange.push(`${path}: ${answer.status} ${text.slice(0, 300)}`);
    } catch {
      // The connection broke: nothing was promised.
    }
    return null;
  }
}

const resultAt = (at: number): string => RESULTS[at % RESULTS.length] as string;

function junit(serial: number, tests: number): string {
  const cases = Array.from({ length: tests }, (_, at) => {
    const child = ['', '<failure message="no"/>', '<skipped/>', '<error message="oh"/>'][at % 4] ?? '';
    return `<testcase classname="c${at % 7}" name="case ${at}" time="0.${at % 10}">${child}</testcase>`;
  });
  return `<?xml version="1.0"?><testsuite name="suite ${serial % 9}" tests="${tests}">${cases.join('\n')}</testsuite>`;
}
