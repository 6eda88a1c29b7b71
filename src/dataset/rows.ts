import { PoolClient } from 'pg';
import { Cell } from './copy-text';
import { copyRows, quoted } from './table-writer';

const STAGE = '"dataset_stage"';

/** Which of these keys exist, and the value of another column in their rows. */
export async function findKeys<V extends string | number>(
  client: PoolClient,
  table: string,
  key: string,
  value: string,
  wanted: Iterable<string | number>,
): Promise<Map<string | number, V>> {
  const { rows } = await client.query<{ key: string | number; value: V }>(
    `SELECT ${quoted(key)} AS key, ${quoted(value)} AS value FROM ${quoted(table)}
      WHERE ${quoted(key)}::text = ANY ($1::text[])`,
    [[...new Set(wanted)]],
  );
  return new Map(rows.map((row) => [row.key, row.value]));
}

/** Inserts rows, or updates those whose natural key (the first column) is there already. */
export async function upsertRows(
  client: PoolClient,
  table: string,
  columns: readonly string[],
  rows: Cell[][],
  options: { key?: string; keep?: readonly string[] } = {},
): Promise<void> {
  if (rows.length === 0) return;
  const key = options.key ?? (columns[0] as string);
  const list = columns.map(quoted).join(', ');
  const kept = new Set([key, ...(options.keep ?? [])]);
  const sets = columns
    .filter((name) => !kept.has(name))
    .map((name) => `${quoted(name)} = excluded.${quoted(name)}`);
  await client.query(
    `CREATE TEMP TABLE ${STAGE} ON COMMIT DROP AS SELECT ${list} FROM ${quoted(table)} LIMIT 0`,
  );
  await copyRows(client, 'dataset_stage', columns, rows, (at) => `${table}[${at}]`);
  await client.query(
    `INSERT INTO ${quoted(table)} (${list}) SELECT ${list} FROM ${STAGE}
       ON CONFLICT (${quoted(key)}) DO ${sets.length === 0 ? 'NOTHING' : `UPDATE SET ${sets.join(', ')}`}`,
  );
  await client.query(`DROP TABLE ${STAGE}`);
}

/**
 * The numbers of rows that are told apart by several columns together: what the table has already, and new ones for the
 * rest, in order.
 */
export async function idsByKeys(
  client: PoolClient,
  table: string,
  columns: readonly string[],
  keys: readonly (readonly (string | number)[])[],
): Promise<number[]> {
  const texts = columns.map((column) => `${quoted(column)}::text`);
  const lists = columns.map((_, at) => `$${at + 1}::text[]`);
  const { rows } = await client.query<{ id: number; key: string[] }>(
    `SELECT id, ARRAY[${texts.join(', ')}] AS key FROM ${quoted(table)}
      WHERE (${texts.join(', ')}) IN (SELECT * FROM unnest(${lists.join(', ')}))`,
    columns.map((_, at) => keys.map((key) => key[at])),
  );
  const known = new Map(rows.map(({ id, key }) => [JSON.stringify(key), id]));
  const found = keys.map((key) => known.get(JSON.stringify(key.map(String))));
  const fresh = found.filter((id) => id === undefined);
  const { ids } = await takeIds(client, table, fresh);
  return found.map((id) => id ?? (ids.shift() as number));
}

/** What a row links to, by its key. */
export type Links = Iterable<readonly [owner: string | number, targets: Iterable<string | number>]>;

/** Gives rows exactly these links; those they had go. */
export async function replaceLinks(
  client: PoolClient,
  table: string,
  owner: string,
  target: string,
  links: Links,
): Promise<void> {
  const pairs: Cell[][] = [];
  const owners: string[] = [];
  for (const [from, targets] of links) {
    owners.push(String(from));
    for (const to of new Set(targets)) pairs.push([from, to]);
  }
  await client.query(`DELETE FROM ${quoted(table)} WHERE ${quoted(owner)}::text = ANY ($1::text[])`, [
    owners,
  ]);
  await copyRows(client, table, [owner, target], pairs);
}

/**
 * Numbers for new rows: the wanted ones when every row wants one and none is taken, else the next of the sequence, in
 * order. The caller has locked the table against writers. The sequence ends up beyond all of them.
 */
export async function takeIds(
  client: PoolClient,
  table: string,
  wanted: readonly (number | undefined)[],
): Promise<{ ids: number[]; kept: boolean }> {
  const {
    rows: [sequence],
  } = await client.query<{ name: string }>(`SELECT pg_get_serial_sequence($1, 'id') AS name`, [
    quoted(table),
  ]);
  const name = (sequence as { name: string }).name;
  const asked = wanted.filter((id) => id !== undefined);
  const taken = asked.length < wanted.length || (await findKeys(client, table, 'id', 'id', asked)).size > 0;
  const most = taken ? 0 : asked.reduce((a, b) => Math.max(a, b), 0);
  await client.query(
    `SELECT setval($1::regclass, m) FROM (SELECT greatest($2, max(id)) AS m FROM ${quoted(table)}) t
      WHERE m > (SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM ${name})`,
    [name, most],
  );
  if (!taken) return { ids: asked, kept: true };
  const { rows } = await client.query<{ id: number }>(
    'SELECT nextval($1::regclass) AS id FROM generate_series(1, $2)',
    [name, wanted.length],
  );
  return { ids: rows.map((row) => row.id).sort((a, b) => a - b), kept: false };
}
