import { ResourceStatement } from '../query/statement';
import { readPythonInt } from '../query/values/number';
import { Key } from './values';

/**
 * The key that a part of a path means; null when it cannot be one of this collection (drf.md §12: number keys are read
 * like Python integers).
 */
export function readKey<C>(statement: ResourceStatement<C>, part: string): Key | null {
  if (part.includes('\0')) return null;
  if (statement.fields[statement.key]?.type !== 'int') return part;
  const number = readPythonInt(part);
  if (number === null) return null;
  // Beyond what a key can be there is no row: -1 is nobody's key.
  return Number.isSafeInteger(Number(number)) ? Number(number) : -1;
}
