import {
  QueryFailedError,
  QueryRunnerAlreadyReleasedError,
  QueryRunnerProviderAlreadyReleasedError,
} from 'typeorm';
import { BadInput, Conflict, ErrorDetails, Unavailable } from '../errors/domain-error';

interface PostgresFault {
  code?: string;
  column?: string;
  detail?: string;
  syscall?: string;
  message: string;
}

/** What the driver says, without any code, of a connection that broke or was never there. */
const BROKEN =
  /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying)/;

/** A connection that broke under a transaction is taken from it: whatever the transaction does next finds it released. */
function isBroken(error: Error, fault: PostgresFault): boolean {
  return (
    error instanceof QueryRunnerAlreadyReleasedError ||
    error instanceof QueryRunnerProviderAlreadyReleasedError ||
    (fault.code === undefined && BROKEN.test(fault.message))
  );
}

function unreachable(details: ErrorDetails): Unavailable {
  return new Unavailable('The database cannot be reached at the moment.', { ...details, retryAfter: 2 });
}

/**
 * The one map from SQLSTATE to domain errors. Whatever is not here is our own fault and comes back as it is.
 * @param error whatever a query threw: TypeORM's error or the driver's
 */
export function asDomainError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const fault = (error instanceof QueryFailedError ? error.driverError : error) as PostgresFault;
  if (isBroken(error, fault)) return unreachable({ cause: error });
  if (typeof fault.code !== 'string') return error;
  const details = { cause: error, field: fault.column };
  switch (fault.code) {
    case '23505':
      return new Conflict('This exists already.', details);
    // RESTRICT has a code of its own since PostgreSQL 18.
    case '23001':
      return new Conflict('Something else still refers to this.', details);
    case '23503':
      return /is still referenced/.test(fault.detail ?? '')
        ? new Conflict('Something else still refers to this.', details)
        : new BadInput('A row that this refers to does not exist.', details);
    case '54000':
      return new BadInput('This is too long or too large for the database.', details);
    case '57014':
      return new Unavailable('The query took too long and was stopped.', {
        ...details,
        hint: 'Narrow the filters, or ask for fewer rows.',
        retryAfter: 5,
      });
    case '40001':
    case '40P01':
    case '55P03':
      return new Unavailable('The database was busy with the same rows. Try again.', {
        ...details,
        retryAfter: 1,
      });
    case '53300':
    // The server is there, but not for us: it lets nobody in, or not with these credentials.
    case '55000':
    case '3D000':
    case '28000':
    case '28P01':
    case '57P01':
    case '57P02':
    case '57P03':
    case '08006':
    case '08003':
    case '08001':
    case 'ECONNREFUSED':
    case 'ECONNRESET':
    case 'EPIPE':
      return unreachable(details);
    // A socket that is not there; a file that is not there is something else.
    case 'ENOENT':
      return fault.syscall === 'connect' ? unreachable(details) : error;
    default:
      return fault.code.startsWith('22')
        ? new BadInput(`The database cannot store this: ${fault.message}.`, details)
        : error;
  }
}
