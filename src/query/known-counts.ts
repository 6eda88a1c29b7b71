import { DataSource } from 'typeorm';
import { Sql } from './compile';

/** What was counted, and in which state of the database: PostgreSQL's snapshot as text. */
interface Known {
  count: number;
  at: string;
}

const MOST = 500;
/** Characters of a statement with its values that is remembered. */
const LONGEST = 4_096;

/** The state of the database that a statement sees, as SQL; null within a transaction that writes. */
export const SNAPSHOT =
  'CASE WHEN pg_current_xact_id_if_assigned() IS NULL THEN pg_current_snapshot()::text END';

/**
 * Exact counts that need not be made again. A count walks through all rows; while nobody commits anything, it walks for
 * nothing. Two equal snapshots see the same rows, so that what is remembered for the snapshot at hand is never wrong, and never
 * old. A transaction that writes sees more than its snapshot says, and neither uses nor leaves anything here.
 */
export class KnownCounts {
  private static readonly of = new WeakMap<DataSource, KnownCounts>();
  /** The one that was learnt least recently first. */
  private readonly known = new Map<string, Known>();

  static in(source: DataSource): KnownCounts {
    let counts = this.of.get(source);
    if (!counts) this.of.set(source, (counts = new KnownCounts()));
    return counts;
  }

  /** What this statement counted in this state of the database; undefined when it did not. */
  find(counting: Sql, at: string | null): number | undefined {
    const known = at === null ? undefined : this.known.get(keyOf(counting));
    return known?.at === at ? known?.count : undefined;
  }

  keep(counting: Sql, count: number, at: string | null): void {
    const key = keyOf(counting);
    if (at === null || key.length > LONGEST) return;
    this.known.delete(key);
    this.known.set(key, { count, at });
    for (const oldest of this.known.keys()) {
      if (this.known.size <= MOST) return;
      this.known.delete(oldest);
    }
  }
}

const keyOf = ({ text, values }: Sql): string => `${text}\0${JSON.stringify(values)}`;
