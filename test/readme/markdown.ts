/** A fenced block of a Markdown page. */
export interface Fence {
  /** What stands behind the opening fence: `sh`, `json`, `text`, `mermaid`; "" when nothing does. */
  language: string;
  text: string;
  /** Line of the opening fence, from 1. */
  line: number;
}

/** All fenced blocks, in their order. */
export function fencesOf(markdown: string): Fence[] {
  const fences: Fence[] = [];
  let open: { language: string; line: number; lines: string[] } | null = null;
  markdown.split('\n').forEach((text, at) => {
    const mark = /^```(\S*)\s*$/.exec(text);
    if (open && mark) {
      fences.push({ language: open.language, line: open.line, text: open.lines.join('\n') });
      open = null;
    } else if (open) open.lines.push(text);
    else if (mark) open = { language: mark[1] ?? '', line: at + 1, lines: [] };
  });
  if (open) throw new Error('A fenced block is not closed.');
  return fences;
}

/** The page without its fenced blocks and code spans: what is prose, links included. */
function proseOf(markdown: string): string {
  return markdown.replace(/^```[\s\S]*?^```\s*$/gm, '').replace(/`[^`\n]*`/g, '');
}

/** Targets of all links and pictures that are relative: neither addresses nor mere anchors of the same page. */
export function relativeLinksOf(markdown: string): string[] {
  return [...proseOf(markdown).matchAll(/\]\(([^()\s]+)\)/g)]
    .map(([, target]) => target ?? '')
    .filter((target) => !/^[a-z][a-z+.-]*:/i.test(target));
}

/** The anchors that headings of a page make, as GitHub makes them. */
export function anchorsOf(markdown: string): string[] {
  return [...markdown.replace(/^```[\s\S]*?^```\s*$/gm, '').matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
    (heading ?? '')
      .trim()
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replace(/\s/g, '-'),
  );
}

/** The rows of the first table whose header has these cells; every row as its cells, trimmed. */
export function tableOf(markdown: string, ...header: string[]): string[][] {
  const cells = (line: string): string[] =>
    line
      .replace(/^\||\|$/g, '')
      .split('|')
      .map((cell) => cell.trim());
  const lines = markdown.split('\n');
  const start = lines.findIndex((line) => line.startsWith('|') && cells(line).join('|') === header.join('|'));
  if (start < 0) throw new Error(`There is no table with the header ${header.join(', ')}.`);
  const rows: string[][] = [];
  for (const line of lines.slice(start + 2)) {
    if (!line.startsWith('|')) break;
    rows.push(cells(line));
  }
  return rows;
}
