import { FieldErrors } from '../errors/domain-error';
import { closest } from '../query/suggest';

/** Messages for names that are not known, each with the one that was probably meant. */
export function unknownNames(
  said: Readonly<Record<string, unknown>>,
  known: readonly string[],
  sentence: string,
): FieldErrors {
  const errors = Object.create(null) as FieldErrors; // an attribute may be called __proto__
  for (const name of Object.keys(said)) {
    if (known.includes(name)) continue;
    const meant = closest(name, known);
    errors[name] = [`${sentence}${meant ? ` Did you mean "${meant}"?` : ''}`];
  }
  return errors;
}

/**
 * Messages for what an upload says beyond what is known. Unlike a list's parameters they are always refused: a
 * misspelt attribute would be lost for good.
 */
export function unknownAttributes(
  said: Readonly<Record<string, unknown>>,
  known: readonly string[],
): FieldErrors {
  return unknownNames(said, known, 'Unknown attribute.');
}
