import { BadInput } from '../errors/domain-error';
import { EventQueue } from './event-queue';
import { DEFAULT_READ_LIMITS, ReadLimits, ReportEvent } from './record';
import { TestIntake } from './test-intake';
import { ReportText } from './text-decoder';
import { lineBatches } from './text-lines';

/** Longest line, in characters. */
const LONGEST = 8_388_608;

/**
 * Reads one JSON object a line, with the fields of a `TestRecord`; empty lines are nothing. A line that is not a test
 * is a `rejected` warning with its number. Throws `BadInput` when no line is one.
 */
export async function* readNdjson(
  bytes: AsyncIterable<Uint8Array>,
  limits: ReadLimits = DEFAULT_READ_LIMITS,
): AsyncGenerator<ReportEvent> {
  const source = new ReportText(bytes);
  const queue = new EventQueue(limits);
  const intake = new TestIntake(queue, source.repairs, limits.zone);
  const cut = new Set<number>();
  let lines = 0;
  for await (const batch of lineBatches(source.pieces(), { longest: LONGEST, cut: (at) => cut.add(at) })) {
    for (const [index, text] of batch.lines.entries()) {
      if (text.trim() === '') continue;
      lines += 1;
      const line = batch.first + index;
      if (cut.delete(line))
        queue.reject('line_too_long', `a line is longer than ${LONGEST} characters`, { line });
      else takeLine(text, line, intake, queue);
    }
    for (const event of queue.drain()) yield event;
  }
  if (lines === 0) throw new BadInput('The report is empty.');
  if (intake.taken === 0)
    throw new BadInput('This is not NDJSON: no line of it is a JSON object with a name.');
  queue.dialect('native');
  queue.close(source.repairs);
  for (const event of queue.drain()) yield event;
}

function takeLine(text: string, line: number, intake: TestIntake, queue: EventQueue): void {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    queue.reject('bad_line', 'the line is not JSON', { line });
    return;
  }
  intake.take(value, { line });
}
