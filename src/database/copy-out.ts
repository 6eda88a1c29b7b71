import { ClientBase } from 'pg';
import { to } from 'pg-copy-streams';
import { QueryRunner } from 'typeorm';

/** As much waits here while somebody writes what came before. */
const AHEAD = 262_144;

/**
 * The rows of a query in COPY's binary form (`binary-rows.ts` reads it), in pieces of any size: the fastest way out. The connection is
 * taken until the last piece has come, or is thrown away: whoever may stop in the middle asks for few rows at a time.
 * @param text a query without parameters: COPY binds none
 */
export async function* copyOut(runner: QueryRunner, text: string): AsyncGenerator<Buffer> {
  const client = (await runner.connect()) as ClientBase;
  const stream = client.query(to(`COPY (${text}) TO STDOUT (FORMAT binary)`, { highWaterMark: AHEAD }));
  let over = false;
  try {
    for await (const piece of stream.iterator({ destroyOnReturn: false })) yield piece as Buffer;
    over = true;
  } catch (error) {
    over = true;
    throw error;
  } finally {
    if (!over)
      await new Promise<void>((resolve) => {
        stream.once('end', resolve).once('error', () => resolve());
        stream.resume();
      });
  }
}
