import { BadInput } from '../errors/domain-error';
import { EventQueue } from './event-queue';
import { DEFAULT_READ_LIMITS, ReadLimits, ReportEvent } from './record';
import { TestIntake } from './test-intake';
import { ReportText } from './text-decoder';
import { lineBatches, MOST_LINE } from './text-lines';
import { parseYamlItem } from './yaml-item';

/** Longest item, in characters; a longer one is rejected without being held. */
const LONGEST = 1_048_576;

/** The lines of one list item, and where it began. */
class YamlItems {
  private lines: string[] = [];
  private size = 0;
  private line = 0;
  /** Something was read: at least an item, or the empty list. */
  found = false;

  constructor(
    private readonly intake: TestIntake,
    private readonly queue: EventQueue,
  ) {}

  add(text: string, line: number): void {
    if (/^-(\s|$)/.test(text)) {
      this.close();
      this.found = true;
      this.line = line;
    } else if (/^(---|\.\.\.|%|#)/.test(text) || text.trim() === '') {
      // Inside an item, a blank line may belong to a block scalar.
      if (this.line === 0 || text.trim() !== '') return;
    } else if (this.line === 0) {
      if (text.trim() !== '[]') this.refuse(line);
      this.found = true;
      return;
    }
    this.size += text.length + 1;
    if (this.size <= LONGEST) this.lines.push(text);
    else this.lines = [];
  }

  close(): void {
    if (this.line === 0) return;
    const at = { line: this.line };
    if (this.size > LONGEST)
      this.queue.reject('item_too_long', `an item is longer than ${LONGEST} characters`, at);
    else this.parse();
    this.lines = [];
    this.size = 0;
    this.line = 0;
  }

  private parse(): void {
    const at = { line: this.line };
    while (this.lines.at(-1)?.trim() === '') this.lines.pop();
    let item: Record<string, unknown>;
    try {
      item = parseYamlItem(this.lines);
    } catch (error) {
      const why = error instanceof Error ? error.message.slice(0, 200) : 'unreadable';
      this.queue.reject('bad_item', `the item is not a YAML mapping: ${why}`, at);
      return;
    }
    this.intake.take(item, at);
  }

  private refuse(line: number): never {
    throw new BadInput(
      `Line ${line}: this is not a YAML list of tests, each beginning with "- " in the first column.`,
    );
  }
}

/**
 * Reads a YAML list of tests item by item: constant memory, aliases refused. An item that is not a test is a
 * `rejected` warning with the line it begins at. Throws `BadInput` when it is not a list, or no item is a test.
 */
export async function* readYaml(
  bytes: AsyncIterable<Uint8Array>,
  limits: ReadLimits = DEFAULT_READ_LIMITS,
): AsyncGenerator<ReportEvent> {
  const source = new ReportText(bytes);
  const queue = new EventQueue(limits);
  const intake = new TestIntake(queue, source.repairs, limits.zone);
  const items = new YamlItems(intake, queue);
  let rejected = 0;
  const drained = (): ReportEvent[] => {
    const events = queue.drain();
    rejected += events.filter((event) => event.type === 'warning' && event.rejected).length;
    return events;
  };
  for await (const batch of lineBatches(source.pieces(), { longest: MOST_LINE + 1 })) {
    for (const [index, text] of batch.lines.entries()) items.add(text, batch.first + index);
    for (const event of drained()) yield event;
  }
  items.close();
  if (!items.found) throw new BadInput('The report is empty.');
  queue.dialect(intake.dialect ?? 'assay');
  queue.close(source.repairs);
  for (const event of drained()) yield event;
  if (intake.taken === 0 && rejected > 0)
    throw new BadInput('This is not a list of tests: no item has a name.');
}
