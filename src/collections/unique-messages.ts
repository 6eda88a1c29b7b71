import { QueryFailedError } from 'typeorm';
import { BadInput, FieldErrors } from '../errors/domain-error';
import { ResourceStatement } from '../query/statement';

/**
 * A violated uniqueness in Django REST framework's words (drf.md §15), from the constraint's columns.
 * @returns null when the error is something else
 */
export function uniqueMessages<C>(statement: ResourceStatement<C>, error: unknown): BadInput | null {
  const columns = violatedColumns(statement, error);
  return columns && new BadInput('Not unique.', { fields: uniqueErrors(statement, columns) });
}

/** The fields that had to be unique together and are not; null when the error is something else. */
export function violatedColumns<C>(
  statement: ResourceStatement<C>,
  error: unknown,
): readonly string[] | null {
  if (!(error instanceof QueryFailedError)) return null;
  const fault = error.driverError as { code?: string; detail?: string; constraint?: string };
  if (fault.code !== '23505') return null;
  const columns = together(statement, fault.constraint) ?? named(fault.detail);
  return columns?.every((column) => column in statement.fields) ? columns : null;
}

/** The messages of a body whose values for these fields are taken. */
export function uniqueErrors<C>(statement: ResourceStatement<C>, columns: readonly string[]): FieldErrors {
  const [column = ''] = columns;
  return columns.length === 1
    ? {
        [column]: [
          `${statement.verboseName} with this ${statement.fields[column]?.label ?? column.replaceAll('_', ' ')} already exists.`,
        ],
      }
    : { non_field_errors: [`The fields ${columns.join(', ')} must make a unique set.`] };
}

/** Whether rows can be refused because they are not unique. */
export function hasUnique<C>({ fields, uniqueTogether = [] }: ResourceStatement<C>): boolean {
  return (
    uniqueTogether.length > 0 || Object.values(fields).some((field) => 'unique' in field && field.unique)
  );
}

/** The fields that must be unique together, by the name of the index that says so: it may be on digests of long names. */
function together<C>(
  { uniqueTogether = [], fields }: ResourceStatement<C>,
  constraint: string | undefined,
): readonly string[] | undefined {
  const column = (name: string): string => fields[name]?.property ?? name;
  return uniqueTogether.find((names) => constraint?.endsWith(`_${names.map(column).join('_')}_key`));
}

/** The columns as PostgreSQL names them in the detail of the error. */
function named(detail: string | undefined): readonly string[] | undefined {
  return /^Key \((.*?)\)=/
    .exec(detail ?? '')?.[1]
    ?.replaceAll('"', '')
    .split(', ');
}
