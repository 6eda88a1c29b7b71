import { createReadStream } from 'node:fs';
import { EntityManager } from 'typeorm';
import { FORMATS } from '../formats/formats';
import { FormatName } from '../formats/detect';
import { NewTest } from '../resources/tests/new-test';
import { TestWriter } from '../resources/tests/test.writer';
import { storable } from './storable';
import { Tally } from './tally';

/** Tests written at a time: enough for COPY to be quick, few enough for memory to stay flat. */
const BATCH = 5_000;
/** Below this an INSERT is cheaper than starting a COPY. */
const FEW = 200;

/**
 * Reads a report from disk and stores its tests in a job, in the transaction at hand.
 * @throws BadInput the report is not of its format; nothing of it may be kept then
 */
export async function storeReport(
  manager: EntityManager,
  job: number,
  { path, format }: { path: string; format: FormatName },
): Promise<Tally> {
  const tally = new Tally();
  const writer = new TestWriter(manager);
  const now = new Date().toISOString();
  let batch: NewTest[] = [];
  const flush = async (): Promise<void> => {
    if (batch.length > FEW) await writer.copy(batch, now);
    else if (batch.length > 0) await writer.insert(batch);
    tally.stored += batch.length;
    batch = [];
  };
  for await (const event of FORMATS[format].reader(createReadStream(path, { highWaterMark: 262_144 }))) {
    switch (event.type) {
      case 'test':
        batch.push(storable(job, event.test, event.at, tally));
        if (batch.length >= BATCH) await flush();
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
  await flush();
  return tally;
}
