import { BadInput } from '../errors/domain-error';
import { EventQueue } from './event-queue';
import { DEFAULT_READ_LIMITS, ReadLimits, ReportEvent } from './record';
import { TapEvents } from './tap-events';
import { ReportText } from './text-decoder';
import { lineBatches } from './text-lines';

/**
 * Reads TAP 12, 13, 14 or KTAP as a stream. Tests of subtests come before the line that sums them up. Throws `BadInput`
 * when there is nothing of TAP in it, or when subtests are nested deeper than `limits.depth`.
 */
export async function* readTap(
  bytes: AsyncIterable<Uint8Array>,
  limits: ReadLimits = DEFAULT_READ_LIMITS,
): AsyncGenerator<ReportEvent> {
  const source = new ReportText(bytes);
  const queue = new EventQueue(limits);
  let line = 0;
  const events = new TapEvents(queue, limits, source.repairs, (sentence) => {
    throw new BadInput(`Line ${line}: ${sentence}.`);
  });
  const cut = (at: number): void =>
    queue.warn('line_cut', 'a line is too long: its end is left out', { line: at });
  for await (const batch of lineBatches(source.pieces(), { cr: true, cut })) {
    line = batch.first;
    for (const text of batch.lines) {
      events.line(text, line);
      line += 1;
    }
    for (const event of queue.drain()) yield event;
  }
  if (line === 0) throw new BadInput('The report is empty.');
  if (!events.found)
    throw new BadInput('This is not TAP: there is neither a version line nor a plan nor a test in it.');
  events.end(line - 1);
  if (events.tree.declared > 0) queue.declared(events.tree.declared, { line: line - 1 });
  queue.dialect(events.dialect.name);
  queue.close(source.repairs);
  for (const event of queue.drain()) yield event;
}
