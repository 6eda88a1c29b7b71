import { Line } from '../../collections/line';
import { BadInput, TooLarge } from '../../errors/domain-error';
import { parseJson } from './read-body';

const LF = 0x0a;

/**
 * NDJSON as values: bytes in, one value a line out; empty lines are passed over.
 * @throws BadInput a line is not JSON, with its number; TooLarge a line is longer than `longest` bytes
 */
export async function* jsonLines(bytes: AsyncIterable<Buffer>, longest: number): AsyncGenerator<Line> {
  let rest: Buffer[] = [];
  let size = 0;
  let line = 0;
  for await (const chunk of bytes) {
    let start = 0;
    for (let end = chunk.indexOf(LF); end >= 0; end = chunk.indexOf(LF, start)) {
      rest.push(chunk.subarray(start, end));
      start = end + 1;
      line += 1;
      const value = parse(Buffer.concat(rest), line);
      rest = [];
      size = 0;
      if (value !== undefined) yield { line, value };
    }
    rest.push(chunk.subarray(start));
    size += chunk.length - start;
    if (size > longest)
      throw new TooLarge(`Line ${line + 1} is longer than ${longest} bytes.`, { field: 'body' });
  }
  const value = parse(Buffer.concat(rest), line + 1);
  if (value !== undefined) yield { line: line + 1, value };
}

function parse(bytes: Buffer, line: number): unknown {
  if (bytes.every((byte) => byte === 0x20 || byte === 0x0d || byte === 0x09)) return undefined;
  try {
    return parseJson(bytes);
  } catch (error) {
    const fields = { line: [String(line)], non_field_errors: [(error as Error).message] };
    throw new BadInput('Invalid input.', { fields });
  }
}
