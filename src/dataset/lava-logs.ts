import { readLogLine } from '../formats/lava-log';
import { DraftLogLine } from './draft';

/**
 * A log as LAVA keeps it, line by line. A line that does not say when it was written gets the time of the one before.
 * A break at the end of the text ends its last line; a text without one gets it when it leaves.
 */
export function readLog(text: string, job: number): DraftLogLine[] {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  let now = new Date().toISOString();
  return lines.map((line) => {
    const { time, level, message, source } = readLogLine(line);
    now = time ?? now;
    return { job, time: now, level, message, source };
  });
}
