/** What the kernel log puts in front of KTAP: `[   12.345678] ok 1 name`. */
const KERNEL_TIME = /^(?:<\d+>)?\[\s*\d+\.\d+\](?:\[[^\]]*\])? ?/;

/** The line as the test wrote it. */
export function withoutKernelTime(line: string): string {
  return line.startsWith('[') || line.startsWith('<') ? line.replace(KERNEL_TIME, '') : line;
}

/** Columns of indentation; a tab is one level. */
export function indentOf(text: string): number {
  let indent = 0;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code === 0x20) indent += 1;
    else if (code === 0x09) indent += 4;
    else break;
  }
  return indent;
}
