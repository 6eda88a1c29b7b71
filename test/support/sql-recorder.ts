import { AbstractLogger } from 'typeorm';
import { formatSql } from './format-sql';

/** Keeps what is sent to the database, laid out for people, with its values. */
export class SqlRecorder extends AbstractLogger {
  readonly statements: string[] = [];

  constructor() {
    super(['query']);
  }

  override logQuery(query: string, parameters: unknown[] = []): void {
    const values = parameters.map((value, at) => `$${at + 1} = ${JSON.stringify(value)}`).join(', ');
    this.statements.push(`${formatSql(query)};${values ? `\n-- ${values}` : ''}`);
  }

  protected override writeLog(): void {
    // Only queries are wanted.
  }
}
