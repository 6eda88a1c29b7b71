/** Data for the next program, or for the reader: standard output. */
export function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** What a person should know besides: standard error. */
export function note(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** `assay … | head`: the reader has had enough. The work goes on, its words go nowhere. */
export function hushClosedPipes(): void {
  for (const stream of [process.stdout, process.stderr])
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (!isClosedPipe(error)) throw error;
    });
}

/** True when whoever read our output has gone. */
export function isClosedPipe(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'EPIPE' || code === 'ERR_STREAM_DESTROYED';
}

/** `1 test`, `2 tests`. */
export function counted(number: number, noun: string): string {
  return `${number.toLocaleString('en')} ${noun}${number === 1 ? '' : 's'}`;
}
