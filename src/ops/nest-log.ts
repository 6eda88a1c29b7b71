import { LoggerService } from '@nestjs/common';
import { Level, Logger } from 'pino';
import { requestContext } from './request-context';

/** Nest's log calls as lines of our log, with the id of the request that they belong to. */
export class NestLog implements LoggerService {
  constructor(private readonly root: Logger) {}

  fatal(message: unknown, ...rest: unknown[]): void {
    this.write('fatal', message, rest);
  }
  error(message: unknown, ...rest: unknown[]): void {
    this.write('error', message, rest);
  }
  warn(message: unknown, ...rest: unknown[]): void {
    this.write('warn', message, rest);
  }
  /** Nest tells every route and module at start: that is for those who look for a fault. */
  log(message: unknown, ...rest: unknown[]): void {
    this.write('debug', message, rest);
  }
  debug(message: unknown, ...rest: unknown[]): void {
    this.write('debug', message, rest);
  }
  verbose(message: unknown, ...rest: unknown[]): void {
    this.write('trace', message, rest);
  }

  /** Nest puts the context last; before it, for errors, the stack. */
  private write(level: Level, message: unknown, rest: unknown[]): void {
    if (!this.root.isLevelEnabled(level)) return;
    const context = typeof rest.at(-1) === 'string' ? rest.at(-1) : undefined;
    const stack =
      message instanceof Error ? message.stack : rest.slice(0, -1).find((item) => typeof item === 'string');
    const text = message instanceof Error ? message.message : message;
    this.root[level](
      {
        context,
        request_id: requestContext.getStore(),
        ...(level === 'error' || level === 'fatal' ? { stack } : {}),
      },
      typeof text === 'string' ? text : JSON.stringify(text),
    );
  }
}
