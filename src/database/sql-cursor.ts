import { QueryRunner } from 'typeorm';

const ROWS_AT_A_TIME = 1_000;
let opened = 0;

/**
 * The rows of a query in batches, in constant memory, within the transaction at hand. Unlike the driver's cursor it leaves the connection
 * free for other statements between two batches. The values are bound, not written into the text.
 */
export async function* fetchBatches<Row>(
  runner: QueryRunner,
  text: string,
  values: readonly unknown[],
): AsyncGenerator<Row[]> {
  opened = (opened + 1) % 1_000_000;
  const name = `rows_${opened}`;
  await runner.query(`DECLARE ${name} NO SCROLL CURSOR FOR ${text}`, [...values]);
  try {
    for (;;) {
      const rows = (await runner.query(`FETCH ${ROWS_AT_A_TIME} FROM ${name}`)) as Row[];
      if (rows.length > 0) yield rows;
      if (rows.length < ROWS_AT_A_TIME) return;
    }
  } finally {
    // In a transaction that failed there is no cursor any more.
    if (runner.isTransactionActive) await runner.query(`CLOSE ${name}`).catch(() => undefined);
  }
}
