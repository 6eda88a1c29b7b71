import {
  QueryFailedError,
  QueryRunnerAlreadyReleasedError,
  QueryRunnerProviderAlreadyReleasedError,
} from 'typeorm';
import { BadInput, Conflict, ErrorDetails, Unavailable } from '../errors/domain-error';
import { tookTooLong } from '../errors/too-slow';

interface PostgresFault {
  code?: string;
  column?: string;
  detail?: string;
  syscall?: string;
  message: string;
}

/** What the driver says, without any code, of a connection that broke or was never there. */
const BROKEN = /^(Connection terminated|Client has encountered a connection error)/;
/** What the pool says when all its connections were in use for too long. */
const NONE_FREE = /^timeout exceeded when trying to connect/;

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
  if (NONE_FREE.test(fault.message))
    return new Unavailable('All connections to the database are in use at the moment.', {
      cause: error,
      retryAfter: 5,
    });
  // Node's word for a client that went away while its body was read: nobody's fault here.
  if (fault.code === 'ECONNRESET' && fault.message === 'aborted') return error;
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
      return tookTooLong(error);
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
