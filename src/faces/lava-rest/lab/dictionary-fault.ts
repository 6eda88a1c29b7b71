const MARKS: Readonly<Record<string, string>> = { '{%': '%}', '{{': '}}', '{#': '#}' };
const PAIRED: ReadonlySet<string> = new Set(['block', 'if', 'for', 'macro', 'filter', 'call', 'raw']);
const ALONE: ReadonlySet<string> = new Set([
  'set',
  'extends',
  'include',
  'import',
  'from',
  'else',
  'elif',
  'do',
]);

/**
 * What is plainly wrong with a device dictionary in Jinja2, in words; null when nothing is: marks that do not close, statements
 * that there are not, templates that nobody has. It is not rendered: that takes LAVA's own templates.
 * @param templates the names of the templates that are there
 */
export function dictionaryFault(text: string, templates: ReadonlySet<string>): string | null {
  const open: string[] = [];
  const opening = /\{[%{#]/g;
  let at = 0;
  for (;;) {
    opening.lastIndex = at;
    const found = opening.exec(text);
    if (!found) break;
    const begin = found.index;
    const close = MARKS[found[0]] ?? '';
    const end = text.indexOf(close, begin + 2);
    const line = (): number => text.slice(0, begin).split('\n').length;
    if (end < 0) return `unexpected end of template, "${found[0]}" in line ${line()} is not closed`;
    const fault =
      found[0] === '{%' ? statementFault(text.slice(begin + 2, end), line, open, templates) : null;
    if (fault !== null) return fault;
    at = end + 2;
  }
  const last = open.pop();
  return last === undefined ? null : `"${last}" is not ended`;
}

function statementFault(
  statement: string,
  line: () => number,
  open: string[],
  templates: ReadonlySet<string>,
): string | null {
  const [, word = '', rest = ''] = /^[-+]?\s*(\w*)\s*(.*?)\s*[-+]?$/s.exec(statement) ?? [];
  if (PAIRED.has(word)) {
    open.push(word);
    return null;
  }
  if (word.startsWith('end') && PAIRED.has(word.slice(3)))
    return open.pop() === word.slice(3) ? null : `unexpected "${word}" in line ${line()}`;
  if (!ALONE.has(word)) return `unknown tag "${word}" in line ${line()}`;
  if (word === 'set' && !/^[\w.]+(\s*,\s*\w+)*\s*=\s*\S/.test(rest))
    return `nothing is set in line ${line()}`;
  if (word !== 'extends') return null;
  const [, name] = /^(?:'([^']*)'|"([^"]*)")$/.exec(rest)?.filter((part) => part !== undefined) ?? [];
  if (name === undefined) return `no template is named in line ${line()}`;
  return templates.has(name) ? null : `template not found: ${name}`;
}
