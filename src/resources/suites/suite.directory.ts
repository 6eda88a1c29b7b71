import { EntityManager } from 'typeorm';

/** A suite as a test needs it. */
export interface SuitePlace {
  id: number;
  job: number;
  name: string;
}

const KEPT = 50_000;

/** Finds suites by number, and by name within a job, making those that are new; remembers them for one upload. */
export class SuiteDirectory {
  private readonly byName = new Map<string, SuitePlace>();

  constructor(private readonly manager: EntityManager) {}

  /** Suites by number; numbers that are nobody's are missing. */
  async byNumber(ids: readonly number[]): Promise<Map<number, SuitePlace>> {
    if (ids.length === 0) return new Map();
    const rows = await this.manager.query<SuitePlace[]>(
      'SELECT id, job, name FROM suites WHERE id = ANY($1::bigint[])',
      [[...new Set(ids)]],
    );
    return new Map(rows.map((row) => [row.id, row]));
  }

  /** The suites of these names, in their order; made within the transaction when new. */
  async named(wanted: readonly { job: number; name: string }[]): Promise<SuitePlace[]> {
    const keys = wanted.map(({ job, name }) => `${job}:${name}`);
    const missing = new Map<string, { job: number; name: string }>();
    keys.forEach((key, at) => {
      if (!this.byName.has(key)) missing.set(key, wanted[at] as { job: number; name: string });
    });
    if (missing.size > 0) {
      if (this.byName.size + missing.size > KEPT) {
        this.byName.clear();
        keys.forEach((key, at) => missing.set(key, wanted[at] as { job: number; name: string }));
      }
      await this.make([...missing.values()]);
    }
    return keys.map((key) => this.byName.get(key) as SuitePlace);
  }

  private async make(suites: { job: number; name: string }[]): Promise<void> {
    const values = [suites.map(({ job }) => job), suites.map(({ name }) => name)];
    // In the order of the report, so that suites are numbered as they came.
    await this.manager.query(
      `INSERT INTO suites (job, name)
         SELECT job, name FROM unnest($1::bigint[], $2::text[]) WITH ORDINALITY AS wanted (job, name, at)
          WHERE NOT EXISTS (
            SELECT 1 FROM suites s WHERE s.job = wanted.job AND name_digest(s.name) = name_digest(wanted.name))
          ORDER BY at
         ON CONFLICT (job, name_digest(name)) DO NOTHING`,
      values,
    );
    const rows = await this.manager.query<SuitePlace[]>(
      `SELECT s.id, s.job, s.name FROM suites s
         JOIN (SELECT DISTINCT * FROM unnest($1::bigint[], $2::text[]) AS wanted (job, name)) wanted
           ON s.job = wanted.job AND name_digest(s.name) = name_digest(wanted.name)`,
      values,
    );
    for (const row of rows) this.byName.set(`${row.job}:${row.name}`, row);
  }
}
