import { BadInput } from '../errors/domain-error';
import { EventQueue } from './event-queue';
import { JunitEvents } from './junit-events';
import { DEFAULT_READ_LIMITS, ReadLimits, ReportEvent } from './record';
import { ReportText } from './text-decoder';
import { XmlEvents } from './xml-events';

/**
 * Reads a JUnit report of any dialect as a stream. Events come in document order; tries of one case follow each other,
 * the last one last. Throws `BadInput` with line and column when the document is not JUnit, not whole, or beyond a cap;
 * what came before that must then not be stored.
 */
export async function* readJunit(
  bytes: AsyncIterable<Uint8Array>,
  limits: ReadLimits = DEFAULT_READ_LIMITS,
): AsyncGenerator<ReportEvent> {
  const source = new ReportText(bytes, { xml: true });
  const queue = new EventQueue(limits);
  const events = new JunitEvents(queue, limits, source.repairs);
  const xml = (events.xml = new XmlEvents(events, limits.depth));
  let empty = true;
  for await (const piece of source.pieces()) {
    empty &&= piece.trim() === '';
    xml.write(piece);
    for (const event of queue.drain()) yield event;
  }
  if (empty) throw new BadInput('The report is empty.');
  xml.end();
  events.end();
  queue.close(source.repairs);
  for (const event of queue.drain()) yield event;
}
