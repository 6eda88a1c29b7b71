import { EntityManager } from 'typeorm';
import { BlobStore } from '../blobs/blob.store';
import { Extra, Extras } from './extras';
import { UploadTally } from './upload-tally';

/** Files kept at a time: each waits for the disk. */
const AT_ONCE = 8;

/** What lies on the disk and is to become an attachment. */
type Found = Extra & { stored: NonNullable<Extra['stored']> };

export const foundOf = ({ all }: Extras): Found[] =>
  all.filter((extra): extra is Found => extra.stored !== null);

/** Says in the receipt what was named and is not there, and what was too much. */
export function noteMissing(extras: Extras, tally: UploadTally): void {
  tally.log.forget(({ code, file }) => code === 'not_a_report' && extras.names(file));
  const { all, further } = extras;
  const nowhere = { file: '', line: null, column: null, suite: null, name: null };
  for (const { stored, wanted } of all)
    if (stored === null)
      tally.log.add({
        ...{ ...nowhere, outcome: 'noted', code: 'attachment_missing' },
        message: `The file "${wanted}" is named, but did not come in this upload.`,
      });
  if (further > 0)
    tally.log.add({
      ...{ ...nowhere, outcome: 'noted', code: 'attachments_left_out' },
      message: `${further} further files and outputs were left out.`,
    });
}

/**
 * Makes attachments of them. The tests are stored, in their order; the blobs are locked (`lockBlobs`).
 * @param before the job's latest test before the upload
 */
export async function storeExtras(
  manager: EntityManager,
  blobs: BlobStore,
  job: number,
  before: number,
  found: readonly Found[],
): Promise<void> {
  // The same bytes once: whoever comes second would find them moved.
  const files = [...new Map(found.map(({ stored }) => [stored.sha256, stored])).values()];
  for (let at = 0; at < files.length; at += AT_ONCE)
    await Promise.all(files.slice(at, at + AT_ONCE).map((file) => blobs.keep(file)));
  if (found.length === 0) return;
  await manager.query(
    `INSERT INTO attachments (job, test, name, content_type, size, sha256)
     SELECT $1, t.id, e.name, e.type, e.size, e.sha256
       FROM unnest($3::bigint[], $4::text[], $5::text[], $6::bigint[], $7::text[])
            WITH ORDINALITY AS e (test, name, type, size, sha256, nth)
       LEFT JOIN (SELECT id, row_number() OVER (ORDER BY id) AS at FROM tests WHERE job = $1 AND id > $2) t
         ON t.at = e.test
      ORDER BY e.nth`,
    [
      job,
      before,
      found.map(({ test }) => test),
      found.map(({ name }) => name),
      found.map(({ type }) => type || 'application/octet-stream'),
      found.map(({ stored }) => stored.bytes),
      found.map(({ stored }) => stored.sha256),
    ],
  );
}
