/** Time that requests in flight have before the process ends regardless, in milliseconds. */
const GRACE = 9_000;

/** On SIGTERM, SIGINT or SIGHUP: runs `stop` once and ends the process; a second signal ends it at once. */
export function stopOnSignal(stop: () => Promise<void>): void {
  let stopping = false;
  const end = (code: number): never => process.exit(code);
  const begin = (): void => {
    if (stopping) end(1);
    stopping = true;
    setTimeout(() => end(1), GRACE).unref();
    stop().then(
      () => end(0),
      (error: unknown) => {
        process.stderr.write(`${String(error)}\n`);
        end(1);
      },
    );
  };
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, begin);
}
