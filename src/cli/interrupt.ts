/** Time to put things away before the process ends regardless, in milliseconds. */
const GRACE = 9_000;
const SIGNALS = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

type Cleanup = () => unknown;

const cleanups = new Set<Cleanup>();
let stopping = false;

/** True from the moment a signal asked the command to end. */
export function interrupted(): boolean {
  return stopping;
}

/**
 * Runs `cleanup` when a signal ends the command, before the process exits with 128 + the signal's number.
 * What is half done stays undone: transactions roll back with their connection, a cut-off upload is not stored.
 * @returns forgets the cleanup again
 */
export function atInterrupt(cleanup: Cleanup): () => void {
  if (cleanups.size === 0) listen();
  cleanups.add(cleanup);
  return () => void cleanups.delete(cleanup);
}

let listening = false;

/** From here on Ctrl-C is ours. `serve` never comes here: it stops in its own way. */
function listen(): void {
  if (listening) return;
  listening = true;
  for (const [signal, code] of Object.entries(SIGNALS)) process.on(signal, () => void end(code));
}

/** Ends the command as Ctrl-C does; a second call ends it at once. */
export async function end(code: number = SIGNALS.SIGINT): Promise<never> {
  if (stopping) process.exit(code);
  stopping = true;
  setTimeout(() => process.exit(code), GRACE).unref();
  await Promise.allSettled([...cleanups].map(async (cleanup) => cleanup()));
  process.exit(code);
}
