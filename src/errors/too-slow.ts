import { Unavailable } from './domain-error';

/** The refusal of a query that has used up its time, whoever noticed it. */
export function tookTooLong(cause?: unknown): Unavailable {
  return new Unavailable('The query took too long and was stopped.', {
    cause,
    hint: 'Narrow the filters, or ask for fewer rows.',
    retryAfter: 5,
  });
}
