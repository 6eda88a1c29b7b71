/** Time until the process ends regardless, in milliseconds. */
const GRACE = 9_500;
/** A signal that comes so soon after the first is the same one: Ctrl-C reaches the process both itself and through npm. */
const ECHO = 1_000;

/**
 * On SIGTERM, SIGINT or SIGHUP: runs `stop` once and ends the process. A second signal aborts `hurry`, a third ends
 * the process at once.
 * @param stop resolves to true when everything was finished; else the process ends with 1
 * @returns whether the process is about to end
 */
export function stopOnSignal(stop: (hurry: AbortSignal) => Promise<boolean>): () => boolean {
  const hurry = new AbortController();
  let begun: number | null = null;
  const end = (code: number): never => process.exit(code);
  const begin = (): void => {
    if (begun !== null) {
      if (Date.now() - begun < ECHO) return;
      if (hurry.signal.aborted) end(1);
      hurry.abort();
      return;
    }
    begun = Date.now();
    setTimeout(() => end(1), GRACE).unref();
    stop(hurry.signal).then(
      (finished) => end(finished ? 0 : 1),
      (error: unknown) => {
        process.stderr.write(`${String(error)}\n`);
        end(1);
      },
    );
  };
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, begin);
  return () => begun !== null;
}
