/** Text, or what stands in brackets; `gap` is whether white space comes before it. */
interface Part {
  gap: boolean;
  text?: string;
  inner?: Part[];
}

const WIDTH = 116;
const TOKEN = /\s*('(?:[^']|'')*'|"(?:[^"]|"")*"|[(),;]|[^\s()',";]+)/y;
const CLAUSES = ['SELECT', 'FROM', 'LEFT JOIN', 'JOIN', 'WHERE', 'GROUP BY', 'ORDER BY', 'LIMIT', 'OFFSET'];

/** SQL for people: a clause a line, a condition a line, and sub-queries and long lists below what they belong to. */
export function formatSql(sql: string): string {
  return clauses(parse(sql), '').join('\n');
}

function parse(sql: string): Part[] {
  const stack: Part[][] = [[]];
  TOKEN.lastIndex = 0;
  for (let match = TOKEN.exec(sql); match; match = TOKEN.exec(sql)) {
    const [whole, text = ''] = match;
    const gap = whole.length > text.length;
    if (text === '(') {
      const inner: Part[] = [];
      stack.at(-1)?.push({ gap, inner });
      stack.push(inner);
    } else if (text === ')') stack.pop();
    else stack.at(-1)?.push({ gap, text });
  }
  if (stack.length !== 1) throw new Error(`Brackets do not match: ${sql}`);
  return stack[0] as Part[];
}

function inline(parts: readonly Part[]): string {
  return parts
    .map(({ gap, text, inner }) => (gap ? ' ' : '') + (text ?? `(${inline(inner ?? [])})`))
    .join('')
    .trim();
}

/** Parts one after the other, a new run before each part that `starts` one. */
function runs(parts: readonly Part[], starts: (at: number) => boolean): Part[][] {
  const found: Part[][] = [];
  parts.forEach((part, at) => {
    if (at === 0 || starts(at)) found.push([]);
    found.at(-1)?.push(part);
  });
  return found;
}

function clauses(parts: readonly Part[], indent: string): string[] {
  const begins = (at: number): boolean => {
    const words = `${parts[at]?.text ?? ''} ${parts[at + 1]?.text ?? ''}`;
    const joined = parts[at]?.text === 'JOIN' && parts[at - 1]?.text === 'LEFT';
    return !joined && CLAUSES.some((clause) => words === clause || words.startsWith(`${clause} `));
  };
  return runs(parts, begins).flatMap((clause) => lines(clause, indent));
}

/** One clause: in a line if it fits, else broken at its commas, its ANDs and ORs, or within its brackets. */
function lines(clause: readonly Part[], indent: string): string[] {
  const whole = inline(clause);
  if (indent.length + whole.length <= WIDTH) return [indent + whole];
  const commas = runs(clause, (at) => clause[at - 1]?.text === ',');
  if (commas.length > 1) return fill(commas, indent);
  const terms = runs(clause, (at) => /^(AND|OR)$/.test(clause[at]?.text ?? ''));
  if (terms.length > 1) return terms.flatMap((term, at) => lines(term, at === 0 ? indent : `${indent}  `));
  const bracket = clause.findLastIndex(({ inner }) => inner && inline(inner).length > WIDTH / 3);
  if (bracket < 0) return [indent + whole];
  const before = inline(clause.slice(0, bracket));
  const gap = clause[bracket]?.gap ? ' ' : '';
  const after = clause.slice(bracket + 1);
  return [
    `${indent}${before}${gap}(`,
    ...clauses(clause[bracket]?.inner ?? [], `${indent}  `),
    `${indent})${after[0]?.gap ? ' ' : ''}${inline(after)}`,
  ];
}

/** As many items a line as it holds. */
function fill(items: readonly Part[][], indent: string): string[] {
  const filled: string[] = [];
  let line = indent;
  for (const item of items) {
    const text = inline(item);
    if (line.trim() !== '' && line.length + 1 + text.length > WIDTH) {
      filled.push(line);
      line = `${indent}  `;
    }
    line += line.trim() === '' ? text : ` ${text}`;
  }
  return [...filled, line];
}
