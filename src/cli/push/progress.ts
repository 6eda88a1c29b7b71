const EVERY = 100;
const CLEAR = '\r\x1b[K';
const NARROW = 60;

/** Shows on a terminal how much of a report has been sent. */
export interface Progress {
  sent(bytes: number): void;
  /** Takes the line away, for other words. */
  clear(): void;
}

/** Elsewhere than on a terminal nothing is shown. @param size bytes; null when unknown */
export function newProgress(name: string, size: number | null, out: NodeJS.WriteStream): Progress {
  if (!out.isTTY) return { sent: () => undefined, clear: () => undefined };
  const start = Date.now();
  let last = 0;
  return {
    sent: (bytes) => {
      const now = Date.now();
      const all = size !== null && bytes >= size;
      if (!all && now - last < EVERY) return;
      last = now;
      const columns = Math.max(20, out.columns || 80);
      out.write(CLEAR + progressLine(name, bytes, size, now - start, columns).slice(0, columns - 1));
    },
    clear: () => out.write(CLEAR),
  };
}

/** `report.xml [######----]  60% 1.2/2.0 MB 8.1 MB/s`, and at the end `storing…`. */
export function progressLine(
  name: string,
  bytes: number,
  size: number | null,
  elapsed: number,
  columns: number,
): string {
  const rate = elapsed > 0 ? `${megabytes((bytes / elapsed) * 1000)} MB/s` : '';
  if (size === null) return `${name} ${megabytes(bytes)} MB ${rate}`;
  const done = `${String(Math.floor((bytes / size) * 100)).padStart(3)}% ${megabytes(bytes)}/${megabytes(size)} MB`;
  const words = bytes >= size ? `${done} storing…` : `${done} ${rate}`;
  const room = Math.min(30, columns - name.length - 45);
  if (columns < NARROW || room < 5) return `${name} ${words}`;
  const filled = Math.round((bytes / size) * room);
  return `${name} [${'#'.repeat(filled)}${'-'.repeat(room - filled)}] ${words}`;
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}
