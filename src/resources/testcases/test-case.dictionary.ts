import { DataSource } from 'typeorm';
import { sidePool } from '../../database/side-pool';

/** One test's identity. */
export interface CaseName {
  suite_name: string;
  name: string;
}

const KEPT = 200_000;
const SEPARATOR = '\u001f';

/**
 * Gives test cases their numbers, making those that are new. It commits by itself, in short statements and in the
 * order of the digests: a case is only a name, so one that an undone upload leaves behind does no harm, whereas two
 * long uploads that make the same names in a different order would wait for each other for ever.
 */
export class TestCaseDictionary {
  /** What was looked up before, for one upload; bounded. */
  private readonly known = new Map<string, number>();

  constructor(private readonly dataSource: DataSource) {}

  /** The numbers of these cases, in their order. */
  async numbers(cases: readonly CaseName[]): Promise<number[]> {
    const keys = cases.map(({ suite_name, name }) => `${suite_name.length}:${suite_name}${SEPARATOR}${name}`);
    const missing = new Map<string, CaseName>();
    keys.forEach((key, at) => {
      if (!this.known.has(key)) missing.set(key, cases[at] as CaseName);
    });
    if (missing.size > KEPT - this.known.size) this.known.clear();
    const wanted =
      this.known.size === 0 ? new Map(keys.map((key, at) => [key, cases[at] as CaseName])) : missing;
    if (wanted.size > 0) await this.fetch([...wanted.keys()], [...wanted.values()]);
    return keys.map((key) => this.known.get(key) as number);
  }

  private async fetch(keys: string[], cases: CaseName[]): Promise<void> {
    const names = [cases.map(({ suite_name }) => suite_name), cases.map(({ name }) => name)];
    const found = await this.find(names);
    if (found.some((id) => id === null)) {
      await sidePool(this.dataSource).query(
        `INSERT INTO test_cases (suite_name, name)
           SELECT suite_name, name FROM unnest($1::text[], $2::text[]) AS wanted (suite_name, name)
            ORDER BY test_case_digest(suite_name, name)
           ON CONFLICT DO NOTHING`,
        names,
      );
      (await this.find(names)).forEach((id, at) => (found[at] = id));
    }
    keys.forEach((key, at) => this.known.set(key, found[at] as number));
  }

  private async find(names: string[][]): Promise<(number | null)[]> {
    const { rows } = await sidePool(this.dataSource).query<{ id: number | null }>(
      `SELECT c.id FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS wanted (suite_name, name, at)
         LEFT JOIN test_cases c ON test_case_digest(c.suite_name, c.name) = test_case_digest(wanted.suite_name, wanted.name)
        ORDER BY at`,
      names,
    );
    return rows.map(({ id }) => id);
  }
}
