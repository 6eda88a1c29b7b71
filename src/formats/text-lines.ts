/** Longest line kept, in characters; of a longer one the beginning stays. */
export const MOST_LINE = 1_048_576;

/** Lines of one piece of text, without their ends; `first` is the number of the first of them, from 1. */
export interface LineBatch {
  first: number;
  lines: string[];
}

export interface LineOptions {
  /** A lone carriage return ends a line as well (TAP 14 normalises it; other formats may hold it in a value). */
  cr?: boolean;
  /** Called with the number of a line that was cut at `longest`. */
  cut?: (line: number) => void;
  /** Characters of a line kept; `MOST_LINE` unless told. */
  longest?: number;
}

/** Splits text that comes in pieces into lines; ends are LF and CRLF. Holds one piece and one unfinished line. */
export async function* lineBatches(
  pieces: AsyncIterable<string>,
  options: LineOptions = {},
): AsyncGenerator<LineBatch> {
  const longest = options.longest ?? MOST_LINE;
  let rest = '';
  let held = '';
  let first = 1;
  let cut = false;
  // Only what is new is searched, or a line without end would be searched again with every piece.
  const complete = (part: string): string => {
    const whole = rest + part;
    rest = '';
    return whole;
  };
  const fitted = (line: string, number: number): string => {
    if (line.length <= longest && !cut) return line;
    options.cut?.(number);
    cut = false;
    return line.slice(0, longest);
  };
  for await (const piece of pieces) {
    const text = held + piece;
    held = text.endsWith('\r') ? '\r' : '';
    const lines = split(held === '' ? text : text.slice(0, -1), options.cr === true);
    const unfinished = lines.pop() ?? '';
    for (let i = 0; i < lines.length; i += 1) lines[i] = fitted(complete(lines[i] ?? ''), first + i);
    if (!cut) rest += unfinished;
    if (rest.length > longest) {
      cut = true;
      rest = rest.slice(0, longest);
    }
    if (lines.length > 0) yield { first, lines };
    first += lines.length;
  }
  if (rest !== '' || cut) yield { first, lines: [fitted(rest, first)] };
}

function split(text: string, cr: boolean): string[] {
  return text.includes('\r') ? text.split(cr ? /\r\n|\n|\r/ : /\r?\n/) : text.split('\n');
}
