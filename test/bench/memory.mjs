import { readFileSync } from 'node:fs';

const EVERY = 10;
const MB = 1024 * 1024;
/** Linux counts processor time in hundredths of a second. */
const TICKS = 100;

/** Resident memory of a process in bytes; NaN where there is no /proc. */
export function residentMemory(pid) {
  try {
    const [, kilobytes] = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return Number(kilobytes) * 1024;
  } catch {
    return NaN;
  }
}

/** Seconds of processor time that a process has used; NaN where there is no /proc. */
export function processorTime(pid) {
  try {
    // The name in parentheses may hold anything; the times are the 12th and 13th figures after it.
    const figures = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return (Number(figures[11]) + Number(figures[12])) / TICKS;
  } catch {
    return NaN;
  }
}

/** Runs `work` and watches how far a process grows meanwhile. @returns its result, and the growth in MB */
export async function watched(pid, work) {
  const before = residentMemory(pid);
  let most = before;
  const look = () => (most = Math.max(most, residentMemory(pid)));
  const timer = setInterval(look, EVERY);
  try {
    const result = await work();
    look();
    return { result, growth: (most - before) / MB };
  } finally {
    clearInterval(timer);
  }
}
