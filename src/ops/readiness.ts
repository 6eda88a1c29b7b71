import { Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** Milliseconds that one check may take. */
const LIMIT = 2_000;

/** What each check found: `ok`, or what is wrong. */
export type Findings = Record<'database' | 'migrations', string>;

/** Whether this process can do its work: the database answers, and its schema is this program's. */
@Injectable()
export class Readiness {
  private readonly log = new Logger('readyz');
  /** Checks under way; probes share them, so that a database that hangs is not asked ever more. */
  private readonly running = new Map<keyof Findings, Promise<void>>();

  constructor(private readonly dataSource: DataSource) {}

  async check(): Promise<Findings> {
    const [database, migrations] = await Promise.all([
      this.finding('database', () => this.database()),
      this.finding('migrations', () => this.migrations()),
    ]);
    return { database, migrations };
  }

  private async database(): Promise<void> {
    await this.dataSource.query('SELECT 1');
  }

  private async migrations(): Promise<void> {
    const ran = await this.dataSource.query<{ name: string }[]>('SELECT name FROM migrations');
    const names = new Set(ran.map(({ name }) => name));
    const missing = this.dataSource.migrations.filter(({ name }) => !names.has(name ?? ''));
    if (missing.length > 0) throw new Error(`${missing.length} of this program's migrations have not run`);
  }

  /** `ok` or a short reason; the log has the whole error, which may name hosts and users. */
  private async finding(name: keyof Findings, check: () => Promise<void>): Promise<string> {
    let running = this.running.get(name);
    if (!running) {
      running = check().finally(() => this.running.delete(name));
      this.running.set(name, running);
    }
    let timer: NodeJS.Timeout | undefined;
    const limit = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(new Error(`no answer within ${LIMIT} ms`)), LIMIT);
    });
    try {
      await Promise.race([running, limit]);
      return 'ok';
    } catch (error) {
      this.log.warn(`${name}: ${(error as Error).message}`);
      return 'failed';
    } finally {
      clearTimeout(timer);
      running.catch(() => undefined);
    }
  }
}
