/** A pattern of file names, as a shell has them: taken apart into where to look and what to look for. */
export interface Pattern {
  /** The folder that all matches lie below; "" for the current one. */
  folder: string;
  /** Matches a path below `folder`. */
  matches: RegExp;
  /** It names hidden files itself. */
  hidden: boolean;
}

/**
 * Reads `*`, `?`, `[a-z]`, `[!a]`, `{a,b}` and `**` (folders of any depth). None of them matches a hidden name.
 * @returns null when the text is no pattern
 */
export function readPattern(text: string): Pattern | null {
  const parts = text.split('/');
  const first = parts.findIndex((part) => /[*?[{]/.test(part));
  if (first < 0) return null;
  const above = parts.slice(0, first).join('/');
  const below = parts.slice(first).filter((part) => part !== '' && part !== '.');
  const matches = asRegExp(below.join('/'));
  if (matches === null) return null;
  const folder = first > 0 && above === '' ? '/' : above;
  return { folder, matches, hidden: below.some((part) => part.startsWith('.')) };
}

/** Null when it makes no sense: `[z-a]`. */
function asRegExp(pattern: string): RegExp | null {
  try {
    return new RegExp(`^${expression(pattern)}$`, 'u');
  } catch {
    return null;
  }
}

function expression(pattern: string): string {
  let source = '';
  let braces = 0;
  for (let at = 0; at < pattern.length; at += 1) {
    const char = pattern[at] as string;
    const rest = pattern.slice(at);
    if (rest.startsWith('**/')) {
      source += '(?:[^/]+/)*';
      at += 2;
    } else if (rest.startsWith('**')) {
      source += '.*';
      at += 1;
    } else if (char === '*') source += '[^/]*';
    else if (char === '?') source += '[^/]';
    else if (char === '[' && rest.indexOf(']', 2) > 0) {
      const end = rest.indexOf(']', 2);
      source += set(rest.slice(1, end));
      at += end;
    } else if (char === '{' && rest.includes('}')) {
      braces += 1;
      source += '(?:';
    } else if (char === '}' && braces > 0) {
      braces -= 1;
      source += ')';
    } else if (char === ',' && braces > 0) source += '|';
    else source += char.replace(/[\\^$.*+?()[\]{}|/]/, '\\$&');
  }
  return source + ')'.repeat(braces);
}

/** What stands in brackets; `!` first means any other. */
function set(inside: string): string {
  const not = /^[!^]/.test(inside);
  const chars = (not ? inside.slice(1) : inside).replace(/[\\\][^]/g, '\\$&');
  return not ? `[^/${chars}]` : `[${chars}]`;
}
