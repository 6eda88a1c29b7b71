import { DataSource } from 'typeorm';
import { sidePool } from '../../database/side-pool';

/** One test's identity. */
export interface CaseName {
  suite_name: string;
  name: string;
}

const KEPT = 200_000;

const keyOf = ({ suite_name, name }: CaseName): string => `${suite_name.length}:${suite_name}${name}`;
const columns = (cases: readonly CaseName[]): string[][] => [
  cases.map(({ suite_name }) => suite_name),
  cases.map(({ name }) => name),
];

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
    const keys = cases.map(keyOf);
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
    await this.learn(keys, cases);
    const isNew = (key: string): boolean => !this.known.has(key);
    const fresh = cases.filter((_, at) => isNew(keys[at] as string));
    if (fresh.length === 0) return;
    await this.make(fresh);
    // What others made at the same moment, or spelt with what no text can hold.
    const rest = cases.filter((_, at) => isNew(keys[at] as string));
    if (rest.length > 0) await this.learn(keys.filter(isNew), rest);
  }

  private async make(cases: CaseName[]): Promise<void> {
    const { rows } = await sidePool(this.dataSource).query<CaseName & { id: number }>(
      `INSERT INTO test_cases (suite_name, name)
         SELECT suite_name, name FROM unnest($1::text[], $2::text[]) AS wanted (suite_name, name)
          ORDER BY test_case_digest(suite_name, name)
         ON CONFLICT DO NOTHING RETURNING id, suite_name, name`,
      columns(cases),
    );
    for (const row of rows) this.known.set(keyOf(row), row.id);
  }

  private async learn(keys: string[], cases: CaseName[]): Promise<void> {
    const found = await this.find(columns(cases));
    found.forEach((id, at) => {
      if (id !== null) this.known.set(keys[at] as string, id);
    });
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
