import { setTimeout as sleep } from 'node:timers/promises';
import { Answer, NoAnswer } from './upload';

/** Milliseconds before the second, third, … try. */
const PAUSES = [250, 500, 1_000, 2_000, 4_000];
const LONGEST_PAUSE = 30_000;
const PASSING_STATUS = new Set([429, 502, 503, 504]);
/** A server that restarts refuses, and cuts off what was under way. */
const PASSING_FAULT = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EAI_AGAIN']);

/**
 * Tries again what is likely to pass: a refused or broken connection, a busy server. Sending a report twice is
 * harmless, the server answers the first receipt again.
 * @param replayable false when the source can be read once only: then only what was not begun is tried again
 * @param onPause hears why the try failed and the milliseconds until the next
 */
export async function persist(
  attempt: () => Promise<Answer>,
  replayable: boolean,
  onPause: (why: string, pause: number) => void,
): Promise<Answer> {
  for (let tries = 0; ; tries += 1) {
    const pause = PAUSES[tries];
    let wait = pause ?? 0;
    let why: string;
    try {
      const answer = await attempt();
      if (pause === undefined || !replayable || !PASSING_STATUS.has(answer.status)) return answer;
      wait = Math.min(Math.max(pause, (answer.retryAfter ?? 0) * 1_000), LONGEST_PAUSE);
      why = `the server is busy (${answer.status})`;
    } catch (error) {
      if (pause === undefined || !mayPass(error, replayable)) throw error;
      why = (error as Error).message || 'no connection';
    }
    onPause(why, wait);
    await sleep(wait);
  }
}

function mayPass(error: unknown, replayable: boolean): boolean {
  if (!(error instanceof NoAnswer) || (error.sent && !replayable)) return false;
  return PASSING_FAULT.has(codeOf(error.fault) ?? '');
}

/** `localhost` is tried at two addresses, which fail together. */
export function codeOf(fault: NodeJS.ErrnoException): string | undefined {
  return (
    fault.code ??
    (fault instanceof AggregateError ? (fault.errors[0] as NodeJS.ErrnoException).code : undefined)
  );
}
