import { QueryFailedError } from 'typeorm';
import { BadInput } from '../errors/domain-error';
import { ResourceStatement } from '../query/statement';

/**
 * A violated uniqueness in Django REST framework's words (drf.md §15), from the constraint's columns.
 * @returns null when the error is something else
 */
export function uniqueMessages<C>(statement: ResourceStatement<C>, error: unknown): BadInput | null {
  if (!(error instanceof QueryFailedError)) return null;
  const fault = error.driverError as { code?: string; detail?: string; constraint?: string };
  if (fault.code !== '23505') return null;
  const columns = together(statement, fault.constraint) ?? named(fault.detail);
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

/** The fields that must be unique together, by the name of the index that says so: it may be on digests of long names. */
function together<C>(
  { uniqueTogether = [] }: ResourceStatement<C>,
  constraint: string | undefined,
): readonly string[] | undefined {
  return uniqueTogether.find((columns) => constraint?.endsWith(`_${columns.join('_')}_key`));
}

/** The columns as PostgreSQL names them in the detail of the error. */
function named(detail: string | undefined): readonly string[] | undefined {
  return /^Key \((.*?)\)=/
    .exec(detail ?? '')?.[1]
    ?.replaceAll('"', '')
    .split(', ');
}
