import { createRequire } from 'node:module';
import { Writable } from 'node:stream';
import { PoolClient } from 'pg';

/** A cursor on the server: so many rows at a time, never the whole table. */
export interface Cursor {
  /** The next rows as arrays; an empty list at the end. */
  read(count: number): Promise<unknown[][]>;
  close(): Promise<void>;
}

type CursorClass = new (sql: string, values: unknown[], config: { rowMode: 'array' }) => object;

// Neither package brings types; what is used of them is stated here.
const load = createRequire(__filename);
const { from } = load('pg-copy-streams') as { from: (sql: string) => object };
const PgCursor = load('pg-cursor') as CursorClass;

/** Gives something that submits itself to the client, and gets it back. */
const submit = <T>(client: PoolClient, query: object): T =>
  (client.query as unknown as (query: object) => T)(query);

/** Opens `COPY … FROM STDIN`: what is written goes to the table, `finish` comes when the server has taken it. */
export function openCopy(client: PoolClient, sql: string): Writable {
  return submit<Writable>(client, from(sql));
}

/** Opens a cursor; the caller reads it to its end or closes it, inside a transaction. */
export function openCursor(client: PoolClient, sql: string): Cursor {
  return submit<Cursor>(client, new PgCursor(sql, [], { rowMode: 'array' }));
}
