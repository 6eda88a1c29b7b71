import { createReadStream } from 'node:fs';
import { EntityManager } from 'typeorm';
import { FORMATS } from '../formats/formats';
import { FormatName } from '../formats/detect';
import { ReportedTest } from '../resources/tests/new-test';
import { TestWriter } from '../resources/tests/test.writer';
import { storable } from './storable';
import { Tally } from './tally';
import { Target } from './target';

/** Tests written at a time: enough for COPY to be quick, few enough for memory to stay flat. */
const BATCH = 5_000;
/** Characters of messages and metadata in a batch: a report full of long failures must not fill the memory. */
const HEAVY = 4_000_000;
/** Below this an INSERT is cheaper than starting a COPY. */
const FEW = 200;

/**
 * Reads a report from disk and stores its tests in a job, in the transaction at hand. While one batch is being copied
 * the cases of the next are looked up, and the one after that is read. In a job that was there before, tests that it has are run again.
 * @throws BadInput the report is not of its format; nothing of it may be kept then
 */
export async function storeReport(
  manager: EntityManager,
  { job, made }: Pick<Target, 'job' | 'made'>,
  { path, format }: { path: string; format: FormatName },
): Promise<Tally> {
  const tally = new Tally();
  const writer = new TestWriter(manager);
  if (!made) await writer.continueAttempts(job);
  const writing = new Writing(writer);
  try {
    for await (const event of FORMATS[format].reader(createReadStream(path, { highWaterMark: 262_144 }))) {
      switch (event.type) {
        case 'test':
          await writing.add(storable(job, event.test, event.at, tally));
          tally.stored += 1;
          break;
        case 'declared':
          tally.declared = (tally.declared ?? 0) + event.tests;
          break;
        case 'facts':
          Object.assign(tally.facts, event.facts);
          break;
        case 'repaired':
          tally.repaired += event.count;
          break;
        case 'warning':
          tally.warn(event);
          break;
      }
    }
    await writing.end();
  } finally {
    await writing.settled();
  }
  return tally;
}

/** Batches on their way into the database: at most two, the older one being copied. */
class Writing {
  private readonly now = new Date().toISOString();
  private batch: ReportedTest[] = [];
  private weight = 0;
  private older = Promise.resolve();
  private newer = Promise.resolve();

  constructor(private readonly writer: TestWriter) {}

  /** Takes a test; waits only when a batch is full and two are under way. */
  add(test: ReportedTest): Promise<void> | undefined {
    this.batch.push(test);
    this.weight += (test.message?.length ?? 0) + (test.metadata?.length ?? 0);
    return this.batch.length >= BATCH || this.weight >= HEAVY ? this.send() : undefined;
  }

  /** Waits until all is stored. */
  async end(): Promise<void> {
    if (this.batch.length > FEW) await this.send();
    await this.newer;
    if (this.batch.length > 0) await this.writer.insert(this.batch);
  }

  /** Waits until nothing is under way, whatever became of it: only then may the transaction end. */
  async settled(): Promise<void> {
    await Promise.allSettled([this.older, this.newer]);
  }

  private async send(): Promise<void> {
    const tests = this.batch;
    this.batch = [];
    this.weight = 0;
    await this.older;
    this.older = this.newer;
    this.newer = this.writer.copy(tests, this.now, this.older);
    // Its failure is met by whoever waits for it next.
    this.newer.catch(() => undefined);
  }
}
