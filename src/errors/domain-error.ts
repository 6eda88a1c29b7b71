/** The eight ways in which the core refuses. They know neither HTTP nor PostgreSQL: each face translates them. */
export type ErrorCode =
  | 'bad_input'
  | 'unauthenticated'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'too_large'
  | 'unsupported'
  | 'unavailable';

/**
 * Messages by field; a nested object nests, a list of objects is a list with `{}` for the good ones
 * (Django REST framework's shape, drf.md §15).
 */
export type FieldErrors = { [field: string]: string[] | FieldErrors | FieldErrors[] };

export interface ErrorDetails {
  /** The field or parameter at fault, as the client sent it. */
  field?: string;
  /** What to do about it: "did you mean `device__hostname`?". */
  hint?: string;
  /** All messages when several fields are at fault; wins over `field`. */
  fields?: FieldErrors | FieldErrors[];
  /** Seconds until another try makes sense. */
  retryAfter?: number;
  cause?: unknown;
}

/** A refusal with a code, one human sentence, and optionally the field at fault and a hint. */
export abstract class DomainError extends Error {
  abstract readonly code: ErrorCode;
  readonly field?: string;
  readonly hint?: string;
  readonly fields?: FieldErrors | FieldErrors[];
  readonly retryAfter?: number;

  constructor(message: string, details: ErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = new.target.name;
    this.field = details.field;
    this.hint = details.hint;
    this.fields = details.fields;
    this.retryAfter = details.retryAfter;
  }
}

export class BadInput extends DomainError {
  readonly code = 'bad_input';
}
export class Unauthenticated extends DomainError {
  readonly code = 'unauthenticated';
}
export class Forbidden extends DomainError {
  readonly code = 'forbidden';
}
export class NotFound extends DomainError {
  readonly code = 'not_found';
}
export class Conflict extends DomainError {
  readonly code = 'conflict';
}
export class TooLarge extends DomainError {
  readonly code = 'too_large';
}
export class Unsupported extends DomainError {
  readonly code = 'unsupported';
}
export class Unavailable extends DomainError {
  readonly code = 'unavailable';
}
