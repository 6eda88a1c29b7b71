import { BadInput, FieldErrors } from '../errors/domain-error';
import { Line } from './line';

/** What to do about the messages of new rows, in their order; it throws unless all of them are empty. */
export type Judge = (errors: FieldErrors[]) => void;

const isBad = (mine: FieldErrors): boolean => Object.keys(mine).length > 0;

/** @throws BadInput the messages of the one row that there is */
export const refuseOne: Judge = (errors) => {
  if (errors.some(isBad)) throw new BadInput('Invalid input.', { fields: errors[0] });
};

/** @throws BadInput a list with the messages of every row, `{}` for the good ones */
export const refuseSome: Judge = (errors) => {
  if (errors.some(isBad)) throw new BadInput('Invalid input.', { fields: errors });
};

/** @returns what throws BadInput with the messages of the first bad line of a batch, and its number */
export function refuseLines(batch: readonly Line[]): Judge {
  return (errors) => {
    const at = errors.findIndex(isBad);
    if (at >= 0)
      throw new BadInput('Invalid input.', { fields: { line: [String(batch[at]?.line)], ...errors[at] } });
  };
}
