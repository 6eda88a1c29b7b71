import { DataSource } from 'typeorm';
import { Viewer } from '../../auth/viewer';
import { Resource } from '../../collections/resource';
import { fetchBatches } from '../../database/sql-cursor';
import { checkPlan } from '../../query/check';
import { CompileExtra, compileCount, compileRows } from '../../query/compile';
import { PagePlace } from '../../query/page';
import { Plan } from '../../query/plan';
import { Row, rowShaper } from '../../query/rows';

export interface Asking {
  statement: Resource;
  plan: Plan;
  context: Viewer;
  extra: Pick<CompileExtra<Viewer>, 'base' | 'fixed'>;
}

/** A page that is read as it is written: its size costs no memory. */
export interface LargePage {
  place: PagePlace;
  hasNext: boolean;
  hasPrevious: boolean;
  /** The envelope, in pieces. */
  text(
    links: { next: string | null; previous: string | null },
    present: (row: Row) => Row,
  ): AsyncGenerator<string>;
  /** Gives the connection back; may be called again. */
  close(): Promise<void>;
}

const PIECE = 65_536;

/** Opens a page of any size in one snapshot. @throws BadInput as `checkPlan` */
export async function openLargePage(
  dataSource: DataSource,
  { statement, plan, context, extra }: Asking,
  { limit, offset }: { limit: number; offset: bigint },
  release: () => void,
): Promise<LargePage> {
  const runner = dataSource.createQueryRunner();
  let closed = false;
  const close = async (): Promise<void> => {
    if (closed) return;
    closed = true;
    if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
    await runner.release().finally(release);
  };
  try {
    await runner.startTransaction('REPEATABLE READ');
    await checkPlan(runner.manager, statement, plan, context);
    const counting = compileCount(runner.manager, statement, plan, context, extra);
    const [row] = await runner.manager.query<{ count: number | string }[]>(counting.text, counting.values);
    const count = Number(row?.count ?? 0);
    const { text, values } = compileRows(runner.manager, statement, plan, context, extra);
    const skip = offset > BigInt(count) ? count : Number(offset);
    const shape = rowShaper(statement);
    return {
      place: { style: 'offset', limit, offset },
      hasNext: BigInt(limit) + offset < BigInt(count),
      hasPrevious: offset > 0n,
      close,
      async *text({ next, previous }, present) {
        try {
          await runner.query('SET LOCAL statement_timeout = 0');
          let piece = `${JSON.stringify({ count, next, previous }).slice(0, -1)},"results":[`;
          let comma = '';
          const sql = `${text} LIMIT ${Math.min(limit, count)} OFFSET ${skip}`;
          for await (const batch of fetchBatches<Row>(runner, sql, values))
            for (const raw of batch) {
              piece += comma + JSON.stringify(present(shape(raw)));
              comma = ',';
              if (piece.length < PIECE) continue;
              yield piece;
              piece = '';
            }
          yield `${piece}]}`;
        } finally {
          await close();
        }
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}
