import { EntityManager } from 'typeorm';
import { RecordLog } from './record-log';
import { UploadTally } from './upload-tally';

/** What a receipt says of the upload itself. */
export interface ReceiptFacts {
  job: number;
  submitter: number;
  bytes: number;
  sha256: string;
  fingerprint: Buffer;
  made_job: boolean;
  idempotency_key: string | null;
  /** What was said of how to read it, as JSON. */
  reading: object;
  payload: string | null;
  payload_bytes: number | null;
  payload_form: object | null;
}

/** The figures of a receipt, by column. */
const figuresOf = (tally: UploadTally): Record<string, unknown> => ({
  format: tally.format,
  dialect: tally.dialect,
  files: tally.fileReceipts,
  declared: tally.declared,
  stored: tally.stored,
  merged: tally.sum('merged'),
  repaired: tally.sum('repaired'),
  rejected: tally.rejected,
  warnings: tally.warnings,
});

/** As the driver takes it: it would make an array of PostgreSQL out of a list. */
const value = (given: unknown): unknown =>
  typeof given === 'object' && given !== null && !Buffer.isBuffer(given) ? JSON.stringify(given) : given;

/** Writes a receipt and what it tells of records; gives its number. */
export async function writeReceipt(
  manager: EntityManager,
  facts: ReceiptFacts,
  tally: UploadTally,
  ranges: [number, number][],
): Promise<number> {
  const columns = { ...facts, ...figuresOf(tally), ranges };
  const names = Object.keys(columns);
  const [row] = await manager.query<{ id: number }[]>(
    `INSERT INTO ingests (${names.join(', ')}) VALUES (${names.map((_, at) => `$${at + 1}`).join(', ')}) RETURNING id`,
    Object.values(columns).map(value),
  );
  const id = row?.id as number;
  await writeRecords(manager, id, tally.log);
  return id;
}

/** Puts other figures into a receipt: its payload was read and stored again. */
export async function rewriteReceipt(
  manager: EntityManager,
  id: number,
  tally: UploadTally,
  stored: number,
  ranges: [number, number][],
): Promise<void> {
  const columns = { ...figuresOf(tally), stored, ranges };
  const names = Object.keys(columns);
  await manager.query(
    `UPDATE ingests SET reimported = now(), ${names.map((name, at) => `${name} = $${at + 2}`).join(', ')} WHERE id = $1`,
    [id, ...Object.values(columns).map(value)],
  );
  await manager.query('DELETE FROM ingest_records WHERE ingest = $1', [id]);
  await writeRecords(manager, id, tally.log);
}

const RECORD = [
  ['file', 'text'],
  ['line', 'integer'],
  ['column', 'integer'],
  ['outcome', 'text'],
  ['code', 'text'],
  ['message', 'text'],
  ['suite', 'text'],
  ['name', 'text'],
] as const;

async function writeRecords(manager: EntityManager, ingest: number, { kept }: RecordLog): Promise<void> {
  if (kept.length === 0) return;
  const names = RECORD.map(([name]) => `"${name}"`).join(', ');
  await manager.query(
    `INSERT INTO ingest_records (ingest, ${names})
       SELECT $1, ${names} FROM unnest(${RECORD.map(([, type], at) => `$${at + 2}::${type}[]`).join(', ')})
       WITH ORDINALITY AS r (${names}, at) ORDER BY at`,
    [ingest, ...RECORD.map(([name]) => kept.map((record) => record[name]))],
  );
}

/** From which number to which the tests of a job go that came after one; none when there are none. */
export async function rangesAfter(
  manager: EntityManager,
  job: number,
  before: number,
): Promise<[number, number][]> {
  const [row] = await manager.query<{ low: number | null; high: number | null }[]>(
    'SELECT min(id) AS low, max(id) AS high FROM tests WHERE job = $1 AND id > $2',
    [job, before],
  );
  return row?.low && row.high ? [[row.low, row.high]] : [];
}
