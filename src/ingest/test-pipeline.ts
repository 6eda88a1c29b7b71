import { ReportedTest } from '../resources/tests/new-test';
import { TestWriter } from '../resources/tests/test.writer';

/** Tests written at a time: enough for COPY to be quick, few enough for memory to stay flat. */
export const BATCH = 5_000;
/** Characters of messages and metadata in a batch: a report full of long failures must not fill the memory. */
export const HEAVY = 4_000_000;
/** Below this an INSERT is cheaper than starting a COPY. */
const FEW = 200;

export const weightOf = ({ message, metadata }: ReportedTest): number =>
  (message?.length ?? 0) + (metadata?.length ?? 0);

/**
 * Batches on their way into the database: at most two, the older one being copied while the cases of the newer are looked up, and the
 * next one is filled.
 */
export class TestPipeline {
  private readonly now = new Date().toISOString();
  private batch: ReportedTest[] = [];
  private weight = 0;
  private older = Promise.resolve();
  private newer = Promise.resolve();

  constructor(private writer: TestWriter) {}

  /** Takes a test; waits only when a batch is full and two are under way. */
  add(test: ReportedTest): Promise<void> | undefined {
    this.batch.push(test);
    this.weight += weightOf(test);
    return this.batch.length >= BATCH || this.weight >= HEAVY ? this.send() : undefined;
  }

  /** Waits until all is stored. */
  async flush(): Promise<void> {
    if (this.batch.length > FEW) await this.send();
    await this.newer;
    const rest = this.take();
    if (rest.length > 0) await this.writer.insert(rest);
  }

  /** Forgets what has not been stored, and what its writer knows: the transaction goes back to a savepoint. */
  async drop(): Promise<void> {
    await this.settled();
    this.take();
    this.older = this.newer = Promise.resolve();
    this.writer = this.writer.afresh();
  }

  /** Waits until nothing is under way, whatever became of it: only then may the transaction end. */
  async settled(): Promise<void> {
    await Promise.allSettled([this.older, this.newer]);
  }

  private async send(): Promise<void> {
    const tests = this.take();
    await this.older;
    this.older = this.newer;
    this.newer = this.writer.copy(tests, this.now, this.older);
    // Its failure is met by whoever waits for it next.
    this.newer.catch(() => undefined);
  }

  private take(): ReportedTest[] {
    const tests = this.batch;
    this.batch = [];
    this.weight = 0;
    return tests;
  }
}
