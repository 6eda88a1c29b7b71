import { EntityManager } from 'typeorm';
import { ReportedTest } from '../resources/tests/new-test';
import { BATCH, HEAVY, weightOf } from './test-pipeline';

/** Takes the tests of a report, one by one; `settled` is called in any case. */
export interface TestSink {
  add(test: ReportedTest): Promise<void> | undefined;
  flush(): Promise<void>;
  drop(): Promise<void>;
  settled(): Promise<void>;
}

/** The tests of one file on their way: held back until the file has turned out to be good, or to be too large for that. */
export class FilePart {
  private held: ReportedTest[] | null = [];
  private weight = 0;

  constructor(
    private readonly manager: EntityManager,
    private readonly sink: TestSink,
  ) {}

  add(test: ReportedTest): Promise<void> | undefined {
    if (this.held === null) return this.sink.add(test);
    this.held.push(test);
    this.weight += weightOf(test);
    return this.held.length >= BATCH || this.weight >= HEAVY ? this.begin() : undefined;
  }

  async end(): Promise<void> {
    if (this.held !== null) return this.handOn(this.held);
    await this.sink.flush();
    await this.manager.query('RELEASE SAVEPOINT report');
  }

  /** Nothing of the file stays. */
  async undo(): Promise<void> {
    if (this.held !== null) return;
    await this.sink.drop();
    await this.manager.query('ROLLBACK TO SAVEPOINT report; RELEASE SAVEPOINT report');
  }

  private async begin(): Promise<void> {
    await this.sink.flush();
    await this.manager.query('SAVEPOINT report');
    const tests = this.held ?? [];
    this.held = null;
    await this.handOn(tests);
  }

  private async handOn(tests: ReportedTest[]): Promise<void> {
    for (const test of tests) await this.sink.add(test);
  }
}
