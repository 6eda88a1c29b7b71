import { DataSource } from 'typeorm';
import { Sql } from './compile';

/** What was counted, and in which state of the database: PostgreSQL's snapshot as text. */
interface Known {
  count: number;
  at: string;
}

/** A row of the statement that `unlessKnown` writes. */
export interface Counted {
  /** Null when nothing has changed. */
  count: number | string | null;
  /** Null within a transaction that writes. */
  at: string | null;
}

const MOST = 500;
/** Characters of a statement with its values that is remembered. */
const LONGEST = 4_096;

/**
 * Exact counts that need not be made again. A count walks through all rows; while nobody commits anything, it walks for
 * nothing. The same statement asks PostgreSQL whether its snapshot is still the one of the last count: two equal snapshots see
 * the same rows, so that what is remembered is never wrong, and never old. A transaction that writes sees more than its snapshot
 * says, and neither uses nor leaves anything here.
 */
export class KnownCounts {
  private static readonly of = new WeakMap<DataSource, KnownCounts>();
  /** The one that was asked for least recently first. */
  private readonly known = new Map<string, Known>();

  static in(source: DataSource): KnownCounts {
    let counts = this.of.get(source);
    if (!counts) this.of.set(source, (counts = new KnownCounts()));
    return counts;
  }

  /**
   * The count of rows, asking by `query`.
   * @param counting a statement whose only column is the count
   */
  async count(counting: Sql, query: (sql: Sql) => Promise<Counted[]>): Promise<number> {
    const key = `${counting.text}\0${JSON.stringify(counting.values)}`;
    const known = this.known.get(key);
    const [row] = await query(unlessKnown(counting, known?.at ?? null));
    const count = Number(row?.count ?? known?.count ?? 0);
    const at = row?.at ?? null;
    if (at !== null && key.length <= LONGEST) this.remember(key, { count, at });
    return count;
  }

  private remember(key: string, known: Known): void {
    this.known.delete(key);
    this.known.set(key, known);
    for (const oldest of this.known.keys()) {
      if (this.known.size <= MOST) return;
      this.known.delete(oldest);
    }
  }
}

/** PostgreSQL does not touch a sub-query that it does not need. */
function unlessKnown({ text, values }: Sql, at: string | null): Sql {
  const now = 'CASE WHEN pg_current_xact_id_if_assigned() IS NULL THEN pg_current_snapshot()::text END';
  return {
    text: `SELECT ${now} AS "at", CASE WHEN ${now} = $${values.length + 1} THEN NULL ELSE (${text}) END AS "count"`,
    values: [...values, at],
  };
}
