import { BadInput } from '../errors/domain-error';
import { lastValue, parseQuery } from '../query/parse';
import { readBool } from '../query/values/text';

/** Which of the tests, in their order, are wanted; a limit of null is all. */
export interface Window {
  limit: number | null;
  offset: number;
}

const WHOLE = /^\d{1,15}$/;

function whole(name: string, text: string | undefined): number | null {
  if (text === undefined || text === '') return null;
  if (!WHOLE.test(text)) throw new BadInput('A whole number, zero or more, is required.', { field: name });
  return Number(text);
}

/** Whether cells that a spreadsheet would run are to be made harmless. @throws BadInput neither true nor false */
export function readGuard(query: string): boolean {
  const text = lastValue(parseQuery(query), 'guard');
  const guard = text === undefined || text === '' ? false : readBool(text);
  if (guard === null) throw new BadInput('Must be a valid boolean.', { field: 'guard' });
  return guard;
}

/** Reads `limit` and `offset`. @throws BadInput not whole numbers */
export function readWindow(query: string): Window {
  const pairs = parseQuery(query);
  return {
    limit: whole('limit', lastValue(pairs, 'limit')),
    offset: whole('offset', lastValue(pairs, 'offset')) ?? 0,
  };
}
