import { QueryFailedError, QueryRunnerAlreadyReleasedError } from 'typeorm';
import { Unavailable } from '../errors/domain-error';
import { asDomainError } from './sqlstate';

const withCode = (code: string, more: object = {}): Error =>
  Object.assign(new Error('no'), { code, ...more });

describe('asDomainError', () => {
  it.each([
    ['a server that is starting', withCode('57P03')],
    ['a server that was told to stop', new QueryFailedError('SELECT 1', [], withCode('57P01'))],
    ['a socket that is not there', withCode('ENOENT', { syscall: 'connect' })],
    ['a connection that broke', new QueryFailedError('SELECT 1', [], withCode('EPIPE'))],
    ['a connection that ended', new Error('Connection terminated unexpectedly')],
    ['a pool without a free one', new Error('timeout exceeded when trying to connect')],
    ['a connection that broke under a transaction', new QueryRunnerAlreadyReleasedError()],
  ])('asks for patience at %s', (_what, error) => {
    const asked = asDomainError(error);
    expect(asked).toBeInstanceOf(Unavailable);
    expect((asked as Unavailable).retryAfter).toBeGreaterThan(0);
  });

  it.each([
    ['a file that is not there', withCode('ENOENT', { syscall: 'open' })],
    ['a client that went away', withCode('ECONNRESET', { message: 'aborted' })],
    ['an error of ours', new TypeError('x is not a function')],
    ['a statement that is wrong', new QueryFailedError('SELEC 1', [], withCode('42601'))],
  ])('leaves %s as it is', (_what, error) => {
    expect(asDomainError(error)).toBe(error);
  });
});
