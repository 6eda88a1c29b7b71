import { CST, Lexer, LineCounter, Parser } from 'yaml';
import { BadInput } from '../errors/domain-error';
import { DefinitionLimits } from './definition-limits';

/** The text is no YAML, or more than we read; the message is what the parser says, without a final full stop. */
export class UnreadableDefinition extends BadInput {}

/** Marks that may stand around one value, beside spaces and comments; the composer makes an error of each one too many. */
const MOST_MARKS = 100;

/**
 * The tokens of the only document of a text, as far as the parser's own recursion and the patience of others allow.
 * @throws UnreadableDefinition
 */
export function tokensOf(text: string, lines: LineCounter, limits: DefinitionLimits): CST.Token[] {
  count(text, limits);
  const tokens: CST.Token[] = [];
  let documents = 0;
  for (const token of new Parser(lines.addNewLine).parse(text)) {
    if (token.type === 'error')
      throw new UnreadableDefinition(`${token.message}${placeIn(lines, token.offset)}`);
    if (token.type === 'document') {
      if (++documents > 1) throw new UnreadableDefinition('expected a single document in the stream');
      checkMarks(token.start, token.offset, lines);
      checkTree(token.value, lines, limits);
    }
    tokens.push(token);
  }
  return tokens;
}

export function placeIn(lines: LineCounter, position: number): string {
  const { line, col } = lines.linePos(position);
  return ` at line ${line}, column ${col}`;
}

/** Reading costs by the token; counting them first is cheap. */
function count(text: string, { tokens }: DefinitionLimits): void {
  let seen = 0;
  for (const _token of new Lexer().lex(text))
    if (++seen > tokens) throw new UnreadableDefinition(`it has more than ${tokens} marks and words`);
}

/** Before anything recursive sees it. */
function checkTree(top: CST.Token | undefined, lines: LineCounter, { depth }: DefinitionLimits): void {
  const open: [CST.Token, number][] = top ? [[top, 1]] : [];
  for (let next = open.pop(); next; next = open.pop()) {
    const [token, level] = next;
    if ('end' in token) checkMarks(token.end, token.offset, lines);
    if (!('items' in token)) continue;
    if (level > depth) throw new UnreadableDefinition(`it is nested deeper than ${depth} levels`);
    for (const { start, key, sep, value } of token.items as CST.CollectionItem[]) {
      checkMarks(start, token.offset, lines);
      checkMarks(sep, token.offset, lines);
      if (key) open.push([key, level + 1]);
      if (value) open.push([value, level + 1]);
    }
  }
}

const BLANK: ReadonlySet<string> = new Set(['space', 'newline', 'comment']);

function checkMarks(marks: CST.SourceToken[] | undefined, offset: number, lines: LineCounter): void {
  if (marks === undefined || marks.length <= MOST_MARKS) return;
  if (marks.filter(({ type }) => !BLANK.has(type)).length > MOST_MARKS)
    throw new UnreadableDefinition(`there are too many marks around a value${placeIn(lines, offset)}`);
}
