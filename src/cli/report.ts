import { CommanderError } from 'commander';
import { ConfigError } from '../config/config';
import { DomainError } from '../errors/domain-error';
import { CommandError, EXIT } from './exit-codes';
import { note } from './output';
import { rooms } from './rooms';

/**
 * Tells the user what went wrong, in one sentence; with ASSAY_DEBUG=1 the stack as well.
 * @returns the exit code that goes with it
 */
export function report(error: unknown): number {
  if (error instanceof CommanderError) return ofCommander(error);
  note(`assay: ${sentence(error)}`);
  if (process.env.ASSAY_DEBUG === '1') note(inFull(error));
  return error instanceof CommandError ? error.exitCode : EXIT.failed;
}

/** Commander has said what there is to say; help and version are no failures. */
function ofCommander(error: CommanderError): number {
  return error.exitCode === 0 ? EXIT.done : EXIT.usage;
}

function inFull(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause === undefined ? '' : `\ncaused by ${inFull(error.cause)}`;
  return (error.stack ?? error.message) + cause;
}

function sentence(error: unknown): string {
  if (error instanceof CommandError || error instanceof ConfigError) return error.message;
  const known = rooms.sqlstate.asDomainError(error);
  if (known instanceof DomainError) return ofDomain(known);
  const { code, message } = error as NodeJS.ErrnoException;
  if (typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code)) return `PostgreSQL says: ${message}.`;
  return `${message || String(error)}${process.env.ASSAY_DEBUG === '1' ? '' : ' (ASSAY_DEBUG=1 tells where)'}`;
}

function ofDomain(error: DomainError): string {
  const field = error.field === undefined ? '' : `${error.field}: `;
  const reason = error.code === 'unavailable' ? whyUnreachable(error.cause) : '';
  return [`${field}${error.message}${reason}`, error.hint].filter(Boolean).join(' ');
}

/** A refused connection names neither host nor port where a person would look. */
function whyUnreachable(cause: unknown): string {
  const fault = cause instanceof AggregateError ? (cause.errors[0] as unknown) : cause;
  const { syscall, message } = (fault ?? {}) as NodeJS.ErrnoException;
  return syscall === 'connect' ? ` Is DATABASE_URL right? (${message})` : '';
}
