import { QueryFailedError } from 'typeorm';
import { BadInput } from '../errors/domain-error';
import { ResourceStatement } from '../query/statement';

/**
 * A violated uniqueness in Django REST framework's words (drf.md §15), from the constraint's columns.
 * @returns null when the error is something else
 */
export function uniqueMessages<C>(statement: ResourceStatement<C>, error: unknown): BadInput | null {
  if (!(error instanceof QueryFailedError)) return null;
  const { code, detail } = error.driverError as { code?: string; detail?: string };
  const columns =
    code === '23505'
      ? /^Key \((.*?)\)=/
          .exec(detail ?? '')?.[1]
          ?.replaceAll('"', '')
          .split(', ')
      : undefined;
  if (!columns?.every((column) => column in statement.fields)) return null;
  const [column = ''] = columns;
  if (columns.length === 1)
    return new BadInput('Not unique.', {
      fields: {
        [column]: [`${statement.verboseName} with this ${column.replaceAll('_', ' ')} already exists.`],
      },
    });
  return new BadInput('Not unique.', {
    fields: { non_field_errors: [`The fields ${columns.join(', ')} must make a unique set.`] },
  });
}
